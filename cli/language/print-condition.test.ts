/** Printing conditions: what is printed parses to the same, at any width, and no comment is lost. */
import fc from 'fast-check'
import type { Expression } from 'greengate/rules'
import { expect, test } from 'vitest'
import { lex } from './lexer.ts'
import { parseCondition, parseTree } from './parse-condition.ts'
import { printCondition } from './print-condition.ts'
import { locator, wholeText } from './source-text.ts'
import { anyExpression } from './testing/arbitrary-expression.ts'

const width = fc.constantFrom(10, 40, 80, Infinity)
const format = (text: string, columns: number): string => {
  const tree = parseTree(wholeText(text), locator(text))
  return printCondition(tree.root, { width: columns, remarks: tree.remarks() })
}

test('1,000 expressions of every form are printed and parsed to the same', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyExpression, width, (expression, columns) => {
      for (const [, form] of JSON.stringify(expression).matchAll(/"(?:op":"([^"]+)|\w+)"/g)) {
        if (form !== undefined) seen.add(form)
      }
      expect(parseCondition(printCondition(expression, { width: columns }))).toStrictEqual(
        expression,
      )
    }),
    { numRuns: 1000 },
  )
  expect([...seen].filter((op) => /^[a-z]+$/i.test(op)).toSorted()).toEqual(
    'and count countDays days earliest elapsed every in latest none not or some years'.split(' '),
  )
})

test('one line has no line break, and a line is longer than asked for only where it has no joint', () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      expect(printCondition(expression, { width: Infinity })).not.toContain('\n')
    }),
  )
  const parts = Array.from({ length: 9 }, (_, i) => ({ field: `field${String(i)}` }))
  const lines = printCondition({ op: 'and', of: parts }, { width: 20 }).split('\n')
  expect(lines).toHaveLength(9)
  expect(lines[8]).toBe('and field8')
})

test('formatting again changes nothing, and loses no comment, wherever comments stand', () => {
  const gaps = fc.array(
    fc.constantFrom('', '', ' # a\n', '\n# b\n', '\n# c\n# d\n', ' # 说明\n\n'),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(anyExpression, gaps, width, (expression, comments, columns) => {
      const plain = printCondition(expression, { width: columns })
      const { tokens } = lex(plain)
      let text = ''
      for (const [i, { start, end }] of tokens.entries()) {
        text += plain.slice(tokens[i - 1]?.end ?? 0, start) + (comments[i % comments.length] ?? '')
        text += plain.slice(start, end)
      }
      const once = format(text, columns)
      expect(parseCondition(once)).toStrictEqual(expression)
      expect(format(once, columns)).toBe(once)
      const remarks = (of: string): string[] => lex(of).comments.map((comment) => comment.text)
      expect(remarks(once).toSorted()).toEqual(remarks(text).toSorted())
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['behind a part', 'a # why\nand b', 'a # why\nand b'],
  ['above a part', 'a\n# why\nand b', 'a\n# why\nand b'],
  ['behind the and', 'a and # why\nb', 'a\n# why\nand b'],
  ['above all', '# why\na and b', '# why\na and b'],
  ['below all', 'a and b\n# why', 'a\nand b # why'],
  ['in a where', 'some(k, # why\na)', 'some(k,\n  # why\n  a\n)'],
  ['behind a where', 'some(k, a # why\n)', 'some(k,\n  a # why\n)'],
  ['inside of a comparison', 'count(k)\n# why\n>= 3', '# why\ncount(k) >= 3'],
])('a comment %s stays where a reader looks for it', (_, text, formatted) => {
  expect(format(text, 80)).toBe(formatted)
})

test.each([
  ['(a and b) or c', '(a and b) or c'],
  ['a and b or c', '(a and b) or c'],
  ['a and (b or c)', 'a and (b or c)'],
  ['(a and b) and c', '(a and b) and c'],
  ['(((a)))', 'a'],
  ['not (a = b)', 'not (a = b)'],
  ['(not a) = b', '(not a) = b'],
  ['not not a', 'not not a'],
  ['days(at)<=14 days', 'days(at) <= 14'],
  ['days(at)<=14 unitless', 'days(at) <= 14 unitless'],
  ['elapsed(at)<=1 hours', 'elapsed(at) <= 1 hour'],
  ['elapsed(at)<=1 `hours`', 'elapsed(at) <= 1 `hours`'],
  ['"2020-03-01"<at', '2020-03-01 < at'],
  ['at="2020-02-30"', 'at = "2020-02-30"'],
  ['`and`=`x`', '`and` = x'],
])('%s is written %s', (text, formatted) => {
  expect(format(text, 80)).toBe(formatted)
})

test.each<[string, unknown]>([
  ['nothing', {}],
  ['null', null],
  ['a list', []],
  ['text', 'a'],
  ['one part', { op: 'and', of: [{ value: true }] }],
  ['no operator', { op: 'xor', of: [] }],
  ['an inherited name', { op: 'toString' }],
  ['a member too many', { field: 'a', unit: 'day' }],
  ['a member missing', { op: '==', left: { value: 1 } }],
  ['a text with a unit', { value: 'a', unit: 'day' }],
  ['no number', { value: Infinity }],
  ['a name that is none', { field: 7 }],
  ['a fault deep inside', { op: 'not', of: { op: 'some', kind: 'k', where: { value: null } } }],
  ['too deep', Array.from({ length: 70 }).reduce((of) => ({ op: 'not', of }), { value: true })],
])('%s is refused', (_, expression) => {
  expect(() => printCondition(expression as Expression)).toThrow(TypeError)
})
