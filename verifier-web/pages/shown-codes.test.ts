/** Tests of the codes at hand: those of two people never come together unasked. */
import { expect, test } from 'vitest'
import { ShownCodes } from './shown-codes.ts'

test('each text is another person’s, unless another code was asked for', () => {
  const codes = new ShownCodes()
  codes.awaitAnother()
  expect(codes.take('a')).toEqual(['a'])
  expect(codes.take('b')).toEqual(['b'])
  codes.awaitAnother()
  expect(codes.take('c')).toEqual(['b', 'c'])
  expect(codes.take('d')).toEqual(['d'])
})

test('the same text again is one code, and who has gone is forgotten', () => {
  const codes = new ShownCodes()
  codes.take('a')
  codes.awaitAnother()
  expect(codes.take('a')).toEqual(['a'])
  codes.awaitAnother()
  codes.clear()
  expect(codes.take('b')).toEqual(['b'])
})
