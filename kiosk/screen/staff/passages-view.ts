/** What staff do about a passage and about the lane. */
import { html, nothing, type TemplateResult } from 'lit'
import { overrideReasons } from '../../shared/staff-asks.ts'
import type { OverrideReason, StaffAct } from '../../shared/staff-api.ts'
import { isAppeal } from '../appeal-number.ts'
import { keyPad, padField } from './key-pad.ts'
import { may, type StaffModel } from './staff-model.ts'
import { overrideWords, staffWords } from './staff-words.ts'

/** The form of one passage, and the switches of the lane. */
export function passagesView(model: StaffModel): TemplateResult {
  const { language } = model
  const lane = html`<section aria-label=${staffWords.lane[language]}>
    <h3>${staffWords.lane[language]}</h3>
    <div class="acts">${may(model, 'passages') ? laneButtons(model) : nothing}</div>
    ${may(model, 'emergency') ? emergency(model) : nothing}
  </section>`
  return html`<div class="columns">
    ${may(model, 'passages') ? passageForm(model) : nothing}${lane}
  </div>`
}

function passageForm(model: StaffModel): TemplateResult {
  const { draft, change, language, desk } = model
  const { appeal, reason } = draft
  const isGood = isAppeal(appeal)
  // A reason is of one passage: nobody's is taken over for the next, and none stands there before it was chosen.
  const act = (make: (reason: OverrideReason) => StaffAct) => () => {
    if (reason === null) return
    change({ appeal: '', reason: null })
    void desk.act(make(reason))
  }
  const option = (one: (typeof overrideReasons)[number]) =>
    html`<label class="option">
      <input
        type="radio"
        name="reason"
        .checked=${one === reason}
        @change=${() => {
          desk.touch()
          change({ reason: one })
        }}
      />
      ${overrideWords[one][language]}
    </label>`
  const second = (found: 'may-pass' | 'may-not-pass', words: string) =>
    html`<button
      type="button"
      data-act=${found}
      ?disabled=${!isGood || reason === null}
      @click=${act((why) => ({ act: 'second-check', appeal, found, reason: why }))}
    >
      ${words}
    </button>`
  return html`<section aria-label=${staffWords.passage[language]}>
    <h3>${staffWords.passage[language]}</h3>
    <div class="beside">
      <div class="fields">
        ${appealField(model)}
        <fieldset>
          <legend>${staffWords.reason[language]}</legend>
          ${overrideReasons.map(option)}
        </fieldset>
      </div>
      ${keyPad({ ...model, draft: { ...draft, field: 'appeal' } })}
    </div>
    <div class="acts">
      ${second('may-pass', staffWords.mayPass[language])}
      ${second('may-not-pass', staffWords.mayNotPass[language])}
      <button
        type="button"
        class="main"
        data-act="override"
        ?disabled=${reason === null || (appeal !== '' && !isGood)}
        @click=${act((why) => ({ act: 'override', appeal: appeal || null, reason: why }))}
      >
        ${staffWords.override[language]}
      </button>
    </div>
  </section>`
}

/** The number, whose check digit is looked at as soon as it is whole. */
export function appealField(model: StaffModel): TemplateResult {
  const { draft, language } = model
  const isWrong = draft.appeal.length === 10 && !isAppeal(draft.appeal)
  const problem = isWrong ? staffWords.appealWrong[language] : ''
  return padField(model, 'appeal', staffWords.appeal[language], problem)
}

function laneButtons({ desk, status, language }: StaffModel): TemplateResult {
  const isHeld = status?.service === 'held'
  const isClosed = status?.service === 'closed'
  return html`<button
      type="button"
      data-act="hold"
      @click=${() => void desk.act({ act: 'hold', on: !isHeld })}
    >
      ${(isHeld ? staffWords.endHold : staffWords.hold)[language]}
    </button>
    <button
      type="button"
      data-act="close-lane"
      @click=${() => void desk.act({ act: 'close-lane', on: !isClosed })}
    >
      ${(isClosed ? staffWords.open : staffWords.close)[language]}
    </button>`
}

function emergency({ draft, change, desk, status, language }: StaffModel): TemplateResult {
  const on = status?.service !== 'emergency'
  if (draft.confirms === null) {
    const ask = () => {
      desk.touch()
      change({ confirms: on ? 'emergency-on' : 'emergency-off' })
    }
    return html`<button type="button" class="danger" data-act="emergency" @click=${ask}>
      ${(on ? staffWords.emergency : staffWords.endEmergency)[language]}
    </button>`
  }
  const begins = draft.confirms === 'emergency-on'
  const leave = () => {
    change({ confirms: null })
  }
  const confirm = () => {
    leave()
    void desk.act({ act: 'emergency', on: begins })
  }
  return html`<div class="sure" role="alertdialog" aria-label=${staffWords.confirm[language]}>
    <p>${(begins ? staffWords.sure : staffWords.sureEnd)[language]}</p>
    <div class="acts">
      <button type="button" class="danger" data-act="confirm" @click=${confirm}>
        ${staffWords.confirm[language]}
      </button>
      <button type="button" data-act="cancel" @click=${leave}>
        ${staffWords.cancel[language]}
      </button>
    </div>
  </div>`
}
