/** receipt/segments.json: records and their chain, byte by byte (receipt.md). */
import { base64url, concat, flipBit, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { forged, segment, segmentOf, unchained } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

/** What the station hands over; format, seq and sealed are the segment's own. */
type Given = Readonly<Record<string, Json>>

const basis = (at: string): Json => ({
  now: at,
  context: {
    ruleSet: 'cn-3301',
    station: 'hz-east-7',
    lane: 'a',
    requireLive: false,
    requireCard: null,
    card: 'absent',
    onSite: { temperature: 36.5 },
    seenBefore: 'no',
  },
  bundle: { version: 7, sha256: base64url(sha256(utf8('snapshot'))) },
  ruleSet: { id: 'cn-3301', version: 14, sha256: base64url(sha256(utf8('rules'))) },
  trust: { version: 3, sha256: base64url(sha256(utf8('trust'))) },
  facts: { version: 2, sha256: base64url(sha256(utf8('facts'))) },
  status: null,
  engine: 1,
})

const passed: Given = {
  at: '2026-03-02T04:00:00Z',
  station: 'hz-east-7',
  lane: 'a',
  outcome: 'pass',
  reasons: [{ code: 'rule-pass', rule: { set: 'cn-3301', version: 14, no: 1 } }],
  holdsUntil: '2026-03-02T15:00:00Z',
  subject: 'AAECAwQFBgcICQoLDA0ODw',
  basis: basis('2026-03-02T04:00:00Z'),
  appeal: null,
}
const unread: Given = {
  at: '2026-03-02T04:00:09Z',
  station: 'hz-east-7',
  lane: 'a',
  outcome: 'unreadable',
  reasons: [{ code: 'other-code', kind: 'url' }],
  holdsUntil: null,
  subject: null,
  basis: basis('2026-03-02T04:00:09Z'),
  appeal: null,
}
const checked: Given = {
  ...passed,
  at: '2026-03-02T04:00:21Z',
  outcome: 'check',
  reasons: [
    { code: 'bundle-stale', role: 'timestamp' },
    { code: 'fact-missing', kinds: ['contact', 'stay'] },
  ],
  basis: basis('2026-03-02T04:00:21Z'),
  appeal: '4829137056',
}

/** How every segment here begins. */
const begin = { at: '2026-03-02T03:59:00Z', station: 'hz-east-7', software: 'gate 1.0' }
const start: Json = {
  ...{ ...begin, format: 'greengate-segment-1', seq: 1 },
  ...{ previous: null, sealing: null, key: null },
}

const receipts: readonly Given[] = [passed, unread, checked]
const whole = (given: Given, at: number): Json => ({
  ...given,
  format: 'greengate-receipt-1',
  seq: at + 2,
  sealed: null,
})

const name = 'hz-east-7-2026-03-02-01'
const { header, records } = segment(name, [start, ...receipts.map(whole)])
const other = segment('hz-east-7-2026-03-02-02', [start, whole(passed, 0)])
const file = concat(header, ...records)
const [r0 = header, r1 = header, r2 = header, r3 = header] = records
const opened = concat(header, r0)
const ends = [header, ...records].map((_, at, all) =>
  all.slice(0, at + 1).reduce((sum, part) => sum + part.length, 0),
)
const [atHeader = 0, atStart = 0, atFirst = 0, atSecond = 0] = ends

const reads = (
  id: string,
  bytes: Uint8Array,
  count: number,
  wholeBytes: number,
  comment: string,
): Case => ({
  id,
  comment,
  segment: name,
  file: base64url(bytes),
  receipts: receipts.slice(0, count).map(whole),
  wholeBytes,
})
const refuses = (
  id: string,
  bytes: Uint8Array,
  comment: string,
  error = 'ERR_RECEIPT_CHAIN',
  of = name,
): Case => ({
  id,
  comment,
  segment: of,
  file: base64url(bytes),
  error,
})

const unbegun = segment(name, [{ ...passed, format: 'greengate-receipt-1', seq: 1, sealed: null }])

/** A file of two records, of which the second has these clear bytes, rightly chained. */
const lone = (clear: string): Uint8Array => {
  const parts = segmentOf(name, [{ text: jcs(start) }, { text: clear }])
  return concat(parts.header, ...parts.records)
}
const one = jcs(whole(passed, 0))

export const receiptSegments: VectorFile = {
  path: 'receipt/segments.json',
  schema: 'receipt-segments',
  about:
    'Receipt segments (receipt.md 2). With `append`: starting the segment and appending these gives `file`. With `receipts`: reading `file` gives them, and `wholeBytes` is where a torn tail begins. With `error`: reading must fail.',
  cases: [
    {
      id: 'append-none',
      comment: 'a header and how the segment begins',
      segment: name,
      begin,
      append: [],
      file: base64url(opened),
      wholeBytes: atStart,
    },
    {
      id: 'append-one',
      comment: 'a header and a record',
      segment: name,
      begin,
      append: [passed],
      file: base64url(concat(opened, r1)),
      wholeBytes: atFirst,
    },
    {
      id: 'append-three',
      comment: 'each record is chained to the one before',
      segment: name,
      begin,
      append: receipts,
      file: base64url(file),
      wholeBytes: file.length,
    },
    {
      id: 'append-other-segment',
      comment: 'the id of the segment is the first link',
      segment: 'hz-east-7-2026-03-02-02',
      begin,
      append: [passed],
      file: base64url(concat(other.header, ...other.records)),
      wholeBytes: atFirst,
    },
    reads('read-none', header, 0, atHeader, 'a header alone'),
    reads('read-three', file, 3, file.length, 'whole'),
    reads(
      'torn-in-the-length',
      concat(opened, r1, r2.slice(0, 3)),
      1,
      atFirst,
      '3 bytes of a record',
    ),
    reads('torn-in-the-crc', concat(opened, r1, r2.slice(0, 6)), 1, atFirst, '6 bytes of a record'),
    reads('torn-in-the-clear-part', concat(opened, r1, r2.slice(0, 100)), 1, atFirst, '100 bytes'),
    reads(
      'torn-in-the-head',
      concat(opened, r1, r2, r3.slice(0, -1)),
      2,
      atSecond,
      'all but one byte',
    ),
    reads(
      'torn-first-record',
      concat(opened, r1.slice(0, 10)),
      0,
      atStart,
      'not one whole receipt',
    ),
    reads(
      'torn-first-of-all',
      concat(header, r0.slice(0, 10)),
      0,
      atHeader,
      'not even how the segment begins',
    ),
    reads(
      'torn-with-zeros',
      concat(opened, r1, new Uint8Array(200)),
      1,
      atFirst,
      'what a disk without power left',
    ),
    reads(
      'changed-at-the-end',
      concat(opened, r1, r2, flipBit(r3, 8 * 40)),
      2,
      atSecond,
      'one bit of the last record: nothing tells it from a torn one',
    ),
    refuses(
      'changed-clear-part',
      concat(opened, flipBit(r1, 8 * 40), r2, r3),
      'one bit of a clear part, whole records after it',
    ),
    refuses('changed-kind', concat(opened, flipBit(r1, 5), r2, r3), 'one bit of a kind'),
    refuses('changed-length', concat(opened, flipBit(r1, 8), r2, r3), 'beyond the end of the file'),
    refuses('changed-crc', concat(opened, flipBit(r1, 8 * 10), r2, r3), 'one bit of a CRC'),
    refuses('changed-head', concat(opened, flipBit(r1, -1), r2, r3), 'one bit of a head'),
    refuses(
      'changed-last-head',
      concat(opened, r1, r2, unchained(r3)),
      'one bit of the last head, and the CRC with it',
    ),
    refuses(
      'changed-with-its-crc',
      concat(opened, r1, r2, forged(r3, '"check"', '"pass!"')),
      'the outcome was changed and the CRC with it; the head was not',
    ),
    refuses('record-taken-out', concat(opened, r1, r3), 'the second record is gone'),
    refuses('records-swapped', concat(opened, r2, r1, r3), 'the second before the first'),
    refuses('record-twice', concat(opened, r1, r1), 'the first again'),
    refuses(
      'segment-of-another-id',
      file,
      'the file of another segment',
      'ERR_RECEIPT_MALFORMED',
      'hz-east-7-2026-03-02-02',
    ),
    refuses(
      'changed-first-head',
      concat(flipBit(header, -1), r0, r1, r2, r3),
      'one bit of the first head, which is no record: this is no segment of that id',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'record-not-json',
      lone('GGRCPT'),
      'rightly chained, but no JSON',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'record-null',
      lone('null'),
      'rightly chained, but null is no receipt',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'record-not-canonical',
      lone(one.replace('":', '": ')),
      'rightly chained, but not canonical',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'record-of-another-format',
      lone(one.replace('greengate-receipt-1', 'greengate-receipt-2')),
      'rightly chained, but of another format',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'receipt-first',
      concat(unbegun.header, ...unbegun.records),
      'no record says how the segment begins',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'start-twice',
      lone(jcs({ ...(start as Given), seq: 2 })),
      'a segment begins once',
      'ERR_RECEIPT_MALFORMED',
    ),
    refuses(
      'record-out-of-sequence',
      lone(one.replace('"seq":2', '"seq":3')),
      'rightly chained, but the second is numbered 3',
      'ERR_RECEIPT_CHAIN',
    ),
    refuses(
      'magic-changed',
      concat(flipBit(header, 7), r0, r1, r2, r3),
      'GGRCPT2 is spelt otherwise',
      'ERR_RECEIPT_MALFORMED',
    ),
  ],
}
