/** `<declare-form>`: all that a person has to say of one kind: nothing, or so many facts. */
import { html, nothing, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import { deskWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { factFields, readFields } from '../elements/fact-fields.ts'
import { kindWord, type Kind } from '../elements/fact-words.ts'
import { words } from './applicant-words.ts'

const atCounter = 'POST /office/people/:id/declarations'

/** By which door a kind comes in. */
function routeOf(kind: string) {
  if (kind === 'stay') return 'POST /people/:id/trips'
  return kind === 'checkin' ? 'POST /people/:id/checkins' : 'POST /people/:id/health'
}

/** Give it a `kind`, a `person` and when it was last declared. @fires desk-changed - It was declared. */
export class DeclareForm extends DeskView {
  static override properties = {
    kind: { attribute: false },
    person: { type: String },
    until: { type: String },
    entries: { state: true },
    isAtCounter: { type: Boolean },
    hasSome: { state: true },
  }

  declare kind: Kind
  declare person: string
  declare until: string | undefined
  /** Whether an officer declares for the person. */
  declare isAtCounter: boolean
  /** Names of the entries that are open, ascending. */
  declare private entries: readonly number[]
  declare private hasSome: boolean

  constructor() {
    super()
    this.entries = [0]
    this.isAtCounter = false
    this.hasSome = false
  }

  protected override render(): TemplateResult {
    const { kind, until, language } = this
    // Whoever checks in says how they are: that is never nothing.
    const isCheckin = kind.kind === 'checkin'
    const hasSome = isCheckin || this.hasSome
    return html`<section class="card" aria-labelledby="kind">
      <h3 id="kind">${kindWord(kind.kind, language)}</h3>
      <p class="quiet">
        ${
          until === undefined
            ? this.say(words.never)
            : html`${this.say(words.lastDeclared)} ${instantWords(until, language)}`
        }
      </p>
      ${this.notices()}
      <form @submit=${submitted(this.#send)}>
        ${isCheckin ? nothing : this.#choice()}
        ${hasSome ? this.entries.map((entry, at) => this.#entry(entry, at, isCheckin)) : nothing}
        <div class="row">
          ${
            hasSome && !isCheckin
              ? html`<button type="button" @click=${this.#more}>${this.say(words.another)}</button>`
              : nothing
          }
          <button class="primary" aria-disabled=${String(this.isBusy)}>
            ${this.say(deskWords.send)}
          </button>
        </div>
      </form>
    </section>`
  }

  #choice(): TemplateResult {
    const choose = (hasSome: boolean) => () => {
      this.hasSome = hasSome
    }
    return html`<fieldset aria-describedby="all">
      <legend>${kindWord(this.kind.kind, this.language)}</legend>
      <p id="all" class="quiet">${this.say(words.all)}</p>
      <label class="choice"
        ><input type="radio" name="what" value="none" required @change=${choose(false)} />
        ${this.say(words.none)}</label
      >
      <label class="choice"
        ><input type="radio" name="what" value="some" required @change=${choose(true)} />
        ${this.say(words.some)}</label
      >
    </fieldset>`
  }

  #entry(entry: number, at: number, isCheckin: boolean): TemplateResult {
    const fields = factFields(this.kind, `${String(entry)}.`, this.language, new Date())
    if (isCheckin) return html`${fields}`
    return html`<fieldset>
      <legend>${this.say(words.entry)} ${at + 1}</legend>
      ${fields}
      ${
        this.entries.length > 1
          ? html`<button
              type="button"
              @click=${() => {
                this.entries = this.entries.filter((other) => other !== entry)
              }}
            >
              ${this.say(words.remove)}
            </button>`
          : nothing
      }
    </fieldset>`
  }

  readonly #more = (): void => {
    this.entries = [...this.entries, (this.entries.at(-1) ?? 0) + 1]
  }

  readonly #send = (data: FormData, form: HTMLFormElement): void => {
    const { kind, entries, person } = this
    const isNone = textOf(data, 'what') === 'none'
    const facts = isNone ? [] : entries.map((entry) => readFields(kind, `${String(entry)}.`, data))
    void this.act(async () => {
      const body = { declarations: [{ kind: kind.kind, facts }] }
      await this.client(this.isAtCounter ? atCounter : routeOf(kind.kind), {
        params: { id: person },
        body,
      })
      form.reset()
      this.entries = [0]
      this.hasSome = false
      this.tell('desk-changed')
    }, words.declared)
  }
}

customElements.define('declare-form', DeclareForm)

declare global {
  interface HTMLElementTagNameMap {
    'declare-form': DeclareForm
  }
}
