/** Tests of faults in expressions: each is told with its place and, where a name is wrong, with the right ones. */
import { expect, test } from 'vitest'
import { ruleSet } from '../testing/world.ts'
import { compileExpression } from './compile-expression.ts'
import type { Place } from './compiled.ts'
import { RuleSetFault } from './fault.ts'
import type { Expression } from './rule-set.ts'
import type { FieldType, Vocabulary } from './vocabulary.ts'

const fields = new Map<string, FieldType>([
  ['n', { type: 'integer' }],
  ['at', { type: 'instant' }],
  ['day', { type: 'date' }],
  ['city', { type: 'region' }],
  ['ok', { type: 'boolean' }],
  ['level', { type: 'enumeration', values: ['low', 'high'] }],
  ['word', { type: 'text' }],
])
const vocabulary: Vocabulary = {
  types: new Map([
    ['stay', { fields }],
    ['5', { fields }],
  ]),
  onSite: new Map([['heat', { type: 'decimal', unit: 'Cel' }]]),
}
const place: Place = {
  set: ruleSet({
    parameters: { limit: { value: 1, unit: 'day' }, 5: { value: 5 } },
    valueSets: { near: ['33'] },
  }),
  vocabulary,
  fields,
  at: 'x',
  asked: new Map(),
}
const compiled = (expression: unknown) => compileExpression(expression as Expression, place)
const faultOf = (expression: unknown): RuleSetFault => {
  try {
    compiled(expression)
  } catch (error) {
    if (error instanceof RuleSetFault) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const yes = { value: true }
const at = { field: 'at' }
const n = { field: 'n' }
const within = { op: '<', left: n, right: { value: 3 } }

/** One of each form, with its members: those that must be and those that may be. */
const forms: readonly [object, readonly string[], readonly string[]][] = [
  [{ value: 1, unit: 'day' }, ['value'], ['unit']],
  [{ parameter: 'limit' }, ['parameter'], []],
  [at, ['field'], []],
  [{ onSite: 'heat' }, ['onSite'], []],
  [{ op: 'and', of: [yes, yes] }, ['op', 'of'], []],
  [{ op: 'or', of: [yes, yes] }, ['op', 'of'], []],
  [{ op: 'not', of: yes }, ['op', 'of'], []],
  [{ op: 'days', of: at }, ['op', 'of'], []],
  [{ op: 'years', of: at }, ['op', 'of'], []],
  [{ op: 'elapsed', of: at }, ['op', 'of'], []],
  [{ op: 'in', left: { field: 'city' }, set: 'near' }, ['op', 'left', 'set'], []],
  ...['<', '<=', '>', '>=', '==', '!='].map((op): [object, string[], string[]] => [
    { op, left: n, right: { value: 3 } },
    ['op', 'left', 'right'],
    [],
  ]),
  ...['some', 'every', 'none', 'count'].map((op): [object, string[], string[]] => [
    { op, kind: 'stay', where: within },
    ['op', 'kind'],
    ['where'],
  ]),
  [{ op: 'countDays', kind: 'stay', by: 'day' }, ['op', 'kind', 'by'], ['where']],
  [{ op: 'latest', kind: 'stay', by: 'at', field: 'n' }, ['op', 'kind', 'by', 'field'], ['where']],
  [
    { op: 'earliest', kind: 'stay', by: 'at', field: 'n' },
    ['op', 'kind', 'by', 'field'],
    ['where'],
  ],
]

test.each(forms)('%j has its members and no others', (form, required, optional) => {
  expect(compiled(form).cost).toBeGreaterThan(0)
  const { at: where, known } = faultOf({ ...form, strange: 1 })
  expect([where, known]).toEqual(['x.strange', [...required, ...optional]])
  for (const name of required.filter((member) => member !== 'op' && required.length > 1)) {
    const { [name]: _gone, ...less } = form as Record<string, unknown>
    expect([name, faultOf(less).at]).toEqual([name, 'x'])
  }
})

const operators = [
  ...['and', 'or', 'not', '<', '<=', '>', '>=', '==', '!=', 'in', 'days', 'years', 'elapsed'],
  ...['some', 'every', 'none', 'count', 'countDays', 'latest', 'earliest'],
]
const names = [...fields.keys()]
const counting = (members: object) => ({ op: 'countDays', kind: 'stay', by: 'at', ...members })
const literal = (value: unknown) => ({ value })
const compare = (op: string, left: unknown, right: unknown) => ({ op, left, right })

test.each<[unknown, string, (readonly string[])?]>([
  [5, 'x'],
  ['value', 'x'],
  [null, 'x'],
  [[], 'x'],
  [{}, 'x'],
  [literal(null), 'x.value'],
  [literal(Infinity), 'x.value'],
  [literal(['a']), 'x.value'],
  [{ value: 1, unit: 5 }, 'x.unit'],
  [{ value: 'a', unit: 'day' }, 'x.unit'],
  [{ parameter: 'lost' }, 'x.parameter', ['5', 'limit']],
  [{ parameter: 'toString' }, 'x.parameter', ['5', 'limit']],
  [{ parameter: 5 }, 'x.parameter', ['5', 'limit']],
  [{ field: 'lost' }, 'x.field', names],
  [{ onSite: 'lost' }, 'x.onSite', ['heat']],
  [{ onSite: ['heat'] }, 'x.onSite', ['heat']],
  [{ op: 'xor', left: n, right: n }, 'x.op', operators],
  [{ op: 'and', of: [yes] }, 'x.of'],
  [{ op: 'and', of: 'two of them' }, 'x.of'],
  [{ op: 'or', of: [yes, literal(1)] }, 'x.of[1]'],
  [{ op: 'not', of: literal(1) }, 'x.of'],
  [{ op: 'days', of: { field: 'word' } }, 'x.of'],
  [{ op: 'years', of: literal(1) }, 'x.of'],
  [{ op: 'elapsed', of: { field: 'day' } }, 'x.of'],
  [{ op: 'in', left: n, set: 'near' }, 'x.left'],
  [{ op: 'in', left: { field: 'word' }, set: 'toString' }, 'x.set', ['near']],
  [{ op: 'in', left: { field: 'word' }, set: ['near'] }, 'x.set', ['near']],
  [{ op: 'some', kind: 5 }, 'x.kind', ['stay', '5']],
  [{ op: 'none', kind: 'lost' }, 'x.kind', ['stay', '5']],
  [{ op: 'every', kind: 'stay', where: n }, 'x.where'],
  [counting({ by: 'word' }), 'x.by', ['at', 'day']],
  [counting({ by: 'lost' }), 'x.by', names],
  [{ op: 'latest', kind: 'stay', by: 'at', field: 'lost' }, 'x.field', names],
  [compare('==', { field: 'level' }, literal('lost')), 'x.right.value', ['low', 'high']],
  [compare('==', at, literal('noon')), 'x.right.value'],
  [compare('==', literal('2020-03-01T00:00:00Z'), { field: 'day' }), 'x.left.value'],
  [compare('==', n, literal('x')), 'x'],
  [compare('==', { field: 'ok' }, literal('x')), 'x'],
  [compare('==', n, { value: 3, unit: 'day' }), 'x'],
  [compare('<', at, { field: 'day' }), 'x'],
  ...['<', '<=', '>', '>='].flatMap((op): [unknown, string][] => [
    [compare(op, { field: 'city' }, literal('33')), 'x'],
    [compare(op, { field: 'word' }, { field: 'word' }), 'x'],
    [compare(op, { field: 'ok' }, yes), 'x'],
  ]),
])('%j is refused at its place', (expression, where, known = []) => {
  const fault = faultOf(expression)
  expect([fault.code, fault.at, fault.known]).toEqual(['ERR_RULE_SET_MALFORMED', where, known])
  expect(fault.message.includes(fault.expectation)).toBe(true)
})

test('a field can be named only where a fact is at hand', () => {
  try {
    compileExpression(at, { ...place, fields: undefined })
    throw new Error('nothing was refused')
  } catch (error) {
    expect(error instanceof RuleSetFault && error.at).toBe('x')
  }
})

test.each<[unknown, number]>([
  [literal(1), 1],
  [literal('a'), 1],
  [yes, 1],
  [{ parameter: 'limit' }, 1],
  [at, 1],
  [{ onSite: 'heat' }, 1],
  [{ op: 'not', of: yes }, 2],
  [{ op: 'days', of: at }, 2],
  [within, 3],
  [{ op: 'in', left: { field: 'city' }, set: 'near' }, 2],
  [compare('==', at, literal('2020-03-01T00:00:00Z')), 3],
  [{ op: 'and', of: [yes, within, yes] }, 6],
  [{ op: 'some', kind: 'stay' }, 65],
  [{ op: 'none', kind: 'stay', where: within }, 1 + 64 * 3],
])('%j takes so many steps', (expression, cost) => {
  expect(compiled(expression).cost).toBe(cost)
})
