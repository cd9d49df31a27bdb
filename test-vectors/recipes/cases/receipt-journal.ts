/** receipt/journal.json: all kinds of records, sealed parts, checkpoints and retention (receipt.md 2 to 7). */
import { base64url, flipBit, utf8 } from '../hand/bytes.ts'
import type { Json } from '../hand/jcs.ts'
import { headAfter, record, segmentOf, type Parts } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  station,
  gate,
  operator,
  other,
  ephemeral,
  at,
  deleteAfter,
  hidden,
  startOf,
  receiptOf,
  receipt,
  signs,
  first,
  fileOf,
  collected,
  one,
  oneFile,
  keys,
  byStranger,
  pruned,
  withRecords,
  unsealedFile,
  hashesFile,
} from '../world/journal.ts'

/** What stands where: the clear parts as they were written, null where they are gone. */
const valuesOf = (
  { records }: Parts,
  kinds: readonly ('whole' | 'unsealed' | 'hash')[] = [],
): Json =>
  records.map((bytes, place) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const [n, m] = [view.getUint32(1), view.getUint32(5)]
    const kind = kinds[place] ?? 'whole'
    const text = new TextDecoder().decode(bytes.slice(13, 13 + n))
    const hasSealed = kind === 'whole' && m > 0
    return {
      ...{ seq: place + 1, kind, value: kind === 'hash' ? null : (JSON.parse(text) as Json) },
      sealed: hasSealed ? base64url(bytes.slice(13 + n, 13 + n + m)) : null,
    }
  })

const reads = (id: string, comment: string, file: Uint8Array, records: Json, more = {}): Case => ({
  ...{ id, comment, read: { segment: first, file: base64url(file), keys }, records, ...more },
})
const refuses = (id: string, comment: string, error: string, file: Uint8Array): Case => ({
  ...{ id, comment, read: { segment: first, file: base64url(file), keys }, error },
})
const opens = (
  id: string,
  comment: string,
  seq: number,
  recipient: Json,
  file = oneFile,
): Case => ({
  ...{ id, comment, open: { segment: first, file: base64url(file), seq, recipient } },
})

const prunes = (id: string, comment: string, what: Json, file: Uint8Array): Case => ({
  ...{ id, comment, prune: { segment: first, file: base64url(oneFile), what } },
  file: base64url(file),
})

/** A checkpoint that is rightly chained and says another head than the one before it. */
const ofAnotherHead = segmentOf(first, [
  startOf({}),
  (before, seq) => signs(first, false)(headAfter(before, utf8('')), seq),
])
const afterTheEnd = segmentOf(first, [startOf({}), signs(first, true), receipt(3)])
const sealedOtherwise = withRecords(
  new Map([
    [
      2,
      (() => {
        const bytes = one.records[2] ?? new Uint8Array()
        const view = new DataView(bytes.buffer, bytes.byteOffset)
        const [n, m] = [view.getUint32(1), view.getUint32(5)]
        const sealed = flipBit(bytes.slice(13 + n, 13 + n + m), 9)
        return record(1, bytes.slice(13, 13 + n), sealed, bytes.slice(-32))
      })(),
    ],
  ]),
)

export const receiptJournal: VectorFile = {
  path: 'receipt/journal.json',
  schema: 'receipt-journal',
  about:
    'Segments of a journal (receipt.md). With `write`: these steps give `file`. With `read`: reading gives `records`, or `error`. With `open`: the sealed part of that record is `sealed`, or `error`. With `prune`: taking these parts out gives `file`.',
  cases: [
    {
      id: 'write-all-kinds',
      comment: 'how a segment begins, a receipt, one with a sealed part, an event and checkpoints',
      write: {
        segment: first,
        begin: { at: '2026-03-02T03:59:00Z', station, software: 'gate 1.0' },
        ...{ signer: { ...gate.jwk }, recipient: { kty: 'OKP', crv: 'X25519', x: operator.x } },
        ephemeral: ephemeral.d,
        steps: [
          { receipt: receiptOf(2, {}) },
          {
            receipt: receiptOf(3, { outcome: 'stop', appeal: '4829137056' }),
            secret: hidden,
            deleteAfter,
          },
          {
            event: {
              event: 'override',
              operator: 'op-1',
              appeal: '4829137056',
              receipt: null,
              reason: 'document-checked',
            },
            at,
          },
          { checkpoint: { at: '2026-03-02T04:01:00Z', closed: false } },
          { event: collected({ segment: first, seq: 5 }), at },
          { checkpoint: { at: '2026-03-02T04:01:00Z', closed: true } },
        ],
      },
      file: base64url(oneFile),
    },
    reads('read-all-kinds', 'whole, and every checkpoint holds', oneFile, valuesOf(one)),
    reads(
      'read-unsealed',
      'retention took the sealed part',
      unsealedFile,
      valuesOf(one, ['whole', 'whole', 'unsealed']),
    ),
    reads(
      'read-hashes',
      'retention took all but how it begins, what is signed and what was collected',
      hashesFile,
      valuesOf(one, ['whole', 'hash', 'hash', 'hash']),
    ),
    refuses(
      'checkpoint-of-a-stranger',
      'signed by another key',
      'ERR_RECEIPT_SIGNATURE',
      fileOf(byStranger),
    ),
    refuses(
      'checkpoint-of-another-head',
      'rightly signed, but not for what is before it',
      'ERR_RECEIPT_CHAIN',
      fileOf(ofAnotherHead),
    ),
    refuses('after-the-end', 'a record after the last', 'ERR_RECEIPT_CHAIN', fileOf(afterTheEnd)),
    refuses(
      'sealed-part-changed',
      'one bit, and the CRC with it',
      'ERR_RECEIPT_CHAIN',
      sealedOtherwise,
    ),
    refuses(
      'pruned-start',
      'how it begins is never taken out',
      'ERR_RECEIPT_MALFORMED',
      withRecords(new Map([[0, pruned(0, 3)]])),
    ),
    refuses(
      'unsealed-without-sealed',
      'a sealed part is gone that never was',
      'ERR_RECEIPT_MALFORMED',
      withRecords(new Map([[1, pruned(1, 2)]])),
    ),
    refuses(
      'hash-of-another',
      'the hash of another record',
      'ERR_RECEIPT_CHAIN',
      withRecords(new Map([[1, pruned(3, 3)]])),
    ),
    { ...opens('open-sealed', 'by the operator', 3, { ...operator }), sealed: hidden },
    {
      ...opens('open-nothing', 'a receipt without a sealed part', 2, { ...operator }),
      sealed: null,
    },
    {
      ...opens('open-pruned', 'its sealed part is gone', 3, { ...operator }, unsealedFile),
      sealed: null,
    },
    {
      ...opens('open-with-another-key', 'of another operator', 3, { ...other }),
      error: 'ERR_RECEIPT_SEAL',
    },
    {
      ...opens('open-with-a-signing-key', 'of another curve', 3, { ...gate.jwk }),
      error: 'ERR_KEY_UNSUPPORTED',
    },
    prunes('prune-sealed', 'the sealed part goes', { 3: 'sealed' }, unsealedFile),
    prunes(
      'prune-all',
      'what may never go stays',
      Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((seq) => [seq, 'clear'])),
      hashesFile,
    ),
  ],
}
