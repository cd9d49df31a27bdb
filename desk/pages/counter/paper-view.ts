/** `<paper-view>`: makes a paper code, and puts it on a sheet or a slip. */
import { html, nothing, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView } from '../elements/desk-view.ts'
import { outcomeTag } from '../elements/outcome-tag.ts'
import { words } from './counter-words.ts'

type Made = Pick<AnswerOf<'POST /office/people/:id/paper'>, 'cti' | 'outcome' | 'validUntil'>

/** Give it a `person`, and whether the counter `hasPrinter`. */
export class PaperView extends DeskView {
  static override properties = {
    person: { type: String },
    hasPrinter: { type: Boolean },
    made: { state: true },
  }

  declare person: string
  declare hasPrinter: boolean
  declare private made: Made | undefined

  protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has('person')) this.made = undefined
  }

  readonly #make = (): void => {
    void this.act(async () => {
      const params = { id: this.person }
      // The code itself is not kept here: it is on the sheet.
      const { cti, outcome, validUntil } = await this.client('POST /office/people/:id/paper', {
        params,
      })
      this.made = { cti, outcome, validUntil }
    }, words.made)
  }

  readonly #print = (cti: string) => (): void => {
    void this.act(async () => {
      const params = { id: this.person, cti }
      await this.client('POST /office/people/:id/paper/:cti/slip', { params })
    }, words.printed)
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="paper">
      <h3 id="paper">${this.say(words.paper)}</h3>
      ${this.notices()} ${this.#made()}
      <p class="quiet">${this.say(words.paperHint)}</p>
      <button
        type="button"
        class=${this.made === undefined ? 'primary' : ''}
        aria-disabled=${String(this.isBusy)}
        @click=${this.#make}
      >
        ${this.say(words.makePaper)}
      </button>
    </section>`
  }

  #made(): TemplateResult | typeof nothing {
    const { made, person, language } = this
    if (made === undefined) return nothing
    const sheet = `/api/office/people/${encodeURIComponent(person)}/paper/${made.cti}`
    return html`<p>
        ${outcomeTag(made.outcome, language)} ${this.say(words.validUntil)}
        <strong>${instantWords(made.validUntil, language)}</strong>
      </p>
      <p class="row">
        <a href=${sheet} target="_blank" rel="noreferrer" data-sheet=${sheet}
          >${this.say(words.openSheet)}</a
        >
        ${
          this.hasPrinter
            ? html`<button type="button" @click=${this.#print(made.cti)}>
                ${this.say(words.slip)}
              </button>`
            : nothing
        }
      </p>`
  }
}

customElements.define('paper-view', PaperView)

declare global {
  interface HTMLElementTagNameMap {
    'paper-view': PaperView
  }
}
