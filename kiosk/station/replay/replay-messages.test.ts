/** Tests of what lanes may say to each other. */
import { expect, test } from 'vitest'
import { lineOf, mostProofMs, readRequest } from './replay-messages.ts'

const claim = { id: 1, do: 'claim', names: ['a'], step: 7, proofMs: 90_000, token: 't', at: 0 }
const read = (more: object) => readRequest(lineOf({ ...claim, ...more }))

test('a claim is read as it was sent', () => {
  expect(read({})).toEqual(claim)
  expect(read({ proofMs: mostProofMs })).toBeDefined()
})

test.each([
  ['a proof that lasts for longer than any', { proofMs: mostProofMs + 1 }],
  ['a proof that ends before it begins', { proofMs: -1 }],
  ['no name', { names: [] }],
  ['more names than a code has', { names: Array.from({ length: 9 }, () => 'a') }],
  ['a name that is too long', { names: ['a'.repeat(41)] }],
  ['a step that is none', { step: 0.5 }],
  ['no token', { token: undefined }],
])('a claim with %s is none', (_, more) => {
  expect(read(more)).toBeUndefined()
})

test.each(['', 'a\nb', 'a\u2028b', 'a'.repeat(101), 7])('no lane is called %j', (lane) => {
  const join = { id: 1, do: 'join', lane: 'east/1', held: [['a', 't', 5]] }
  expect(readRequest(lineOf(join))).toEqual(join)
  expect(readRequest(lineOf({ ...join, lane }))).toBeUndefined()
})
