/** CertLogic under hostile input: every bound of depth, size and steps, and noise of any kind. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alteredJson } from '../../testing/arbitrary-json.ts'
import { refusal } from '../../testing/refusal.ts'
import { compileCertLogic, evaluateCertLogic } from './compile.ts'
import { validateCertLogic } from './validate.ts'

const code = 'ERR_CERTLOGIC_MALFORMED'
const codeOf = (logic: unknown, data: unknown = {}) => refusal(() => evaluateCertLogic(logic, data))

describe('cost', () => {
  const nested = (depth: number): unknown =>
    Array.from({ length: depth }).reduce((inner: unknown) => ({ '!': [inner] }), true)
  const listOf = (length: number) => Array.from({ length }, (_, i) => i)

  test('an expression may be 128 deep and have 10,000 parts, and no more', () => {
    expect(codeOf(nested(127))).toBeUndefined()
    expect(codeOf(nested(128))).toBe(code)
    expect(codeOf(nested(20_000))).toBe(code)
    expect(codeOf(listOf(9_999))).toBeUndefined()
    expect(codeOf(listOf(10_000))).toBe(code)
    expect(codeOf({ var: 'a.'.repeat(9_990) })).toBeUndefined()
    expect(codeOf({ var: 'a.'.repeat(11_000) })).toBe(code)
  })

  test('validation has the same bounds, and says so', () => {
    expect(validateCertLogic(nested(127))).toEqual([])
    expect(validateCertLogic(nested(20_000))).toHaveLength(1)
    expect(validateCertLogic(listOf(9_999))).toEqual([])
    expect(validateCertLogic(listOf(20_000))).toHaveLength(1)
  })

  test('an expression that holds itself is refused', () => {
    const logic: unknown[] = [true]
    logic.push({ '!': logic })
    expect(codeOf(logic)).toBe(code)
    expect(validateCertLogic(logic)).not.toEqual([])
  })

  const wide = Object.fromEntries(listOf(100_000).map((place) => [`m${place}`, place]))
  const text = 'x'.repeat(100_000)
  const data = {
    list: listOf(3000),
    wide: Array(3000).fill(wide),
    long: Array(3000).fill(listOf(3000)),
    texts: Array(5000).fill(text),
  }
  const each = (lambda: unknown, initial: unknown = 0) => ({
    reduce: [{ var: 'list' }, lambda, initial],
  })
  test.each([
    ['reductions in reductions', { reduce: [Array(3000).fill(1), nestedReduction(3), 0] }],
    ['doubled accumulators', each([{ var: 'accumulator' }, { var: 'accumulator' }])],
    ['nested accumulators', each([{ var: 'accumulator' }])],
    ['wide guards', { reduce: [{ var: 'wide' }, { '!': [{ var: 'current' }] }, 0] }],
    ['long lists', { reduce: [{ var: 'long' }, { in: [-1, { var: 'current' }] }, 0] }],
    [
      'long texts',
      { reduce: [{ var: 'texts' }, { '===': [{ var: 'current' }, { var: 'current' }] }, 0] },
    ],
  ])('%s end in an error', (_name, logic) => {
    expect(codeOf(logic, data)).toBe(code)
  })

  test('a reduction over 3,000 items is none of them', () => {
    const sum = each({ '+': [{ var: 'accumulator' }, { var: 'current' }] })
    expect(evaluateCertLogic(sum, data)).toBe(4_498_500)
  })

  test('data that holds itself is no result', () => {
    const round: Record<string, unknown> = {}
    round['round'] = round
    expect(codeOf({ var: '' }, round)).toBe(code)
    expect(codeOf({ var: 'round.round.absent' }, round)).toBeUndefined()
  })

  function nestedReduction(levels: number): unknown {
    const list = Array(3000).fill(1) as unknown
    const inner = levels === 0 ? 1 : nestedReduction(levels - 1)
    return levels > 1 ? { reduce: [[1, 1], inner, 0] } : { reduce: [list, inner, 0] }
  }
})

describe('on noise', () => {
  const good = {
    if: [
      { and: [{ var: 'v.0.dn' }, { in: [{ var: 'v.0.mp' }, ['a', 'b']] }] },
      {
        reduce: [
          { var: 'v' },
          {
            '+': [{ var: 'accumulator' }, { if: [{ '<=': [1, { var: 'current.dn' }, 3] }, 1, 0] }],
          },
          0,
        ],
      },
      {
        'not-before': [
          { plusTime: [{ var: 'v.0.dt' }, 270, 'day'] },
          { dccDateOfBirth: [{ var: 'dob' }] },
          { '===': [{ extractFromUVCI: [{ var: 'v.0.ci' }, 1] }, 'NL'] },
        ],
      },
    ],
  }
  const person = {
    dob: '1990-05',
    v: [{ dn: 2, mp: 'a', dt: '2021-06-01', ci: 'URN:UVCI:01:NL:187/37512422923' }],
  }
  const outcome = (logic: unknown, data: unknown): string => {
    const refused = refusal(() => evaluateCertLogic(logic, data))
    return refused ?? JSON.stringify(evaluateCertLogic(logic, data))
  }

  /** Compiled for many evaluations, and evaluated for the second time. */
  const compiled = (logic: unknown, data: unknown): string => {
    let result: unknown
    const refused = refusal(() => {
      const evaluate = compileCertLogic(logic)
      refusal(() => evaluate(person))
      result = evaluate(data)
    })
    return refused ?? JSON.stringify(result)
  }

  test('whatever the JSON, there is a result or the one error, the same each time', () => {
    expect(evaluateCertLogic(good, person)).toBe(1)
    const logics = fc.oneof(alteredJson(good), fc.jsonValue())
    const datas = fc.oneof(alteredJson(person), fc.jsonValue())
    fc.assert(
      fc.property(logics, datas, (logic, data) => {
        const before = JSON.stringify([logic, data])
        for (const { message } of validateCertLogic(logic)) expect(message).not.toBe('')
        const first = outcome(logic, data)
        expect(first === code || JSON.parse(first) !== undefined).toBe(true)
        expect(outcome(structuredClone(logic), structuredClone(data))).toBe(first)
        expect(compiled(logic, data)).toBe(first)
        expect(JSON.stringify([logic, data])).toBe(before)
      }),
      { numRuns: 2000 },
    )
  })
})
