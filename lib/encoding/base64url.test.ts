/** Tests of base64url: the same as Node's, and only canonical text is read. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusal } from '../testing/refusal.ts'
import { decodeAnyBase64, decodeBase64url, encodeBase64url } from './base64url.ts'

test('bytes are written as Node writes them, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = encodeBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(decodeBase64url(text)).toEqual(bytes)
    }),
    { numRuns: 500 },
  )
})

test('text that is read is the text that is written', () => {
  const near = 'ABCDabcd0189-_+/= '
  let read = 0
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from(near)), maxLength: 9 }), (text) => {
      const code = refusal(() => decodeBase64url(text))
      if (code === undefined) {
        read++
        expect(encodeBase64url(decodeBase64url(text))).toBe(text)
      } else expect(code).toBe('ERR_BASE64URL_MALFORMED')
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(50)
})

test.each([
  ['padding', 'QUI='],
  ['the other alphabet', 'a+/b'],
  ['stray bits', 'QUJ'],
  ['one character', 'A'],
  ['five characters', 'AAAAA'],
  ['white space', 'QU I'],
  ['a character beyond ASCII', 'QUＩB'],
])('%s is refused', (_name, text) => {
  expect(refusal(() => decodeBase64url(text))).toBe('ERR_BASE64URL_MALFORMED')
})

test('base64 of others is read in either alphabet, padded or not, and nothing else is', () => {
  const bytes = Uint8Array.of(251, 255, 191, 1)
  for (const text of ['+/+/AQ==', '+/+/AQ', '-_-_AQ==', '-_-_AQ']) {
    expect(decodeAnyBase64(text)).toEqual(bytes)
  }
  for (const text of ['+/+/A', '+/+/AQ===', '+/+/ AQ', '+/==+/AQ', '+/+/AR']) {
    expect(refusal(() => decodeAnyBase64(text))).toBe('ERR_BASE64URL_MALFORMED')
  }
})
