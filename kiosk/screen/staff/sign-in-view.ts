/** Signing in: who, the PIN, and how long a lock still holds. */
import { html, nothing, type TemplateResult } from 'lit'
import { operatorPattern, pinPattern } from '../../shared/staff-asks.ts'
import { keyPad, padField } from './key-pad.ts'
import type { StaffModel } from './staff-model.ts'
import { refusedWords, staffWords } from './staff-words.ts'

/** Operators who signed in at this screen before are a tap away; their PINs are nowhere. */
export function signInView(model: StaffModel, known: readonly string[]): TemplateResult {
  const { draft, change, language, facts, desk } = model
  const left = lockLeft(facts.lockedUntil, performance.now())
  const isReady =
    operatorPattern.test(draft.operator) && pinPattern.test(draft.pin) && left === undefined
  const submit = (event: Event) => {
    event.preventDefault()
    if (!isReady) return
    const { operator, pin } = draft
    change({ pin: '', field: 'pin' })
    void desk.signIn({ operator, pin })
  }
  const choose = (operator: string) =>
    html`<button
      type="button"
      class="choice"
      aria-pressed=${operator === draft.operator ? 'true' : 'false'}
      @click=${() => {
        change({ operator, field: 'pin' })
      }}
    >
      ${operator}
    </button>`
  return html`<form class="sign-in" @submit=${submit}>
    <div class="fields">
      ${known.length === 0 ? nothing : html`<div class="choices">${known.map(choose)}</div>`}
      ${padField(model, 'operator', staffWords.operator[language])}
      ${padField(model, 'pin', staffWords.pin[language])}
      <p class="told" role="status" data-refused=${facts.refused ?? nothing}>
        ${refusal(model, left)}
      </p>
      <button type="submit" class="main" ?disabled=${!isReady}>
        ${staffWords.signIn[language]}
      </button>
    </div>
    ${keyPad(model)}
  </form>`
}

/** Whole seconds until a lock ends; undefined when none holds. */
function lockLeft(until: number | undefined, now: number): number | undefined {
  if (until === undefined || until <= now) return undefined
  return Math.ceil((until - now) / 1_000)
}

function refusal({ facts, language }: StaffModel, left: number | undefined) {
  const { refused } = facts
  if (refused === undefined || (refused === 'locked' && left === undefined)) return nothing
  if (left === undefined) return refusedWords[refused][language]
  return `${refusedWords.locked[language]} · ${left} ${staffWords.locked[language]}`
}
