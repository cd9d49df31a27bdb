/** No outcome leaves a person standing, and none sends anybody through who may not go. */
import { reasons, type Reason, type ReasonCode } from 'greengate'
import { describe, expect, test } from 'vitest'
import { decisive, nextStep, nextWords } from './next-step.ts'

const codes = Object.keys(reasons) as ReasonCode[]
const because = (...given: ReasonCode[]) =>
  given.map((code): Reason => ({ code }) as unknown as Reason)

describe('the next step', () => {
  test.each(codes)('after %s is said in both languages, and is "go" for a pass alone', (code) => {
    const { outcome } = reasons[code]
    const step = nextStep({ outcome, reasons: because(code) })
    expect(step === 'go').toBe(outcome === 'pass')
    expect(nextWords[step].zh).toMatch(/\p{Script=Han}/u)
    expect(nextWords[step].en).toMatch(/^[^\p{Script=Han}]+$/u)
  })

  test('after a stop is staff, whatever else is wrong', () => {
    expect(nextStep({ outcome: 'stop', reasons: because('expired', 'rule-stop') })).toBe('stop')
  })

  test('is what made the outcome, not what came before it', () => {
    const given = because('rule-pass', 'live-proof-missing')
    expect(nextStep({ outcome: 'check', reasons: given })).toBe('live')
  })

  test('is no card where a card would mend nothing', () => {
    const given = because('card-required', 'already-used', 'rule-pass')
    expect(nextStep({ outcome: 'check', reasons: given })).toBe('staff')
    expect(decisive({ outcome: 'check', reasons: given })[0]?.code).toBe('already-used')
    expect(nextStep({ outcome: 'check', reasons: because('card-required') })).toBe('card')
  })

  test('without a reason is staff', () => {
    expect(nextStep({ outcome: 'check', reasons: [] })).toBe('staff')
  })
})
