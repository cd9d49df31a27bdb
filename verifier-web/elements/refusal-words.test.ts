/** Every code that a bundle can be refused with has words of its own in both languages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from 'greengate'
import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words.ts'

const errors = readFileSync(join(import.meta.dirname, '../../lib/errors.ts'), 'utf8')
const codes = [...errors.matchAll(/^ {2}\| '(ERR_(?:BUNDLE|STORE)_\w+)'$/gm)].map(
  ([, code]) => code as ErrorCode,
)
const general = refusalWords('ERR_RECEIPT_CHAIN')

test('the library has as many such codes as it had when this was written, or more', () => {
  expect(codes.length).toBeGreaterThanOrEqual(17)
})

test.each(codes)('%s has words of its own', (code) => {
  const words = refusalWords(code)
  expect(words).not.toEqual(general)
  expect(words.zh).toMatch(/\p{Script=Han}/u)
  expect(words.en).not.toMatch(/\p{Script=Han}/u)
  expect(`${words.zh}${words.en}`).not.toContain('ERR_')
})

test('no two codes of a bundle say the same', () => {
  const said = codes.map((code) => refusalWords(code).en)
  expect(new Set(said).size).toBe(said.length)
})
