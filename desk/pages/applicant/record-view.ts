/** `<record-view>`: what is known of a person and from whom, how the outcome changed, and which codes were made. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { DeskClient } from '../../shared/desk-client.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { deskWords, wishWords } from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import { factLine, kindWord, type StatedFact } from '../elements/fact-words.ts'
import { outcomeTag, ruleLine } from '../elements/outcome-tag.ts'
import { causeWords, codeStateWords, factStateWords, words } from './applicant-words.ts'
import type { PersonFile } from './kept.ts'

type History = AnswerOf<'GET /people/:id/history'>

/** Give it the `person`'s id. */
export class RecordView extends DeskView {
  static override properties = {
    person: { type: String },
    file: { state: true },
    history: { state: true },
    doubted: { state: true },
  }

  declare person: string
  declare private file: PersonFile | undefined
  declare private history: History | undefined
  /** The fact that is said to be wrong. */
  declare private doubted: StatedFact | undefined

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('person')) void this.read(this.#fetch)
  }

  readonly #fetch = async (client: DeskClient): Promise<void> => {
    this.doubted = undefined
    const params = { id: this.person }
    const [file, history] = await Promise.all([
      client('GET /people/:id', { params }),
      client('GET /people/:id/history', { params }),
    ])
    this.file = file
    this.history = history
  }

  protected override render(): TemplateResult {
    const { file, history } = this
    return html`<h2 id="title" tabindex="-1">${this.say(words.record)}</h2>
      ${this.notices()}
      ${
        file === undefined || history === undefined
          ? this.loading()
          : html`${this.#facts(file)}${this.#turns(history)}${this.#codes(history)}`
      }`
  }

  #facts({ facts, covers, claim }: PersonFile): TemplateResult {
    const { language } = this
    return html`<section class="card" aria-labelledby="facts">
      <h3 id="facts">${this.say(words.facts)}</h3>
      ${claim === 'declared' ? html`<p>${this.say(words.ownOnly)}</p>` : nothing}
      ${facts.length === 0 ? html`<p class="quiet">${this.say(words.noFacts)}</p>` : nothing}
      <ul class="plain">
        ${facts.map((fact) => this.#fact(fact))}
      </ul>
      <h3>${this.say(words.covers)}</h3>
      <dl>
        ${covers.map(
          ({ kind, until }) =>
            html`<dt>${kindWord(kind, language)}</dt>
              <dd>${instantWords(until, language)}</dd>`,
        )}
      </dl>
    </section>`
  }

  #fact(fact: StatedFact): TemplateResult {
    const { language } = this
    return html`<li data-fact=${fact.kind}>
      <div class="row between">
        <strong>${kindWord(fact.kind, language)}</strong>
        <span class="tag">${this.say(factStateWords[fact.state])}</span>
      </div>
      <div>${factLine(fact.fields, language)}</div>
      <div class="quiet">
        ${this.say(deskWords.source)} ${this.say(fact.sourceName)},
        ${instantWords(fact.recordedAt, language)}
      </div>
      ${
        fact.state !== 'good' && fact.state !== 'moved'
          ? nothing
          : this.doubted === fact
            ? this.#correction(fact)
            : html`<button
                type="button"
                aria-label=${`${this.say(words.isWrong)}: ${kindWord(fact.kind, language)}`}
                @click=${() => {
                  this.doubted = fact
                }}
              >
                ${this.say(words.isWrong)}
              </button>`
      }
    </li>`
  }

  #correction({ source, id }: StatedFact): TemplateResult {
    const send = (data: FormData): void => {
      void this.act(async () => {
        const wish = textOf(data, 'wish') === 'wrong' ? 'wrong' : 'not-mine'
        const body = { fact: { source, id }, wish, text: textOf(data, 'text') } as const
        await this.client('POST /people/:id/corrections', { params: { id: this.person }, body })
        this.doubted = undefined
      }, words.asked)
    }
    return html`<form @submit=${submitted(send)}>
      <label class="field"
        ><span>${this.say(words.what)}</span>
        <select name="wish" required>
          ${(['not-mine', 'wrong'] as const).map(
            (wish) => html`<option value=${wish}>${this.say(wishWords[wish])}</option>`,
          )}
        </select>
      </label>
      <label class="field"
        ><span>${this.say(words.tell)}</span>
        <textarea name="text" required maxlength="2000"></textarea>
      </label>
      <div class="row">
        <button class="primary">${this.say(words.askCorrection)}</button>
        <button
          type="button"
          @click=${() => {
            this.doubted = undefined
          }}
        >
          ${this.say(deskWords.cancel)}
        </button>
      </div>
    </form>`
  }

  #turns({ turns }: History): TemplateResult | typeof nothing {
    const { language } = this
    if (turns.length === 0) return nothing
    return html`<section class="card" aria-labelledby="turns">
      <h3 id="turns">${this.say(words.turns)}</h3>
      <ol class="plain">
        ${turns.map(
          (turn) =>
            html`<li data-outcome=${turn.outcome}>
              <div class="row between">
                ${outcomeTag(turn.outcome, language)}
                <span>${instantWords(turn.at, language)}</span>
              </div>
              <div>${this.say(turn.reason)}</div>
              <div class="quiet">
                ${ruleLine(turn, language)} · ${this.say(causeWords[turn.cause])}
              </div>
            </li>`,
        )}
      </ol>
    </section>`
  }

  #codes({ codes }: History): TemplateResult {
    const { language } = this
    return html`<section class="card" aria-labelledby="codes">
      <h3 id="codes">${this.say(words.codes)}</h3>
      <ol class="plain">
        ${codes.map(
          (code) =>
            html`<li>
              <div class="row between">
                ${outcomeTag(code.outcome, language)}
                <span class="tag">${this.say(codeStateWords[code.state])}</span>
              </div>
              <div class="quiet">
                ${instantWords(code.issuedAt, language)} –
                ${instantWords(code.validUntil, language)}, ${ruleLine(code, language)}
              </div>
            </li>`,
        )}
      </ol>
    </section>`
  }
}

customElements.define('record-view', RecordView)

declare global {
  interface HTMLElementTagNameMap {
    'record-view': RecordView
  }
}
