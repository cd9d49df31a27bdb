/** What a reason says at the gate: which kind of code it is about, and never which facts are missing. */
import { expect, test } from 'vitest'
import { reasonDetail, reasonWords } from '../../verifier-web/elements/reason-words.ts'
import { wordsOf } from './words.ts'

test('another country’s code is named below what is wrong with it', () => {
  const reason = { code: 'issuer-unknown', format: 'shc' } as const
  expect(wordsOf([reason])).toEqual([reasonWords(reason), reasonDetail(reason)])
})

test('of a code of our own the sentence is all', () => {
  const reason = { code: 'issuer-unknown' } as const
  expect(wordsOf([reason])).toEqual([reasonWords(reason)])
})

test('what is no health code is named before anything is asked for', () => {
  const reason = { code: 'other-code', kind: 'health-link' } as const
  expect(wordsOf([reason])).toEqual([reasonDetail(reason), reasonWords(reason)])
})

test('which facts are missing is for staff', () => {
  const reason = { code: 'fact-missing', kinds: ['test'] } as const
  expect(wordsOf([reason])).toEqual([reasonWords(reason)])
})

test('what else is wrong comes before the form of the code, and each thing is said once', () => {
  const dcc = { code: 'card-required', format: 'hcert' } as const
  const missing = { code: 'fact-missing', kinds: ['test'] } as const
  const said = [reasonWords(dcc), reasonWords(missing), reasonDetail(dcc)]
  expect(wordsOf([dcc, dcc, missing])).toEqual(said)
})
