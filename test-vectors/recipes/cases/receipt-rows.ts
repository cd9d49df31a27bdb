/** receipt/rows.json: segments that are missing, moved, cut, changed, torn or of a stranger (receipt.md 3 and 5). */
import { base64url, concat, flipBit, sha256, utf8 } from '../hand/bytes.ts'
import { jcs } from '../hand/jcs.ts'
import { segmentOf, type Parts } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  type Members,
  startOf,
  first,
  second,
  third,
  fileOf,
  endOf,
  one,
  oneFile,
  two,
  twoFile,
  threeFile,
  keys,
  byStranger,
  hashesFile,
} from '../world/journal.ts'

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

export const receiptRows: VectorFile = {
  path: 'receipt/rows.json',
  schema: 'receipt-journal',
  about:
    'Segments of a journal in a row (receipt.md 3 and 5): checking `row` with `options` finds `faults`, and up to where all is signed.',
  cases: [
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
