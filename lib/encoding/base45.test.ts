/** Tests of base45: the corpora, the examples of RFC 9285, and that only canonical text is read. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../house/any-text.ts'
import { fromHex, hasCorpora, readCorpus, toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { decodeBase45, encodeBase45 } from './base45.ts'

interface Case {
  readonly hex?: string
  readonly base45: string
  readonly mustReject?: boolean
}

describe.skipIf(!hasCorpora)('corpora: base45', () => {
  test('every case is decoded, encoded or refused as it says', () => {
    const cases = readCorpus('base45/cases.json') as readonly Case[]
    for (const { hex, base45 } of cases) {
      if (hex === undefined) {
        expect([base45, refusal(() => decodeBase45(base45))]).toEqual([
          base45,
          'ERR_BASE45_MALFORMED',
        ])
      } else {
        expect(toHex(decodeBase45(base45))).toBe(hex)
        expect(encodeBase45(fromHex(hex))).toBe(base45)
      }
    }
    const good = cases.filter(({ hex }) => hex !== undefined).length
    console.log(`corpora: base45 ${good} read, ${cases.length - good} refused, of ${cases.length}`)
    expect(cases.length).toBeGreaterThan(10)
  })
})

test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
])('the example %j of RFC 9285 is read and written', (plain, text) => {
  expect(encodeBase45(new TextEncoder().encode(plain))).toBe(text)
  expect(new TextDecoder().decode(decodeBase45(text))).toBe(plain)
})

test('whatever is encoded comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes)
    }),
    { numRuns: 500 },
  )
})

test('text that is read is the text that is written', () => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  const text = fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), maxLength: 12 })
  let read = 0
  fc.assert(
    fc.property(text, (candidate) => {
      if (refusal(() => decodeBase45(candidate)) !== undefined) return
      read++
      expect(encodeBase45(decodeBase45(candidate))).toBe(candidate)
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(100)
})

test('any text is read or refused by its code, whatever its characters', () => {
  fc.assert(
    fc.property(anyText(20), (text) => {
      expect([undefined, 'ERR_BASE45_MALFORMED']).toContain(refusal(() => decodeBase45(text)))
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['a lower-case letter', 'bb8'],
  ['one character', '0'],
  ['four characters', '0000'],
  ['a group above 65535', 'GGW'],
  ['a last group above 255', '::'],
  ['a character beyond ASCII', 'BBÿ'],
  ['half a surrogate pair', 'BB\ud800'],
  ['a line end', 'BB8\n'],
])('%s is refused', (_name, text) => {
  expect(refusal(() => decodeBase45(text))).toBe('ERR_BASE45_MALFORMED')
})

test('every value that a group can have is read or refused by its size', () => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  let good = 0
  for (let value = 0; value < 45 ** 3; value++) {
    const text = [value % 45, Math.floor(value / 45) % 45, Math.floor(value / 2025)]
      .map((digit) => alphabet.charAt(digit))
      .join('')
    if (refusal(() => decodeBase45(text)) === undefined) good++
  }
  expect(good).toBe(65_536)
})

test('decoding starts where it is told', () => {
  expect(decodeBase45('GG1:BB8', 4)).toEqual(new TextEncoder().encode('AB'))
})
