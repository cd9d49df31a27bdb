/** Everything that was asked of the benchmarks has one that answers, is judged by the ledger, and is not softened. */
import { expect, test } from 'vitest'
import { asked } from './asked.ts'
import type { Asked } from './asked-line.ts'
import { askedTable, cameOf } from './asked-table.ts'
import { benchesOf } from './benches.ts'
import { readLedger, type LedgerRow } from './ledger.ts'
import type { Figure } from './measured.ts'

const benches = benchesOf(false)
const lineOf: Asked = {
  ...{
    issue: 2,
    what: 'x',
    bench: 'b',
    figure: 'ratio',
    bound: ['at most', 1.25],
    why: 'Because.',
  },
}
const rowOf = (found: Figure, change: Partial<LedgerRow> = {}): LedgerRow => ({
  ...{ name: 'b', section: 'codes', full: false, build: 'new', date: '2026-11-26', machine: 'm' },
  ...{ node: 'v24', seconds: 1, rows: [], figures: { ratio: found }, said: '', isMissed: false },
  ...change,
})
const came = (line: Partial<Asked>, ...rows: readonly LedgerRow[]) =>
  cameOf({ ...lineOf, ...line }, rows, () => 'new')

test('the quick forms of all benchmarks together have less than five minutes', () => {
  expect(benches.reduce((sum, { budget }) => sum + budget, 0)).toBeLessThanOrEqual(300)
})

test('both forms have the same benchmarks, each name once', () => {
  const names = benches.map(({ name }) => name)
  expect(benchesOf(true).map(({ name }) => name)).toEqual(names)
  expect(new Set(names).size).toBe(names.length)
})

test('every line is answered by a benchmark that there is', () => {
  const names = new Set(benches.map(({ name }) => name))
  expect(asked.filter(({ bench }) => !names.has(bench))).toEqual([])
})

test('every issue from 2 to 11 has its lines', () => {
  expect([...new Set(asked.map(({ issue }) => issue))].sort((a, b) => a - b)).toEqual([
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ])
})

test('every figure that a line names is in the rows of the ledger', () => {
  const rows = readLedger()
  const unknown = asked.filter(({ bench, figure }) =>
    rows.some(({ name, figures }) => name === bench && !(figure in figures)),
  )
  expect(unknown).toEqual([])
})

test('a median beyond the bound is missed, and says why', () => {
  const found = came({}, rowOf({ value: 1.26, low: 1.2, high: 1.3 }))
  expect(found).toEqual({
    isOlder: false,
    figure: '1.260 (1.200 to 1.300)',
    verdict: 'missed',
    words: '**missed**; its interval reaches over the bound. Because.',
  })
  expect(came({ bound: ['at least', 10] }, rowOf({ value: 9.9 })).verdict).toBe('missed')
})

test('a figure of a smaller size is not called met', () => {
  const size = 'with 2,000,000 people'
  expect(came({ size }, rowOf({ value: 1 }))).toMatchObject({
    verdict: 'not at that size',
    words: `not measured ${size}; within the bound in the quick form`,
  })
  expect(came({ size }, rowOf({ value: 2 })).words).toBe('**missed** in the quick form. Because.')
  expect(came({ size }, rowOf({ value: 1 }, { full: true })).verdict).toBe('met')
})

test('a figure that is no number is not measured, however the ledger has kept it', () => {
  for (const value of [Number.NaN, null as unknown as number, Infinity])
    expect(came({}, rowOf({ value }))).toMatchObject({
      verdict: undefined,
      words: 'not measured here',
    })
})

test('a full figure of an older build is said beside, and as older', () => {
  const older = rowOf({ value: 1.1 }, { full: true, build: 'old' })
  expect(came({ size: 'with many' }, rowOf({ value: 1 }), older).words).toBe(
    'not measured with many; within the bound in the quick form; in full, by an older build of 2026-11-26: 1.100',
  )
  expect(came({}, older).words).toBe('met, by an older build of 2026-11-26')
})

test('what was not measured is said so, and counted', () => {
  const lines = askedTable([lineOf], [], () => 'new').join('\n')
  expect(lines).toContain('Of 1 bounds 0 are met, 0 **missed**')
  expect(lines).toContain('| 2 | x | at most 1.25 |  | not measured here |')
})
