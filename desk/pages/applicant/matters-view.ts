/** `<matters-view>`: a person's corrections and appeals, how far they are, and forms for new ones. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { DeskClient } from '../../shared/desk-client.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import {
  colourWords,
  deskWords,
  matterKindWords,
  matterStateWords,
  wishWords,
} from '../elements/desk-words.ts'
import { DeskView, submitted, textOf } from '../elements/desk-view.ts'
import './appeal-form.ts'
import { words } from './applicant-words.ts'

type Matter = AnswerOf<'GET /people/:id/matters'>['matters'][number]

/** Give it the `person`'s id. */
export class MattersView extends DeskView {
  static override properties = {
    person: { type: String },
    matters: { state: true },
    leaving: { state: true },
  }

  declare person: string
  declare private matters: readonly Matter[] | undefined
  /** Which is to be withdrawn, once that is confirmed. */
  declare private leaving: string | undefined

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('person')) void this.read(this.#fetch)
  }

  readonly #fetch = async (client: DeskClient): Promise<void> => {
    const { matters } = await client('GET /people/:id/matters', {
      params: { id: this.person },
    })
    this.matters = matters.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))
  }

  protected override render(): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${this.say(words.matters)}</h2>
      ${this.notices()}${this.#list()}
      <appeal-form
        .client=${this.client}
        .language=${this.language}
        .person=${this.person}
        @desk-changed=${() => {
          void this.read(this.#fetch)
        }}
      ></appeal-form>
      ${this.#correction()}`
  }

  #list(): TemplateResult {
    const { matters, language } = this
    return html`<section class="card" aria-labelledby="mine">
      <h3 id="mine">${this.say(words.mine)}</h3>
      ${matters?.length === 0 ? html`<p class="quiet">${this.say(words.noMatters)}</p>` : nothing}
      <ul class="plain">
        ${(matters ?? []).map(
          (matter) =>
            html`<li data-matter=${matter.id} data-state=${matter.state}>
              <div class="row between">
                <strong>${this.say(matterKindWords[matter.kind])}</strong>
                <span class="tag">${this.say(matterStateWords[matter.state])}</span>
              </div>
              ${this.#asked(matter)}
              <div class="quiet">
                ${this.say(words.opened)} ${instantWords(matter.openedAt, language)} ·
                ${this.say(words.due)} ${instantWords(matter.dueAt, language)}
              </div>
              ${
                matter.answer === undefined
                  ? nothing
                  : html`<div>${this.say(words.answer)}: ${matter.answer}</div>`
              }
              ${this.#withdrawing(matter)}
            </li>`,
        )}
      </ul>
    </section>`
  }

  /** What it is about, so that one knows one's matters apart. */
  #asked({ wish, told, text }: Matter): TemplateResult {
    return html`${wish === undefined ? nothing : html`<div>${this.say(wishWords[wish])}</div>`}
    ${
      told === undefined
        ? nothing
        : html`<div>
            ${this.say(words.against)}
            ${told.outcome === undefined ? nothing : this.say(colourWords[told.outcome])}
            ${
              told.receipt === undefined
                ? nothing
                : html`· ${this.say(words.appealNumber)}
                    <span class="number">${told.receipt}</span>`
            }
          </div>`
    }
    ${text === undefined ? nothing : html`<div>${text}</div>`}`
  }

  #withdrawing({ id, kind, state }: Matter): TemplateResult | typeof nothing {
    if (kind === 'held-fact' || (state !== 'open' && state !== 'proposed')) return nothing
    const ask = (leaving: string | undefined) => () => {
      this.leaving = leaving
    }
    if (this.leaving !== id) {
      return html`<button
        type="button"
        aria-label=${`${this.say(words.withdraw)}: ${this.say(matterKindWords[kind])}`}
        @click=${ask(id)}
      >
        ${this.say(words.withdraw)}
      </button>`
    }
    return html`<p role="alert">${this.say(words.withdrawSure)}</p>
      <div class="row">
        <button type="button" @click=${this.#withdraw}>${this.say(words.withdraw)}</button>
        <button type="button" class="primary" @click=${ask(undefined)}>
          ${this.say(words.keep)}
        </button>
      </div>`
  }

  readonly #withdraw = (): void => {
    const { leaving } = this
    if (leaving === undefined) return
    void this.act(async () => {
      const params = { id: this.person, matter: leaving }
      await this.client('POST /people/:id/matters/:matter/withdraw', { params })
      this.leaving = undefined
      await this.#fetch(this.client)
    }, matterStateWords.withdrawn)
  }

  #correction(): TemplateResult {
    const send = (data: FormData, form: HTMLFormElement): void => {
      void this.act(async () => {
        const wish = textOf(data, 'wish') === 'identity' ? 'identity' : 'missing'
        const body = { wish, text: textOf(data, 'text') } as const
        await this.client('POST /people/:id/corrections', { params: { id: this.person }, body })
        form.reset()
        await this.#fetch(this.client)
      }, words.asked)
    }
    return html`<section class="card" aria-labelledby="correct">
      <h3 id="correct">${this.say(words.askCorrection)}</h3>
      <form @submit=${submitted(send)}>
        <label class="field"
          ><span>${this.say(words.what)}</span>
          <select name="wish" required>
            ${(['missing', 'identity'] as const).map(
              (wish) => html`<option value=${wish}>${this.say(wishWords[wish])}</option>`,
            )}
          </select>
        </label>
        <label class="field"
          ><span>${this.say(words.tell)}</span>
          <textarea name="text" required maxlength="2000"></textarea>
        </label>
        <button class="primary">${this.say(deskWords.send)}</button>
      </form>
    </section>`
  }
}

customElements.define('matters-view', MattersView)

declare global {
  interface HTMLElementTagNameMap {
    'matters-view': MattersView
  }
}
