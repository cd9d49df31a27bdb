/** A reason that is about another country's code says which kind of code that is, in both languages. */
import { reasons, type FormatName, type OtherCode } from 'greengate'
import { describe, expect, test } from 'vitest'
import { stateWords } from '../impact/words.ts'
import { outcomeLook, reasonWords } from './reason-words.ts'

const kindOf: readonly (readonly [FormatName, OtherCode])[] = [
  ['hcert', 'eu-dcc'],
  ['shc', 'smart-health-card'],
  ['nzcp', 'nzcp'],
  ['vds-nc', 'vds-nc'],
  ['claim169', 'claim169'],
]

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const plain = reasons['issuer-unknown'][language]

  test.each(kindOf)(
    'an unlisted issuer of %s is told with the name of its kind',
    (format, kind) => {
      const added = reasonWords({ code: 'issuer-unknown', format }, language).slice(plain.length)
      const named = reasonWords({ code: 'other-code', kind }, language)
      expect(added).not.toBe('')
      // The same name that a code of this kind gets where it is not read at all.
      expect(named.endsWith(added)).toBe(true)
    },
  )

  test('no two formats are called alike', () => {
    const said = kindOf.map(([format]) => reasonWords({ code: 'expired', format }, language))
    expect(new Set(said).size).toBe(kindOf.length)
  })

  test('a reason about a code of our own adds nothing', () => {
    expect(reasonWords({ code: 'issuer-unknown' }, language)).toBe(plain)
  })

  test('a rule that nobody names is not told as rule 0', () => {
    const words = (no: number): string =>
      reasonWords({ code: 'assessed-pass', rule: { set: 'cn-3301', version: 14, no } }, language)
    expect(words(0)).toContain('14')
    expect(words(0)).not.toMatch(/\b0\b/)
    expect(words(5)).toMatch(/\b5\b/)
  })

  test('a link to health records is called something else than an address or a card', () => {
    const kinds = ['health-link', 'url', 'smart-health-card'] as const
    const said = kinds.map((kind) => reasonWords({ code: 'other-code', kind }, language))
    expect(new Set(said).size).toBe(kinds.length)
  })
})

test('an impact, a replay and a gate call the same outcome by the same words', () => {
  for (const outcome of ['pass', 'check', 'stop'] as const)
    expect(stateWords[outcome].zh).toBe(outcomeLook[outcome].word.zh)
  expect(stateWords.missing.zh).toContain(outcomeLook.check.word.zh)
})
