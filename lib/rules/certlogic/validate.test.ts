/** What validation finds beyond the published suite: every operation, with each fault that it can have. */
import { expect, test } from 'vitest'
import { validateCertLogic } from './validate.ts'

test.each<[unknown, number]>([
  [{ if: [true, 1] }, 1],
  [{ if: [null, 1, 0.5, null] }, 3],
  [{ and: [true] }, 1],
  [{ and: [] }, 1],
  [{ and: [true, null, true, null] }, 2],
  [{ '!': [] }, 1],
  [{ '!': [null, null] }, 1],
  [{ '!': [null] }, 1],
  [{ '===': [1] }, 1],
  [{ in: [1, [], null] }, 1],
  [{ '+': [1, null] }, 1],
  [{ '<': [1] }, 1],
  [{ '>=': [1, 2, 3, 4] }, 1],
  [{ after: [1, 2, null] }, 1],
  [{ plusTime: [{ var: 'x' }, 1, 'week'] }, 1],
  [{ plusTime: [null, { var: 'x' }, { toString: 1 }] }, 3],
  [{ plusTime: [] }, 1],
  [{ dccDateOfBirth: ['2000', '2001'] }, 1],
  [{ reduce: [[], null] }, 2],
  [{ extractFromUVCI: [{ var: 'x' }, 0.5] }, 1],
  [{ extractFromUVCI: [{ var: 'x' }, '0', 1] }, 2],
  [{ or: [true, false] }, 1],
  [{ constructor: [1] }, 1],
  [{ var: ['x'] }, 1],
  [{ var: '.x' }, 1],
  [{ var: 'x..y' }, 1],
  [[1, null, [null]], 2],
  [undefined, 1],
])('%j has as many issues as faults', (logic, count) => {
  expect(validateCertLogic(logic)).toHaveLength(count)
})

test('an issue names the very part that has the fault', () => {
  const faulty = { '!': [] }
  expect(validateCertLogic({ if: [faulty, 1, 2] }).map(({ expr }) => expr)).toEqual([faulty])
  expect(validateCertLogic({ if: [faulty, 1, 2] })[0]?.expr).toBe(faulty)
})

test.each<[unknown]>([
  [{ var: '' }],
  [{ if: [{ var: 'a.0' }, [], ['x', { var: 'y' }]] }],
  [{ and: [true, true, true] }],
  [{ '<': [1, 2, 3] }],
  [{ 'not-before': [{ plusTime: ['2020', -1, 'year'] }, { dccDateOfBirth: ['2020'] }] }],
  [{ reduce: [[], { var: 'current' }, 0] }],
  [{ extractFromUVCI: [{ var: 'x' }, -1] }],
])('%j has none', (logic) => {
  expect(validateCertLogic(logic)).toEqual([])
})
