/** receipt/journal.json: all kinds of records, sealed parts, checkpoints, retention and rows of segments (receipt.md). */
import { base64url, concat, flipBit, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key, type Key } from '../hand/keys.ts'
import { box, boxKey } from '../hand/nacl-box.ts'
import {
  checkpoint,
  headAfter,
  record,
  segmentOf,
  type Draft,
  type Parts,
} from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

interface Members {
  readonly [name: string]: Json
}

const station = 'hz-east-7'
const gate = key('stations')
const stranger = key('stranger')
const kidOf = (of: Key): string => base64url(of.kid)
const operator = boxKey(sha256(utf8('greengate test-only operator key')))
const other = boxKey(sha256(utf8('greengate test-only other operator key')))
const ephemeral = boxKey(sha256(utf8('greengate test-only ephemeral key')))
const to = base64url(sha256(utf8(jcs({ crv: 'X25519', kty: 'OKP', x: operator.x }))).subarray(0, 8))

const at = '2026-03-02T04:00:00Z'
const deleteAfter = '2026-03-16T04:00:00Z'
const nonce = (seq: number): Uint8Array => concat(new Uint8Array(23), Uint8Array.of(seq))
const hidden = {
  format: 'greengate-sealed-1',
  card: { type: 'cn-id', number: '11010119900307123X' },
  texts: ['GG1:TEST ONLY'],
}

const startOf = (members: Members): Draft => ({
  text: jcs({
    ...{ format: 'greengate-segment-1', seq: 1, at: '2026-03-02T03:59:00Z', station },
    ...{ software: 'gate 1.0', previous: null, sealing: null, key: kidOf(gate), ...members },
  }),
})
const sealing = { ephemeral: ephemeral.x, to }

const receiptOf = (seq: number, members: Members): Members => ({
  ...{ format: 'greengate-receipt-1', seq, at, station, lane: 'a', outcome: 'unreadable' },
  ...{ reasons: [{ code: 'other-code', kind: 'url' }], holdsUntil: null, subject: null },
  ...{ basis: { now: at }, appeal: null, sealed: null, ...members },
})
const receipt = (seq: number): Draft => ({ text: jcs(receiptOf(seq, {})) })
const sealedReceipt = (seq: number): Draft => {
  const sealed = box(utf8(jcs(hidden)), nonce(seq), ephemeral, operator)
  const said = { sha256: base64url(sha256(sealed)), deleteAfter }
  const members = { outcome: 'stop', appeal: '4829137056', sealed: said }
  return { text: jcs(receiptOf(seq, members)), sealed }
}
const eventOf = (seq: number, members: Members): Draft => ({
  text: jcs({ format: 'greengate-event-1', seq, at, station, lane: 'a', ...members }),
})
const signs = (id: string, closed: boolean, by = gate) =>
  checkpoint(by, id, { at: '2026-03-02T04:01:00Z', station, closed })

const first = `${station}-00000001-00000001`
const second = `${station}-00000002-00000002`
const third = `${station}-00000003-00000003`
const fileOf = ({ header, records }: Parts): Uint8Array => concat(header, ...records)
const endOf = (segment: string, { heads }: Parts): Members => ({
  ...{ segment, seq: heads.length, head: base64url(heads.at(-1) ?? new Uint8Array()) },
})

const collected = (through: Members): Members => ({ event: 'collected', through, receipt: 'x.y.z' })
const one = segmentOf(first, [
  startOf({ sealing }),
  receipt(2),
  sealedReceipt(3),
  eventOf(4, {
    event: 'override',
    operator: 'op-1',
    appeal: '4829137056',
    receipt: null,
    reason: 'document-checked',
  }),
  signs(first, false),
  eventOf(6, collected({ segment: first, seq: 5 })),
  signs(first, true),
])
const oneFile = fileOf(one)
const two = segmentOf(second, [
  startOf({ previous: endOf(first, one) }),
  receipt(2),
  signs(second, false),
  receipt(4),
])
const twoFile = fileOf(two)
const three = segmentOf(third, [startOf({ previous: endOf(second, two) }), receipt(2)])
const threeFile = fileOf(three)

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

const keys = [{ ...gate.publicJwk }]
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

/** What retention leaves: the second record's hash, the third without its sealed part, or its hash too. */
const pruned = (place: number, kind: 2 | 3): Uint8Array => {
  const bytes = one.records[place] ?? new Uint8Array()
  const clear = bytes.slice(13, 13 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1))
  return record(kind, kind === 3 ? sha256(clear) : clear, new Uint8Array(), bytes.slice(-32))
}
const withRecords = (changed: ReadonlyMap<number, Uint8Array>): Uint8Array =>
  concat(one.header, ...one.records.map((bytes, place) => changed.get(place) ?? bytes))
const unsealedFile = withRecords(new Map([[2, pruned(2, 2)]]))
const hashesFile = withRecords(new Map([1, 2, 3].map((place) => [place, pruned(place, 3)])))
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
const byStranger = segmentOf(first, [startOf({}), receipt(2), signs(first, false, stranger)])
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

const whole: readonly (readonly [string, Uint8Array])[] = [
  [first, oneFile],
  [second, twoFile],
  [third, threeFile],
]
type Row = readonly (readonly [string, Uint8Array])[]
const rows = (
  id: string,
  comment: string,
  row: Row,
  faults: readonly (readonly [string, string, number | null, string | null])[],
  signed: readonly [string, number, number],
  options: Members = {},
): Case => ({
  ...{ id, comment, row: row.map(([segment, file]) => ({ segment, file: base64url(file) })) },
  options: { keys, ...options },
  faults: faults.map(([segment, fault, seq, named]) => ({ segment, fault, seq, named })),
  signed: signed[0] === '' ? null : { segment: signed[0], seq: signed[1] },
  unsignedRecords: signed[2],
})
/** The file without its last so many records. */
const cutBy = ({ header, records }: Parts, count: number): Uint8Array =>
  concat(header, ...records.slice(0, -count))
const elsewhere = segmentOf(second, [
  {
    text: jcs({
      ...(JSON.parse(startOf({ previous: endOf(first, one) }).text) as Members),
      station: 'hz-west-1',
    }),
  },
])
const alone = segmentOf(second, [startOf({})])
const at1: Row[number] = [first, oneFile]
const at2: Row[number] = [second, twoFile]

export const receiptJournal: VectorFile = {
  path: 'receipt/journal.json',
  schema: 'receipt-journal',
  about:
    'Segments of a journal (receipt.md). With `write`: these steps give `file`. With `read`: reading gives `records`, or `error`. With `open`: the sealed part of that record is `sealed`, or `error`. With `prune`: taking these parts out gives `file`. With `row`: checking the segments in their row finds `faults`.',
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
    rows('row-whole', 'each is linked to the one before', whole, [], [second, 2, 3]),
    rows(
      'row-pruned',
      'retention breaks no link',
      [[first, hashesFile], ...whole.slice(1)],
      [],
      [second, 2, 3],
    ),
    rows(
      'row-without-the-second',
      'a segment is gone',
      [at1, [third, threeFile]],
      [[third, 'missing', 2, second]],
      [first, 6, 2],
    ),
    rows(
      'row-without-the-first',
      'the oldest segment is gone',
      whole.slice(1),
      [[second, 'missing', 4, first]],
      [second, 2, 3],
    ),
    rows(
      'row-goes-on',
      'where the segments before were checked earlier',
      whole.slice(1),
      [],
      [second, 2, 3],
      { after: endOf(first, one) },
    ),
    rows(
      'row-reordered',
      'the second before the first',
      [at2, at1, [third, threeFile]],
      [
        [second, 'reordered', 4, first],
        [first, 'unlinked', 7, second],
        [third, 'reordered', 2, second],
      ],
      [first, 6, 2],
    ),
    rows(
      'row-twice',
      'the first again',
      [at1, at1, at2],
      [[first, 'twice', 7, null]],
      [second, 2, 1],
    ),
    rows(
      'row-cut',
      'the second has lost its last record, which the third tells',
      [at1, [second, cutBy(two, 1)], [third, threeFile]],
      [[second, 'cut', 3, null]],
      [second, 2, 2],
    ),
    rows(
      'row-cut-at-the-end',
      'nothing tells, but the last signed record is known',
      [at1, [second, cutBy(two, 2)]],
      [],
      [first, 6, 2],
    ),
    rows(
      'row-cut-and-told',
      'a fleet code told how far it reached',
      [at1, [second, cutBy(two, 2)]],
      [[second, 'cut', 2, null]],
      [first, 6, 2],
      { reached: endOf(second, two) },
    ),
    rows('row-reached', 'at least as far as a fleet code told', [at1, at2], [], [second, 2, 1], {
      reached: { segment: second, seq: 2, head: base64url(two.heads[1] ?? sha256(utf8(''))) },
    }),
    rows(
      'row-written-anew',
      'as far as a fleet code told, but other records',
      [at1, at2],
      [[second, 'changed', 2, null]],
      [second, 2, 1],
      { reached: { segment: second, seq: 2, head: base64url(sha256(utf8(''))) } },
    ),
    rows(
      'row-changed',
      'one bit in the first',
      [[first, flipBit(oneFile, 8 * 60)], at2],
      [[first, 'changed', null, null]],
      [second, 2, 1],
    ),
    rows(
      'row-torn',
      'the first ends in the middle of a record',
      [[first, oneFile.slice(0, -1)], at2],
      [
        [first, 'torn', 6, null],
        [first, 'cut', 6, null],
      ],
      [second, 2, 1],
    ),
    rows(
      'row-of-a-stranger',
      'the second is of another station',
      [at1, [second, fileOf(elsewhere)]],
      [[second, 'foreign', 1, null]],
      [first, 6, 1],
    ),
    rows(
      'row-begun-anew',
      'the second knows of no first',
      [at1, [second, fileOf(alone)]],
      [[second, 'unlinked', 1, first]],
      [first, 6, 1],
    ),
    rows(
      'row-signed-by-a-stranger',
      'a checkpoint of another key',
      [[first, fileOf(byStranger)]],
      [[first, 'signature', null, null]],
      ['', 0, 0],
    ),
  ],
}
