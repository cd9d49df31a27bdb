/** Sifting a bucket: everybody once and in order, whoever is there twice is found, whatever the order of entries. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classCode } from './class-code.ts'
import { siftBucket } from './sift.ts'
import { sortPlaces } from './sort-places.ts'

const [pass, stop] = [classCode(0, 1), classCode(2, 7)]

/** Hash words, code, range, line. */
const entry = (hash: readonly number[], code: number, range: number, line: number) => [
  ...hash,
  code,
  range,
  line,
]
const sift = (rows: readonly (readonly number[])[]) => siftBucket(Uint32Array.from(rows.flat()))

test('everybody is there once and in order, by hash, whatever the order of rows', () => {
  // The same first word, and hashes that differ in one word each.
  const hashes = [
    [5, 0, 0, 1],
    [5, 0, 1, 0],
    [5, 1, 0, 0],
    [4_294_967_295, 0, 0, 0],
    [0, 9, 9, 9],
  ]
  const rows = hashes.map((hash, i) => entry(hash, i === 2 ? stop : pass, 0, i + 1))
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      const { hashes: found, others, counts, disputed } = sift(shuffled)
      expect([...found]).toEqual([0, 9, 9, 9, ...hashes.slice(0, 4).flat()])
      expect([...others]).toEqual([5, 1, 0, 0, stop])
      expect([...counts].sort((a, b) => a[0] - b[0])).toEqual([
        [pass, 4],
        [stop, 1],
      ])
      expect(disputed).toBe(0)
    }),
  )
})

test('a row that repeats another is told and harmless; who is two things is neither', () => {
  const [a, b, c] = [
    [1, 1, 1, 1],
    [1, 1, 1, 2],
    [2, 0, 0, 0],
  ] as const
  const found = sift([
    entry(a, pass, 1, 8),
    entry(b, stop, 0, 3),
    entry(a, pass, 0, 2),
    entry(c, pass, 0, 5),
    entry(b, pass, 1, 1),
    entry(b, stop, 1, 4),
  ])
  expect([...found.hashes]).toEqual([...a, ...c])
  expect(found.repeats).toEqual([1, 8, 0, 2, 1, 4, 0, 3])
  expect(found.conflicts).toEqual([1, 1, 0, 3])
  expect([found.disputed, [...found.counts], found.others.length]).toEqual([1, [[pass, 2]], 0])
})

test('places are sorted by their word, equal ones in the order in which they were', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3), fc.nat(0xffff_ffff)), { maxLength: 300 }), (words) => {
      const expected = words
        .map((word, i) => [word, i * 2] as const)
        .sort(([a, i], [b, j]) => a - b || i - j)
        .map(([, at]) => at)
      const spread = Uint32Array.from(words.flatMap((word) => [word, 0]))
      expect([...sortPlaces(spread, 2)]).toEqual(expected)
    }),
  )
})
