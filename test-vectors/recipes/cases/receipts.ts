/** receipt/segments.json and receipt/subject.json: records and their chain, byte by byte (receipt.md). */
import { base64url, concat, flipBit, hex, sha256, utf8 } from '../hand/bytes.ts'
import { crc32c } from '../hand/crc32c.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { segment, segmentOfTexts, subject } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

/** What the station hands over; format, seq and sealed are the segment's own. */
interface Given {
  readonly [name: string]: Json
}

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
}

const receipts: readonly Given[] = [passed, unread, checked]
const whole = (given: Given, at: number): Json => ({
  ...given,
  format: 'greengate-receipt-1',
  seq: at + 1,
  sealed: null,
})

const name = 'hz-east-7-2026-03-02-01'
const { header, records } = segment(name, receipts.map(whole))
const other = segment('hz-east-7-2026-03-02-02', [whole(passed, 0)])
const file = concat(header, ...records)
const [r1 = header, r2 = header, r3 = header] = records
const ends = [header, ...records].map((_, at, all) =>
  all.slice(0, at + 1).reduce((sum, part) => sum + part.length, 0),
)
const [atHeader = 0, atFirst = 0, atSecond = 0] = ends

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

/** A record with its clear part changed and its CRC made right again. */
const forged = (record: Uint8Array): Uint8Array => {
  const length = new DataView(record.buffer, record.byteOffset).getUint32(0)
  const clear = utf8(
    new TextDecoder().decode(record.slice(8, 8 + length)).replace('"check"', '"pass!"'),
  )
  const sum = new Uint8Array(4)
  new DataView(sum.buffer).setUint32(0, crc32c(clear))
  return concat(record.slice(0, 4), sum, clear, record.slice(8 + length))
}

/** A file of one record with these clear bytes, rightly chained. */
const lone = (clear: string): Uint8Array => {
  const parts = segmentOfTexts(name, [clear])
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
      comment: 'a header alone',
      segment: name,
      append: [],
      file: base64url(header),
      wholeBytes: atHeader,
    },
    {
      id: 'append-one',
      comment: 'a header and a record',
      segment: name,
      append: [passed],
      file: base64url(concat(header, r1)),
      wholeBytes: atFirst,
    },
    {
      id: 'append-three',
      comment: 'each record is chained to the one before',
      segment: name,
      append: receipts,
      file: base64url(file),
      wholeBytes: file.length,
    },
    {
      id: 'append-other-segment',
      comment: 'the id of the segment is the first link',
      segment: 'hz-east-7-2026-03-02-02',
      append: [passed],
      file: base64url(concat(other.header, ...other.records)),
      wholeBytes: atFirst,
    },
    reads('read-none', header, 0, atHeader, 'a header alone'),
    reads('read-three', file, 3, file.length, 'whole'),
    reads(
      'torn-in-the-length',
      concat(header, r1, r2.slice(0, 3)),
      1,
      atFirst,
      '3 bytes of a record',
    ),
    reads('torn-in-the-crc', concat(header, r1, r2.slice(0, 6)), 1, atFirst, '6 bytes of a record'),
    reads('torn-in-the-clear-part', concat(header, r1, r2.slice(0, 100)), 1, atFirst, '100 bytes'),
    reads(
      'torn-in-the-head',
      concat(header, r1, r2, r3.slice(0, -1)),
      2,
      atSecond,
      'all but one byte',
    ),
    reads(
      'torn-first-record',
      concat(header, r1.slice(0, 10)),
      0,
      atHeader,
      'not one whole record',
    ),
    refuses(
      'changed-clear-part',
      concat(header, flipBit(r1, 8 * 40), r2, r3),
      'one bit of a clear part',
    ),
    refuses('changed-crc', concat(header, flipBit(r1, 8 * 5), r2, r3), 'one bit of a CRC'),
    refuses('changed-head', concat(header, flipBit(r1, -1), r2, r3), 'one bit of a head'),
    refuses(
      'changed-last-head',
      concat(header, r1, r2, flipBit(r3, -1)),
      'one bit of the last head',
    ),
    refuses(
      'changed-with-its-crc',
      concat(header, r1, r2, forged(r3)),
      'the outcome was changed and the CRC with it; the head was not',
    ),
    refuses('record-taken-out', concat(header, r1, r3), 'the second record is gone'),
    refuses('records-swapped', concat(header, r2, r1, r3), 'the second before the first'),
    refuses('record-twice', concat(header, r1, r1), 'the first again'),
    refuses(
      'segment-of-another-id',
      file,
      'the file of another segment',
      'ERR_RECEIPT_MALFORMED',
      'hz-east-7-2026-03-02-02',
    ),
    refuses(
      'changed-first-head',
      concat(flipBit(header, -1), r1, r2, r3),
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
      'record-out-of-sequence',
      lone(one.replace('"seq":1', '"seq":2')),
      'rightly chained, but the first is numbered 2',
      'ERR_RECEIPT_CHAIN',
    ),
    refuses(
      'magic-changed',
      concat(flipBit(header, 7), r1, r2, r3),
      'GGRCPT1 is spelt otherwise',
      'ERR_RECEIPT_MALFORMED',
    ),
  ],
}

const dayKey = sha256(utf8('greengate test-only day key'))

const keyed = (id: string, presentationId: string, comment: string, key = dayKey): Case => ({
  id,
  comment,
  dayKey: hex(key),
  presentationId,
  subject: subject(key, presentationId),
})

const shown = base64url(sha256(utf8('a presentation')))

export const receiptSubject: VectorFile = {
  path: 'receipt/subject.json',
  schema: 'receipt-subject',
  about: 'The subject of a receipt: the keyed hash of a presentation’s id (receipt.md 1).',
  cases: [
    keyed('subject', shown, '16 bytes of HMAC-SHA-256, base64url'),
    keyed('subject-of-another-presentation', base64url(sha256(utf8('another'))), 'another id'),
    keyed('subject-of-another-day', shown, 'another key', sha256(utf8('the day after'))),
  ],
}
