/** CertLogic against JsonLogic's own tests: what it takes from JsonLogic it does alike, and every other case is in the table. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasCorpora, readCorpus } from '../../testing/corpora.ts'
import { refusal } from '../../testing/refusal.ts'
import { evaluateCertLogic } from './compile.ts'
import { operations } from './operations.ts'

type JsonLogicCase = readonly [logic: unknown, data: unknown, expected: unknown]

const cases = hasCorpora
  ? (readCorpus('jsonlogic/tests.json') as readonly (string | JsonLogicCase)[]).filter(
      (line) => typeof line !== 'string',
    )
  : []

const document = readFileSync(new URL('../../../docs/certlogic.md', import.meta.url), 'utf8')
const documented = [...document.matchAll(/^\| (J\d+) \|/gm)].map(([, row]) => row)

const entryOf = (logic: unknown): readonly [string, unknown] | undefined =>
  typeof logic === 'object' && logic !== null && !Array.isArray(logic)
    ? Object.entries(logic)[0]
    : undefined

/** An expression and all expressions in it. */
function* partsOf(logic: unknown): Iterable<unknown> {
  yield logic
  const inner = Array.isArray(logic) ? (logic as unknown[]) : entryOf(logic)?.slice(1)
  for (const part of inner ?? []) yield* partsOf(part)
}

const integers = new Set(['<', '<=', '>', '>=', '+'])

/** The row of the table in docs/certlogic.md that an expression falls into; undefined: it is CertLogic's own. */
function rowOf(logic: unknown, data: unknown): string | undefined {
  const parts = [...partsOf(logic)]
  const has = (holds: (operator: string, operands: unknown) => boolean): boolean =>
    parts.some((part) => {
      const entry = entryOf(part)
      return entry !== undefined && holds(...entry)
    })
  const valueOf = (part: unknown): unknown => {
    let value: unknown
    refusal(() => (value = evaluateCertLogic(part, data)))
    return value
  }
  const count = (operands: unknown): number => (Array.isArray(operands) ? operands.length : 1)
  if (has((operator) => operator !== 'var' && !operations.has(operator))) return 'J1'
  if (has((operator, path) => operator === 'var' && typeof path !== 'string')) return 'J3'
  if (has((operator, operands) => operator !== 'var' && !Array.isArray(operands))) return 'J2'
  const isMiscounted = (operator: string, operands: unknown): boolean => {
    const { least, most } = operations.get(operator) ?? { least: 1, most: 1 }
    return count(operands) < least || count(operands) > most
  }
  if (has((operator, operands) => operator === 'if' && isMiscounted(operator, operands)))
    return 'J4'
  if (has(isMiscounted)) return 'J5'
  if (
    has(
      (operator, operands) =>
        integers.has(operator) &&
        (operands as unknown[]).some((part) => !Number.isInteger(valueOf(part))),
    )
  )
    return 'J6'
  if (
    has(
      (operator, operands) =>
        operator === 'in' && !Array.isArray(valueOf((operands as unknown[])[1])),
    )
  )
    return 'J7'
  if (parts.some((part) => part === null || (typeof part === 'number' && !Number.isInteger(part))))
    return 'J8'
  return undefined
}

describe.skipIf(!hasCorpora)('corpora: JsonLogic', () => {
  test('what is CertLogic gives what JsonLogic gives, all else is in the table', () => {
    const wrong: unknown[] = []
    const rows = new Map<string, number>()
    let held = 0
    for (const [logic, data, expected] of cases) {
      let result: unknown
      const code = refusal(() => (result = evaluateCertLogic(logic, data)))
      if (code === undefined && JSON.stringify(result) === JSON.stringify(expected)) {
        held += 1
        continue
      }
      const row = rowOf(logic, data)
      // Outside CertLogic there is an error, never another answer.
      if (row === undefined || code === undefined) wrong.push({ logic, data, expected, result })
      else rows.set(row, (rows.get(row) ?? 0) + 1)
    }
    const counts = [...rows].toSorted().map(([row, count]) => `${row}: ${count}`)
    console.log(`corpora: jsonlogic ${held} of ${cases.length} alike; by row ${counts.join(', ')}`)
    expect(wrong).toEqual([])
    expect(held).toBeGreaterThan(cases.length / 5)
    for (const row of rows.keys()) expect(documented).toContain(row)
  })
})

test.each<[string | undefined, unknown, unknown]>([
  ['J1', { cat: ['a', 'b'] }, null],
  ['J2', { '!': true }, null],
  ['J3', { var: ['a', 1] }, null],
  ['J4', { if: [false, 1] }, null],
  ['J5', { '+': [1, 2, 3] }, null],
  ['J6', { '<': ['1', 2] }, null],
  ['J7', { in: ['a', 'abc'] }, null],
  ['J8', 3.14, null],
  [undefined, { '<': [{ var: 'a' }, 2] }, { a: 1 }],
])('row %s of the table is documented: %j', (row, logic, data) => {
  expect(rowOf(logic, data)).toBe(row)
  const code = row === undefined ? undefined : 'ERR_CERTLOGIC_MALFORMED'
  expect(refusal(() => evaluateCertLogic(logic, data))).toBe(code)
  if (row !== undefined) expect(documented.filter((id) => id === row)).toEqual([row])
})
