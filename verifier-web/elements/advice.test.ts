/** Words for everything that a decision can say: every reason, every outcome, every cause, in both languages. */
import { reasons, type Decision, type Reason, type ReasonCode } from 'greengate'
import { expect, test } from 'vitest'
import { causesOf, nextSteps } from './advice.ts'
import { causeWords, decisionWords } from './decision-words.ts'
import type { Bilingual } from './language.ts'
import { explanationWords, ruleStates } from './explanation-words.ts'
import { inputWords, moreWords, stateWords } from './more-words.ts'
import { outcomeWord } from './outcome-words.ts'
import { adviceOf } from './reason-advice.ts'
import { reasonDetail, reasonWords } from './reason-words.ts'

const codes = Object.keys(reasons) as ReasonCode[]
const rule = { set: 'cn-3301', version: 14, no: 7 }
/** A reason of each code, with what reasons of that code have to say. */
const reasonOf = (code: ReasonCode): Reason =>
  ({ code, role: 'trust', kind: 'url', differs: ['name'], kinds: ['test'], rule }) as never
const decisionOf = (first: ReasonCode, ...more: readonly ReasonCode[]): Decision =>
  ({ outcome: reasons[first].outcome, reasons: [first, ...more].map(reasonOf) }) as never
const isSaid = ({ zh, en }: Bilingual): boolean =>
  /\p{Script=Han}/u.test(zh) && /^\P{Script=Han}+$/u.test(en)

test.each(codes)('%s has words, a step for staff and for the holder, and a cause', (code) => {
  const decision = decisionOf(code)
  expect(isSaid(reasonWords(reasonOf(code)))).toBe(true)
  const { staff, holder } = nextSteps(decision)
  expect([staff, holder].filter((one) => !isSaid(one))).toEqual([])
  // One sentence, and the holder’s own.
  expect(holder).not.toEqual(staff)
  const cause = causeWords(causesOf(decision))
  expect(cause === undefined).toBe(reasons[code].outcome === 'pass')
  if (cause !== undefined) expect(isSaid(cause)).toBe(true)
})

test('no advice is kept for a reason that is no more', () => {
  expect(Object.keys(adviceOf).filter((code) => !(code in reasons))).toEqual([])
})

test('only a pass is told to go through, whatever else was true', () => {
  const pass = nextSteps(decisionOf('rule-pass'))
  for (const code of codes.filter((each) => reasons[each].outcome !== 'pass'))
    expect(nextSteps(decisionOf(code, 'rule-pass'))).not.toEqual(pass)
})

test('the step is that of the first reason which made the outcome', () => {
  const stop = {
    ...decisionOf('rule-stop'),
    reasons: ['already-used', 'rule-stop'].map((code) => reasonOf(code as ReasonCode)),
  }
  expect(nextSteps(stop as Decision)).toEqual(nextSteps(decisionOf('rule-stop')))
})

test.each([
  ['expired', ['code']],
  ['assessment-superseded', ['code']],
  ['bundle-stale', ['verifier']],
  ['clock-suspect', ['verifier']],
  ['engine-too-old', ['verifier']],
  ['live-proof-not-yet-valid', ['clocks']],
  ['card-expired', ['card']],
  ['rule-stop', ['rules']],
  ['rule-pass', []],
] as const)('who is out of date is told: %s', (code, causes) => {
  expect(causesOf(decisionOf(code))).toEqual(causes)
})

test('whoever is not to blame is named only where one alone is', () => {
  const [alone, both] = [causeWords(['verifier']), causeWords(['verifier', 'code'])]
  expect(both?.en.startsWith(alone?.en ?? '')).toBe(false)
  expect(both?.zh.startsWith(alone?.zh ?? '')).toBe(false)
})

test('five words, no two alike, and nothing is ever said to be partly so', () => {
  expect(new Set(Object.values(outcomeWord).map(({ zh }) => zh)).size).toBe(5)
  expect(new Set(Object.values(outcomeWord).map(({ en }) => en)).size).toBe(5)
  const tables = [
    outcomeWord,
    decisionWords,
    moreWords,
    stateWords,
    inputWords,
    ruleStates,
    explanationWords,
  ]
  const said: readonly Bilingual[] = [
    ...tables.flatMap((table) => Object.values(table) as readonly Bilingual[]),
    ...codes.flatMap((code) => {
      const { staff, holder } = nextSteps(decisionOf(code))
      return [staff, holder, reasonWords(reasonOf(code)), reasonDetail(reasonOf(code)) ?? staff]
    }),
  ]
  expect(said.length).toBeGreaterThan(200)
  const partly = ({ zh, en }: Bilingual) =>
    /partial|partly/i.test(en) || /部分(?:通过|有效|核验|验证)/.test(zh)
  expect(said.filter(partly)).toEqual([])
})
