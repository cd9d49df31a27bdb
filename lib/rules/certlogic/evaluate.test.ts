/** CertLogic beyond the published suites: what is found, which types are refused, what a compiled expression keeps. */
import { describe, expect, test } from 'vitest'
import { refusal } from '../../testing/refusal.ts'
import { compileCertLogic, evaluateCertLogic } from './compile.ts'
import { validateCertLogic } from './validate.ts'

const code = 'ERR_CERTLOGIC_MALFORMED'
const codeOf = (logic: unknown, data: unknown = {}) => refusal(() => evaluateCertLogic(logic, data))
const at = (date: string) => ({ plusTime: [date, 0, 'day'] })

describe('data access', () => {
  test.each([
    ['a', { a: 1 }, 1],
    ['a.1', { a: [1, 2] }, 2],
    ['a.01', { a: [1, 2] }, 2],
    ['a.1', { a: { 1: 'x' } }, 'x'],
    ['840539006', { 840539006: true }, true],
    ['2nd', { '2nd': 'x' }, 'x'],
    ['2nd', [0, 1, 2], null],
    ['length', [0, 1, 2], null],
    ['-1', [0, 1, 2], null],
    ['0', 'text', null],
    ['a.constructor', { a: {} }, null],
    ['toString.name', {}, null],
    ['__proto__', {}, null],
    ['__proto__.x', JSON.parse('{"__proto__":{"x":1}}'), 1],
    ['constructor', { constructor: 7 }, 7],
  ])('%s of %j', (path, data, expected) => {
    expect(evaluateCertLogic({ var: path }, data)).toEqual(expected)
  })

  test('data that is not there at all is null', () => {
    expect(evaluateCertLogic({ var: '' }, undefined)).toBeNull()
  })
})

describe('types are as the specification has them', () => {
  test.each([
    ['a fraction is neither truthy nor falsy', { if: [{ var: 'x' }, 1, 2] }, { x: 0.5 }],
    ['nor is a date-time', { '!': [at('2021')] }, {}],
    ['nor is one among the operands of and', { and: [true, at('2021')] }, {}],
    ['a text is no integer', { '<': ['1', 2] }, {}],
    ['null is no integer', { '<': [{ var: 'x' }, 2] }, {}],
    ['the third operand is read too', { '<': [2, 1, 'x'] }, {}],
    ['a text is no date-time', { after: ['2021', at('2020')] }, {}],
    ['a date-time is no integer', { '>': [at('2021'), 1] }, {}],
    ['a date-time is no text to add to', { plusTime: [at('2021'), 1, 'day'] }, {}],
    ['a text has no members', { in: ['a', 'abc'] }, {}],
    ['a fraction is not added', { '+': [1, { var: 'x' }] }, { x: 0.5 }],
    ['a sum is a number', { '+': [1e308, 1e308] }, {}],
    ['only an array is reduced', { reduce: [{ var: '' }, 1, 2] }, {}],
    ['a number is no UVCI', { extractFromUVCI: [1, 0] }, {}],
    ['null is no expression', null, {}],
    ['a fraction is none', 1.5, {}],
    ['an object without a key is none', {}, {}],
    ['an object with two keys is none', { var: '', '!': [1] }, {}],
    ['an inherited name is no operator', { constructor: [1] }, {}],
    ['an operand is in an array', { '!': true }, {}],
    ['an operation has operands', { and: [] }, {}],
    ['var has a text', { var: ['x'] }, {}],
  ])('%s', (_name, logic, data) => {
    expect(codeOf(logic, data)).toBe(code)
  })

  test('date-times made in branches and accumulators are compared as such', () => {
    const later = { if: [{ var: 'x' }, at('2022'), at('2020')] }
    expect(evaluateCertLogic({ after: [later, at('2021')] }, { x: true })).toBe(true)
    const kept = { reduce: [{ var: 'list' }, { var: 'accumulator' }, at('2020')] }
    expect(evaluateCertLogic({ before: [kept, later] }, { x: true, list: [1, 2] })).toBe(true)
  })

  test('a fault that no evaluation reaches is found by validation only', () => {
    const logic = { if: [{ var: 'x' }, 'fine', { nonsense: [1] }] }
    expect(evaluateCertLogic(logic, { x: true })).toBe('fine')
    expect(codeOf(logic, { x: false })).toBe(code)
    expect(validateCertLogic(logic)).toHaveLength(1)
  })

  test('an if with more than three operands gives its then, and never a wrong else', () => {
    const logic = { if: [{ var: 'x' }, 'a', true, 'b', 'c'] }
    expect(evaluateCertLogic(logic, { x: true })).toBe('a')
    expect(codeOf(logic, { x: false })).toBe(code)
  })
})

describe('compiled', () => {
  test('what is later done to the expression or to a result changes nothing', () => {
    const logic = { if: [{ var: 'x' }, ['a'], at('2021')] }
    const compiled = compileCertLogic(logic)
    ;(compiled({ x: true }) as string[]).push('b')
    ;(compiled({ x: false }) as Date).setTime(0)
    logic.if.length = 0
    expect(compiled({ x: true })).toEqual(['a'])
    expect(compiled({ x: false })).toEqual(new Date('2021-12-31'))
  })
})
