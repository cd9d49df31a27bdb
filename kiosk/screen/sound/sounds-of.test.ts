/** What bystanders hear: what to do, and by default never why. */
import { readFileSync } from 'node:fs'
import type { Outcome, Reason } from 'greengate'
import { describe, expect, test } from 'vitest'
import { fakeStatus, fakeStop } from '../../shared/fake-station.ts'
import type { ShownDecision, StationStatus } from '../../shared/kiosk-api.ts'
import { firstFacts, type ScreenFacts } from '../screen-facts.ts'
import { soundsOf, spokenPrompts } from './sounds-of.ts'

const idle: ScreenFacts = { ...firstFacts, link: 'up', camera: 'live', status: fakeStatus }
const withVoice = (voice: Partial<StationStatus['settings']['voice']>): ScreenFacts => {
  const { settings } = fakeStatus
  return {
    ...idle,
    status: { ...fakeStatus, settings: { ...settings, voice: { ...settings.voice, ...voice } } },
  }
}
const showing = (decision: ShownDecision, from = idle): ScreenFacts => ({
  ...from,
  notice: { kind: 'decision', decision },
})
const decided = (outcome: Outcome, code: Reason['code'], appeal: string | null = null) => ({
  ...fakeStop,
  outcome,
  reasons: [{ code } as unknown as Reason],
  appeal,
})
const outcomes: readonly [Outcome, Reason['code'], string][] = [
  ['pass', 'rule-pass', 'go-ahead'],
  ['check', 'rule-check', 'see-staff'],
  ['stop', 'rule-stop', 'see-staff'],
  ['invalid', 'signature-invalid', 'see-staff'],
  ['unreadable', 'damaged', 'try-again'],
]

test.each(['zh-CN', 'en'])('the shipped pack %s has whatever may be asked of it', (pack) => {
  const path = new URL(`../../voice/${pack}/manifest.json`, import.meta.url)
  const { prompts } = JSON.parse(readFileSync(path, 'utf8')) as { prompts: { id: string }[] }
  const has = new Set(prompts.map(({ id }) => id))
  expect(new Set(spokenPrompts)).toEqual(has)
})

describe('an outcome', () => {
  test.each(outcomes)('%s (%s) has its own sound, and says only: %s', (outcome, code, prompt) => {
    const heard = soundsOf(idle, showing(decided(outcome, code)))
    expect(heard).toEqual({ earcon: outcome, prompts: [prompt] })
  })

  test.each(outcomes)('%s is named where the operator chose that', (outcome, code, prompt) => {
    const open = withVoice({ saysOutcome: true })
    const heard = soundsOf(open, showing(decided(outcome, code), open))
    expect(heard?.prompts).toEqual([outcome, prompt])
  })

  test('with a number says it digit by digit', () => {
    const heard = soundsOf(idle, showing(decided('stop', 'rule-stop', '4829137059')))
    const digits = Array.from('4829137059').map((one) => `digit-${one}`)
    expect(heard?.prompts).toEqual(['see-staff', 'number', ...digits])
  })

  test('that stays says nothing again', () => {
    const shown = showing(fakeStop)
    expect(soundsOf(shown, { ...shown, language: 'en' })).toBeNull()
  })

  test('says nothing where the voice is off', () => {
    const off = withVoice({ on: false })
    expect(soundsOf(off, showing(fakeStop, off))).toBeNull()
  })
})

describe('what is awaited', () => {
  test.each([
    ['card', 'place-card'],
    ['code', 'show-code'],
  ] as const)('a %s is asked for, without any sound of an outcome', (what, prompt) => {
    const decision: ShownDecision = { ...fakeStop, outcome: 'check', awaits: { what, ms: 9 } }
    expect(soundsOf(idle, showing(decision))).toEqual({ earcon: null, prompts: [prompt] })
  })

  test('the next person of a group is asked for, and nobody is sent ahead', () => {
    const decision = { ...decided('pass', 'rule-pass'), group: { shown: 1, of: 2 } }
    expect(soundsOf(idle, showing(decision))).toEqual({ earcon: null, prompts: ['next-person'] })
  })
})

describe('a lane that stops', () => {
  const become = (service: StationStatus['service']): ScreenFacts => ({
    ...idle,
    status: { ...fakeStatus, service },
  })

  test('says so once', () => {
    expect(soundsOf(idle, become('closed'))?.prompts).toEqual(['out-of-service'])
    expect(soundsOf(become('closed'), become('closed'))).toBeNull()
  })

  test('for an emergency says that the exit is free', () => {
    expect(soundsOf(idle, become('emergency'))?.prompts).toEqual(['exit-only'])
  })
})
