/** `<proposal-form>`: proposes what is to be done about a matter; a second officer decides. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AnswerOf, BodyOf } from '../../shared/routes.ts'
import { deskWords, idTypeWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { factFields, readFields } from '../elements/fact-fields.ts'
import { factLine, kindWord, type Kind, type StatedFact } from '../elements/fact-words.ts'
import { proposalWords, words } from './office-words.ts'
import './preview-view.ts'
import type { Proposal } from './proposal-line.ts'

type MatterFile = AnswerOf<'GET /office/matters/:id'>
type Act = BodyOf<'POST /office/matters/:id/acts'>
type Found = AnswerOf<'POST /office/people/find'>

const ofRecord = ['assign', 'drop'] as const
const ofPerson = ['retract', 'move', 'add', 'assess-again', 'refuse'] as const
/** Of these the office decides nothing: an order is ended by its authority, an assessment by its issuer. */
const ofOthers: readonly string[] = ['order', 'assessment']

/** Give it the `matter`, the `facts` that it may be about, the `kinds` that may be added, and whom to tell. */
export class ProposalForm extends DeskView {
  static override properties = {
    matter: { attribute: false },
    facts: { attribute: false },
    kinds: { attribute: false },
    onPropose: { attribute: false },
    todo: { state: true },
    kind: { state: true },
    found: { state: true },
    draft: { state: true },
    lacksPerson: { state: true },
  }

  declare matter: MatterFile
  declare facts: readonly StatedFact[]
  declare kinds: readonly Kind[]
  declare onPropose: (act: Act) => void
  declare private todo: Proposal['do'] | undefined
  /** The kind that is added. */
  declare private kind: string | undefined
  declare private found: Found | undefined
  /** What is proposed, as far as it is filled in. */
  declare private draft: Proposal | undefined
  declare private lacksPerson: boolean

  constructor() {
    super()
    this.lacksPerson = false
  }

  protected override updated(changed: PropertyValues): void {
    if (['todo', 'kind', 'found', 'facts'].some((name) => changed.has(name))) this.#redraft()
  }

  readonly #redraft = (): void => {
    const form = this.renderRoot.querySelector('form')
    const draft = form === null ? undefined : this.#drafted(form)
    if (JSON.stringify(draft) !== JSON.stringify(this.draft)) this.draft = draft
  }

  /** All but the ground. */
  #drafted(form: HTMLFormElement): Proposal | undefined {
    const isWhole = [...form.elements].every(
      (one) =>
        !(one instanceof HTMLInputElement || one instanceof HTMLSelectElement) ||
        one.validity.valid,
    )
    return isWhole && this.todo !== undefined
      ? this.#proposal(this.todo, new FormData(form))
      : undefined
  }

  protected override render(): TemplateResult {
    const offered = this.matter.kind === 'held-fact' ? ofRecord : ofPerson
    const { todo } = this
    const choose = (event: Event): void => {
      this.todo = offered.find((name) => name === (event.target as HTMLSelectElement).value)
    }
    const needsFact = todo === 'retract' || todo === 'move'
    return html`<section class="card" aria-labelledby="propose">
      <h3 id="propose">${this.say(words.propose)}</h3>
      ${this.notices()}
      <form @change=${this.#redraft} @submit=${submitted(this.#propose)}>
        <label class="field"
          ><span>${this.say(words.do)}</span>
          <select name="do" required @change=${choose}>
            <option value="">${this.say(deskWords.choose)}</option>
            ${offered.map(
              (name) => html`<option value=${name}>${this.say(proposalWords[name])}</option>`,
            )}
          </select>
        </label>
        ${needsFact ? this.#fact() : nothing} ${todo === 'add' ? this.#adding() : nothing}
        ${todo === 'move' || todo === 'assign' ? this.#finding() : nothing}
        <preview-view
          ?hidden=${this.draft === undefined}
          .client=${this.client}
          .language=${this.language}
          .matter=${this.matter.id}
          .proposal=${this.draft}
        ></preview-view>
        <label class="field"
          ><span
            >${this.say(this.matter.kind === 'held-fact' ? words.ground : words.groundTold)}</span
          >
          <textarea name="text" required maxlength="2000"></textarea>
        </label>
        <button class="primary">${this.say(words.propose)}</button>
      </form>
    </section>`
  }

  #fact(): TemplateResult {
    const { language } = this
    const about = this.matter.facts[0]
    return html`<label class="field"
      ><span>${this.say(words.fact)}</span>
      <select name="fact" required>
        ${this.facts.map(({ source, id, kind, fields, state }, at) =>
          ofOthers.includes(kind) || (state !== 'good' && state !== 'moved')
            ? nothing
            : html`<option value=${at} ?selected=${about?.source === source && about.id === id}>
                ${kindWord(kind, language)} · ${factLine(fields, language)}
              </option>`,
        )}
      </select>
    </label>`
  }

  #finding(): TemplateResult {
    return html`<fieldset @keydown=${this.#findByEnter}>
      <legend>${this.say(words.toWhom)}</legend>
      <label class="field"
        ><span>${this.say(deskWords.idType)}</span>
        <select id="whose-type">
          ${Object.entries(idTypeWords).map(
            ([type, word]) => html`<option value=${type}>${this.say(word)}</option>`,
          )}
        </select>
      </label>
      <label class="field"
        ><span>${this.say(deskWords.idNumber)}</span>
        <input id="whose-number" maxlength="40" autocomplete="off" />
      </label>
      <div class="row" role="status">
        <button type="button" @click=${this.#find}>${this.say(words.find)}</button>
        ${
          this.found === undefined
            ? nothing
            : html`<strong data-found=${this.found.id}
                >${this.say(words.found)}: ${this.found.name ?? ''}
                ****${this.found.lastFour}</strong
              >`
        }
        ${this.lacksPerson ? html`<strong>${this.say(words.findFirst)}</strong>` : nothing}
      </div>
    </fieldset>`
  }

  readonly #findByEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    this.#find()
  }

  readonly #find = (): void => {
    const { renderRoot } = this
    const number = renderRoot.querySelector<HTMLInputElement>('#whose-number')?.value.trim() ?? ''
    const type = renderRoot.querySelector<HTMLSelectElement>('#whose-type')?.value
    const idType = type as Found['idType']
    this.found = undefined
    this.lacksPerson = number.length < 4
    if (this.lacksPerson) return
    void this.act(async () => {
      this.found = await this.client('POST /office/people/find', { body: { idType, number } })
    })
  }

  #adding(): TemplateResult {
    const { language, kinds } = this
    const chosen = kinds.find(({ kind }) => kind === this.kind) ?? kinds[0]
    const choose = (event: Event): void => {
      this.kind = (event.target as HTMLSelectElement).value
    }
    return html`<label class="field"
        ><span>${this.say(words.kind)}</span>
        <select name="kind" @change=${choose}>
          ${kinds.map(
            ({ kind, labels }) =>
              html`<option value=${kind}>${kindWord(kind, language, labels)}</option>`,
          )}
        </select>
      </label>
      ${chosen === undefined ? nothing : factFields(chosen, 'added.', language, new Date())}
      <label class="field"
        ><span>${this.say(words.basis)}</span>
        <input name="basis" required maxlength="200" />
      </label>
      <label class="field"
        ><span>${this.say(words.document)}</span>
        <input name="document" required maxlength="200" />
      </label>`
  }

  readonly #propose = (data: FormData): void => {
    const proposal = this.todo === undefined ? undefined : this.#proposal(this.todo, data)
    this.lacksPerson = proposal === undefined
    if (proposal === undefined) {
      this.renderRoot.querySelector<HTMLElement>('#whose-number')?.focus()
      return
    }
    this.onPropose({ what: 'proposed', proposal, text: textOf(data, 'text') })
  }

  #proposal(todo: Proposal['do'], data: FormData): Proposal | undefined {
    const about = todo === 'assign' || todo === 'drop' ? this.matter.facts[0] : undefined
    const chosen = about ?? this.facts[Number(textOf(data, 'fact'))]
    const fact = chosen === undefined ? undefined : { source: chosen.source, id: chosen.id }
    const person = this.found?.id
    switch (todo) {
      case 'refuse':
      case 'assess-again':
        return { do: todo }
      case 'retract':
      case 'drop':
        return fact === undefined ? undefined : { do: todo, fact }
      case 'move':
      case 'assign':
        return fact === undefined || person === undefined ? undefined : { do: todo, fact, person }
      case 'add': {
        const kind = this.kinds.find((each) => each.kind === textOf(data, 'kind'))
        if (kind === undefined) return undefined
        const said = { basis: textOf(data, 'basis'), document: textOf(data, 'document') }
        const fields = readFields(kind, 'added.', data)
        return { do: 'add', added: { kind: kind.kind, fields, ...said } }
      }
    }
  }
}

customElements.define('proposal-form', ProposalForm)

declare global {
  interface HTMLElementTagNameMap {
    'proposal-form': ProposalForm
  }
}
