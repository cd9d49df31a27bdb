/** `<appeal-form>`: an appeal against what the page told, or against what a gate said under a number. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf, BodyOf } from '../../shared/routes.ts'
import { colourWords, deskWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { words } from './applicant-words.ts'

type Turn = AnswerOf<'GET /people/:id/history'>['turns'][number]
type Appeal = BodyOf<'POST /people/:id/appeals'>

/** So many of the last outcomes are offered. */
const mostTurns = 10

/** Give it the `person`'s id. @fires desk-changed - There is an appeal. */
export class AppealForm extends DeskView {
  static override properties = {
    person: { type: String },
    turns: { state: true },
    isOfGate: { state: true },
  }

  declare person: string
  /** undefined: not known yet. */
  declare private turns: readonly Turn[] | undefined
  declare private isOfGate: boolean

  constructor() {
    super()
    this.isOfGate = false
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person')) return
    void this.read(async (client) => {
      const asked = { params: { id: this.person } }
      this.turns = (await client('GET /people/:id/history', asked)).turns.slice(0, mostTurns)
    })
  }

  protected override render(): TemplateResult {
    const { language, turns } = this
    return html`<section class="card" aria-labelledby="appeal">
      <h3 id="appeal">${this.say(words.askAppeal)}</h3>
      ${
        this.refusal?.code === 'appeal-number-refused'
          ? html`<p class="alert" role="alert" data-problem="number">
              ${this.say(words.numberWrong)}
            </p>`
          : turns === undefined
            ? nothing
            : this.notices()
      }
      ${turns === undefined ? nothing : this.#form(turns, language)}
    </section>`
  }

  #form(turns: readonly Turn[], language: Language): TemplateResult {
    const choose = (event: Event): void => {
      this.isOfGate = (event.target as HTMLSelectElement).value === 'gate'
    }
    return html`<form @submit=${submitted(this.#send)}>
      <label class="field"
        ><span>${this.say(words.against)}</span>
        <select name="against" required @change=${choose}>
          ${turns.map(
            ({ at, outcome, reason }, place) =>
              html`<option value=${place} ?selected=${place === 0}>
                ${this.say(colourWords[outcome])} · ${instantWords(at, language)} ·
                ${this.say(reason)}
              </option>`,
          )}
          <option value="gate">${this.say(words.gate)}</option>
        </select>
      </label>
      ${this.isOfGate || turns.length === 0 ? this.#ofGate() : nothing}
      <label class="field"
        ><span>${this.say(words.tell)}</span>
        <textarea name="text" required maxlength="2000"></textarea>
      </label>
      <button class="primary">${this.say(deskWords.send)}</button>
    </form>`
  }

  #ofGate(): TemplateResult {
    return html`<label class="field"
        ><span>${this.say(words.receipt)}</span>
        <input name="receipt" required inputmode="numeric" pattern="([0-9] ?){10}" />
      </label>
      <label class="field"
        ><span>${this.say(words.gateOutcome)} (${this.say(deskWords.optional)})</span>
        <select name="outcome">
          <option value="">—</option>
          ${(['stop', 'check'] as const).map(
            (outcome) => html`<option value=${outcome}>${this.say(colourWords[outcome])}</option>`,
          )}
        </select>
      </label>
      <label class="field"
        ><span>${this.say(words.gateRule)} (${this.say(deskWords.optional)})</span>
        <input name="rule" inputmode="numeric" pattern="[0-9]{1,6}" />
      </label>`
  }

  readonly #send = (data: FormData, form: HTMLFormElement): void => {
    void this.act(async () => {
      const told = this.#told(data)
      const body = { ...told, text: textOf(data, 'text') }
      await this.client('POST /people/:id/appeals', { params: { id: this.person }, body })
      form.reset()
      this.isOfGate = false
      this.tell('desk-changed')
    }, words.asked)
  }

  #told(data: FormData): Omit<Appeal, 'text'> {
    const turn = this.turns?.[Number(textOf(data, 'against'))]
    if (turn !== undefined) {
      const { outcome, ruleSet, version, rule = 0 } = turn
      return { outcome, ruleSet, version, rule }
    }
    // The receipt under this number says the rest; what the person does not know is left open.
    const [outcome, rule] = [textOf(data, 'outcome'), textOf(data, 'rule')]
    return {
      ...(outcome === 'check' || outcome === 'stop' ? { outcome } : {}),
      ...(rule === '' ? {} : { rule: Number(rule) }),
      receipt: textOf(data, 'receipt'),
    }
  }
}

customElements.define('appeal-form', AppealForm)

declare global {
  interface HTMLElementTagNameMap {
    'appeal-form': AppealForm
  }
}
