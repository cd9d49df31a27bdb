/** `<proposal-form>`: proposes what is to be done about a matter; a second officer decides. */
import { html, nothing, type TemplateResult } from 'lit'
import type { AnswerOf, BodyOf } from '../../shared/routes.ts'
import { deskWords, idTypeWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { factFields, readFields } from '../elements/fact-fields.ts'
import { factLine, kindWord, type Kind, type StatedFact } from '../elements/fact-words.ts'
import { proposalWords, words } from './office-words.ts'
import type { Proposal } from './proposal-line.ts'

type MatterFile = AnswerOf<'GET /office/matters/:id'>
type Act = BodyOf<'POST /office/matters/:id/acts'>
type Found = AnswerOf<'POST /office/people/find'>

const ofRecord = ['assign', 'drop'] as const
const ofPerson = ['refuse', 'retract', 'move', 'add', 'assess-again'] as const

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
  }

  declare matter: MatterFile
  declare facts: readonly StatedFact[]
  declare kinds: readonly Kind[]
  declare onPropose: (act: Act) => void
  declare private todo: Proposal['do'] | undefined
  /** The kind that is added. */
  declare private kind: string | undefined
  declare private found: Found | undefined

  protected override render(): TemplateResult {
    const offered = this.matter.kind === 'held-fact' ? ofRecord : ofPerson
    const todo = this.todo ?? offered[0]
    const choose = (event: Event): void => {
      this.todo = (event.target as HTMLSelectElement).value as Proposal['do']
    }
    const needsFact = todo === 'retract' || todo === 'move'
    return html`<section class="card" aria-labelledby="propose">
      <h3 id="propose">${this.say(words.propose)}</h3>
      ${this.notices()} ${todo === 'move' || todo === 'assign' ? this.#finding() : nothing}
      <form
        @submit=${submitted((data) => {
          this.#propose(todo, data)
        })}
      >
        <label class="field"
          ><span>${this.say(words.do)}</span>
          <select name="do" @change=${choose}>
            ${offered.map(
              (name) => html`<option value=${name}>${this.say(proposalWords[name])}</option>`,
            )}
          </select>
        </label>
        ${needsFact ? this.#fact() : nothing} ${todo === 'add' ? this.#adding() : nothing}
        <label class="field"
          ><span>${this.say(words.groundTold)}</span>
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
        ${this.facts.map(
          ({ source, id, kind, fields }, at) =>
            html`<option value=${at} ?selected=${about?.source === source && about.id === id}>
              ${kindWord(kind, language)} · ${factLine(fields, language)}
            </option>`,
        )}
      </select>
    </label>`
  }

  #finding(): TemplateResult {
    const find = (data: FormData): void => {
      void this.act(async () => {
        this.found = undefined
        const body = {
          idType: textOf(data, 'idType') as BodyOf<'POST /office/people/find'>['idType'],
          number: textOf(data, 'number'),
        }
        this.found = await this.client('POST /office/people/find', { body })
      })
    }
    return html`<form @submit=${submitted(find)}>
      <fieldset>
        <legend>${this.say(words.toWhom)}</legend>
        <label class="field"
          ><span>${this.say(deskWords.idType)}</span>
          <select name="idType">
            ${Object.entries(idTypeWords).map(
              ([type, word]) => html`<option value=${type}>${this.say(word)}</option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(deskWords.idNumber)}</span>
          <input name="number" required minlength="4" maxlength="40" autocomplete="off" />
        </label>
        <div class="row">
          <button>${this.say(words.find)}</button>
          ${
            this.found === undefined
              ? nothing
              : html`<span role="status"
                  >${this.say(words.found)}: ${this.found.name ?? ''}
                  ****${this.found.lastFour}</span
                >`
          }
        </div>
      </fieldset>
    </form>`
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

  #propose(todo: Proposal['do'], data: FormData): void {
    const proposal = this.#proposal(todo, data)
    if (proposal === undefined) {
      this.renderRoot.querySelector<HTMLElement>('input[name=number]')?.focus()
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
