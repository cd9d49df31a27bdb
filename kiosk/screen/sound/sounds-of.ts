/** What is heard when what is shown changes: neutral by default, so that bystanders learn nothing of anybody's health. */
import type { Outcome } from 'greengate'
import type { CardAdvice, ShownDecision } from '../../shared/kiosk-api.ts'
import { nextStep, type NextStep } from '../next-step.ts'
import { viewOf, type Notice, type ScreenFacts, type View } from '../screen-facts.ts'

/** A short sound, and words after it. */
export interface Heard {
  readonly earcon: Outcome | null
  /** By their names in the pack, in order. */
  readonly prompts: readonly string[]
}

/** What a pack of words is asked for. */
// prettier-ignore
export const spokenPrompts = [
  'go-ahead', 'see-staff', 'try-again', 'place-card', 'show-code', 'next-code', 'next-person',
  'card-again', 'hold-card', 'other-card', 'one-at-a-time', 'not-used', 'out-of-service',
  'exit-only', 'staff-told', 'number', 'pass', 'check', 'stop', 'invalid', 'unreadable',
  'digit-0', 'digit-1', 'digit-2', 'digit-3', 'digit-4',
  'digit-5', 'digit-6', 'digit-7', 'digit-8', 'digit-9',
] as const
type Prompt = (typeof spokenPrompts)[number]

const cardPrompts: Readonly<Record<CardAdvice, Prompt>> = {
  'place-again': 'card-again',
  'hold-still': 'hold-card',
  'wrong-kind': 'other-card',
  'not-authentic': 'see-staff',
}

const stepPrompts: Readonly<Record<NextStep, Prompt>> = {
  go: 'go-ahead',
  staff: 'see-staff',
  stop: 'see-staff',
  refresh: 'try-again',
  'health-code': 'try-again',
  live: 'try-again',
  clock: 'try-again',
  again: 'try-again',
  card: 'place-card',
  'card-again': 'card-again',
  code: 'show-code',
  parts: 'next-code',
}

/** What the change from one state of the screen to the next sounds like; null: like nothing. */
export function soundsOf(before: ScreenFacts, now: ScreenFacts): Heard | null {
  if (now.status?.settings.voice.on !== true) return null
  const view = viewOf(now)
  const earlier = viewOf(before)
  if (view.kind === 'problem') {
    const isSame = earlier.kind === 'problem' && earlier.problem === view.problem
    // A screen that begins to be of no use says so once; an emergency says what is free.
    const begins = earlier.kind === 'starting' || acceptsNothing(earlier)
    if (isSame || (begins && view.problem !== 'emergency')) return null
    return words(view.problem === 'emergency' ? 'exit-only' : 'out-of-service')
  }
  if (view.kind === 'notice') {
    const isSame = earlier.kind === 'notice' && earlier.notice === view.notice
    return isSame ? null : ofNotice(view.notice, now.status.settings.voice.saysOutcome)
  }
  return now.call === 'heard' && before.call !== 'heard' ? words('staff-told') : null
}

/** A screen whose camera has yet to open has not been of use. */
const acceptsNothing = (view: View): boolean =>
  view.kind === 'idle' && !view.accepts.card && view.accepts.code === null

const words = (...prompts: readonly Prompt[]): Heard => ({ earcon: null, prompts })

function ofNotice(notice: Notice, saysOutcome: boolean): Heard {
  switch (notice.kind) {
    case 'failed':
      return { earcon: 'unreadable', prompts: ['try-again'] }
    case 'card':
      return words(cardPrompts[notice.advice])
    case 'passage':
      return words(notice.passage === 'forced' ? 'one-at-a-time' : 'not-used')
    case 'decision':
      return ofDecision(notice.decision, saysOutcome)
  }
}

function ofDecision(decision: ShownDecision, saysOutcome: boolean): Heard {
  const { outcome, awaits, parts, group, appeal } = decision
  if (awaits !== null) return words(awaits.what === 'card' ? 'place-card' : 'show-code')
  if (parts !== undefined && outcome === 'unreadable') return words('next-code')
  if (outcome === 'pass' && group !== undefined && group.shown < group.of)
    return words('next-person')
  const said: readonly Prompt[] = saysOutcome ? [outcome] : []
  const number =
    appeal === null ? [] : ['number', ...Array.from(appeal).map((digit) => `digit-${digit}`)]
  return { earcon: outcome, prompts: [...said, stepPrompts[nextStep(decision)], ...number] }
}
