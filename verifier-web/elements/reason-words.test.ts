/** What a reason adds to its sentence: of which kind the code is, in both languages. */
import type { FormatName, OtherCode } from 'greengate'
import { expect, test } from 'vitest'
import { reasonDetail } from './reason-words.ts'

const kindOf: readonly (readonly [FormatName, OtherCode])[] = [
  ['hcert', 'eu-dcc'],
  ['shc', 'smart-health-card'],
  ['nzcp', 'nzcp'],
  ['vds-nc', 'vds-nc'],
  ['claim169', 'claim169'],
]
/** What two texts end with alike. */
const sameEnd = (one: string, other: string): string => {
  let count = 0
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count++
  return count === 0 ? '' : one.slice(-count)
}

test.each(kindOf)('an unlisted issuer of %s is told with the name of its kind', (format, kind) => {
  const detail = reasonDetail({ code: 'issuer-unknown', format })!
  const named = reasonDetail({ code: 'other-code', kind })!
  expect(sameEnd(detail.zh, named.zh).length).toBeGreaterThanOrEqual(5)
  expect(sameEnd(detail.en, named.en).length).toBeGreaterThanOrEqual(10)
  expect(detail.zh).toMatch(/\p{Script=Han}/u)
  expect(detail.en).not.toMatch(/\p{Script=Han}/u)
})

test('no two formats are called alike', () => {
  const said = kindOf.map(([format]) => reasonDetail({ code: 'expired', format })!)
  expect(new Set(said.map(({ zh }) => zh)).size).toBe(kindOf.length)
  expect(new Set(said.map(({ en }) => en)).size).toBe(kindOf.length)
})

test('a reason about a code of our own adds nothing', () => {
  expect(reasonDetail({ code: 'issuer-unknown' })).toBeUndefined()
})
