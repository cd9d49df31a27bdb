/** Decision tables: what rows mean, and errors that name row and column. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../house/any-text.ts'
import { LanguageError } from './language-error.ts'
import { parseDecisionTable, TableError } from './parse-decision-table.ts'
import { printCondition } from './print-condition.ts'

/** A table of one rule with some columns more. */
const table = (columns: Readonly<Record<string, string>>, ...rows: readonly string[]): string => {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const heads = ['no', 'id', 'outcome', ...Object.keys(columns), 'reason zh', 'reason en']
  const cells = ['1', 'a', 'stop', ...Object.values(columns), '因', 'why']
  return [...[heads, cells].map((row) => row.map(quote).join(',')), ...rows].join('\r\n')
}
const whenOf = (columns: Readonly<Record<string, string>>): string =>
  printCondition(parseDecisionTable(table(columns))[0]!.when, { width: Infinity })

test.each<[string, Record<string, string>, string]>([
  ['a value', { 'test.result': 'positive' }, 'some(test, result = "positive")'],
  ['a text in quotes', { 'stay.region': '"420106"' }, 'some(stay, region = "420106")'],
  ['a number', { 'days(contact.at)': '14' }, 'some(contact, days(at) = 14)'],
  ['a sign', { 'days(contact.at)': '<= 14' }, 'some(contact, days(at) <= 14)'],
  ['a truth value', { 'checkin.unwell': 'true' }, 'some(checkin, unwell = true)'],
  ['a date', { 'contact.at': '>= 2020-03-01' }, 'some(contact, at >= 2020-03-01)'],
  ['a value set', { 'stay.region': 'in risk' }, 'some(stay, region in risk)'],
  ['not in it', { 'stay.region': 'not in risk' }, 'some(stay, not (region in risk))'],
  ['either', { 'test.result': 'a or b' }, 'some(test, result = "a" or result = "b")'],
  ['a range', { 'days(c.at)': '>= 7 and < 14' }, 'some(c, days(at) >= 7 and days(at) < 14)'],
  ['one fact', { 'c.a': 'x', 'c.b': 'y' }, 'some(c, a = "x" and b = "y")'],
  ['two facts', { 'c.a': 'x', 'd.b': 'y' }, 'some(c, a = "x") and some(d, b = "y")'],
  ['no such fact', { c: 'no', 'c.a': 'x' }, 'none(c, a = "x")'],
  ['no fact', { c: 'no' }, 'none(c)'],
  ['any', { 'c.a': '-', d: '-', 'count(e)': '-' }, 'true'],
  ['a count', { 'count(c)': '>= 3' }, 'count(c) >= 3'],
  ['the last', { 'latest(t by at).r': '!= x' }, 'latest(t by at).r != "x"'],
  ['at the gate', { 'onSite.temperature': '>= 37.3 Cel' }, 'onSite.temperature >= 37.3 Cel'],
  ['a condition', { 'some(c, a in b)': 'yes' }, 'some(c, a in b)'],
  ['its contrary', { 'some(c, a in b)': '否' }, 'not some(c, a in b)'],
])('%s: %j is %s', (_, columns, when) => {
  expect(whenOf(columns)).toBe(when)
})

test('what a rule needs and what exempts from it may stand in columns of their own', () => {
  const [rule] = parseDecisionTable(
    table({ requires: 'contact P1D; test PT24H', unless: 'some(q, done)' }),
  )
  expect(rule).toEqual({
    no: 1,
    id: 'a',
    outcome: 'stop',
    requires: [
      { kind: 'contact', maxAge: 'P1D' },
      { kind: 'test', maxAge: 'PT24H' },
    ],
    when: { value: true },
    unless: { op: 'some', kind: 'q', where: { field: 'done' } },
    reason: { zh: '因', en: 'why' },
  })
})

test('rows without anything, a mark of the byte order and either line end are those of spreadsheets', () => {
  const plain = table({ 'c.a': 'x' })
  const other = `\ufeff${plain.replaceAll('\r\n', '\n')}\n,,,,,\n\n`
  expect(parseDecisionTable(other)).toEqual(parseDecisionTable(plain))
})

const errorsOf = (csv: string): readonly LanguageError[] => {
  try {
    parseDecisionTable(csv)
  } catch (error) {
    if (error instanceof LanguageError) return error.all
    throw error
  }
  throw new Error('is no fault')
}

test.each<[string, string, string, string]>([
  ['an empty cell', 'c.a', '', ''],
  ['a sign that is none', 'c.a', '=< 3', '=<'],
  ['a word too many', 'c.a', 'x y', 'y'],
  ['no value', 'c.a', '<=', ''],
  ['neither yes nor no', 'c', 'perhaps', 'perhaps'],
  ['no age', 'requires', 'contact', 'contact'],
  ['no condition', 'unless', 'some(', ''],
])('%s is told with its row, its column and its characters', (_, head, cell, characters) => {
  const csv = table({ 'z.z': '-', [head]: cell }, '2,b,check,-,-,因,why')
  const [error, ...others] = errorsOf(csv)
  expect(others).toEqual([])
  expect(error).toBeInstanceOf(TableError)
  expect(error).toMatchObject({ row: 2, head, line: 2 })
  expect(csv.slice(error!.offset, error!.offset + error!.length)).toBe(characters)
})

test.each<[string, string]>([
  ['no table', ''],
  ['no heads', '\n\n'],
  ['a head missing', table({}).replace('"outcome"', '"c.a"')],
  ['a head twice', table({ no: '2' })],
  ['a field of no kind', table({ 'days(at)': '3' })],
  ['two kinds in one head', table({ '(a.x and b.y)': '3' })],
  ['a condition on a field', table({ 'a.x = 3': 'yes' })],
  ['a head that is none', table({ 'some(': '-' })],
  ['a cell too few', table({}, '2,b,check,因')],
  ['a cell too many', table({}, '2,b,check,因,why,-')],
  ['a number twice', table({}, '1,b,check,因,why')],
  ['a name twice', table({}, '2,a,check,因,why')],
  ['no number', table({}, 'x,b,check,因,why')],
  ['no outcome', table({}, '2,b,red,因,why')],
  ['no reason', table({}, '2,b,check,,why')],
  ['a quote inside', table({}, '2,b"c,check,因,why')],
  ['a quote that does not end', table({}, '2,"b,check,因,why')],
  ['more behind a quote', table({}, '2,"b"c,check,因,why')],
])('%s is refused', (_, csv) => {
  for (const error of errorsOf(csv))
    expect(error.offset + error.length).toBeLessThanOrEqual(csv.length)
})

test('errors of several rows are told together', () => {
  const errors = errorsOf(table({ 'c.a': '=< 1' }, '2,b,check,=> 1,因,why', '3,c,stop,x,因,'))
  expect(errors.map((error) => (error instanceof TableError ? error.row : 0))).toEqual([2, 3, 4])
})

test('no text throws anything else', () => {
  const cells = fc.string({ unit: fc.constantFrom(...'ab1,"\n\r-<=.()$'.split('')), maxLength: 40 })
  const csv = fc.oneof(
    anyText(12),
    cells,
    cells.map((noise) => `${table({})}\n${noise}`),
  )
  fc.assert(
    fc.property(csv, (text) => {
      try {
        parseDecisionTable(text)
      } catch (error) {
        if (!(error instanceof LanguageError)) throw error
      }
    }),
    { numRuns: 500 },
  )
})
