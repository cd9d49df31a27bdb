/** `<preview-view>`: what a proposal would make of whom, told before anybody decides. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView } from '../elements/desk-view.ts'
import { deskWords } from '../elements/desk-words.ts'
import { kindWord } from '../elements/fact-words.ts'
import { outcomeTag, ruleLine } from '../elements/outcome-tag.ts'
import { words } from './office-words.ts'
import type { Proposal } from './proposal-line.ts'

type Preview = AnswerOf<'POST /office/matters/:id/preview'>['people']

/** Give it the `matter`'s id and a `proposal`; undefined while there is not enough of one. */
export class PreviewView extends DeskView {
  static override properties = {
    matter: { type: String },
    proposal: { attribute: false },
    people: { state: true },
  }

  declare matter: string
  declare proposal: Proposal | undefined
  declare private people: Preview | undefined

  #asked = ''

  protected override willUpdate(_changed: PropertyValues): void {
    const asked = this.proposal === undefined ? '' : JSON.stringify([this.matter, this.proposal])
    if (asked === this.#asked) return
    this.#asked = asked
    this.people = undefined
    this.refusal = undefined
    void this.#ask(asked)
  }

  async #ask(asked: string): Promise<void> {
    const { proposal } = this
    if (proposal === undefined) return
    await this.load(async () => {
      const params = { id: this.matter }
      const { people } = await this.client('POST /office/matters/:id/preview', {
        ...{ params, body: { proposal } },
      })
      if (asked === this.#asked) this.people = people
    })
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.proposal === undefined) return nothing
    return html`<div class="effect" aria-live="polite">
      <strong>${this.say(words.effect)}</strong>
      ${this.notices()}
      ${
        this.people === undefined
          ? this.refusal === undefined
            ? html`<p>${this.say(deskWords.loading)}</p>`
            : nothing
          : this.#people(this.people)
      }
    </div>`
  }

  #people(people: Preview): TemplateResult {
    if (people.length === 0) return html`<p>${this.say(words.touchesNobody)}</p>`
    return html`<ul class="plain">
      ${people.map((one) => this.#one(one))}
    </ul>`
  }

  #one({ person, outcome, rule, version, reason, missing }: Preview[number]): TemplateResult {
    const { language } = this
    const before = person.outcome
    const said = { version, ...(rule === undefined ? {} : { rule }) }
    return html`<li data-before=${before ?? ''} data-after=${outcome}>
      <div class="row">
        <span>${person.name ?? ''} <span class="number">****${person.lastFour}</span></span>
        ${
          before === undefined || before === outcome
            ? nothing
            : html`${outcomeTag(before, language)}<span
                  aria-label=${this.say(words.becomes)}
                  role="img"
                  >→</span
                >`
        }
        ${outcomeTag(outcome, language)}
        ${before === outcome ? html`<span>${this.say(words.stays)}</span>` : nothing}
      </div>
      <div>
        ${this.say(reason)}
        ${missing.map((kind) => kindWord(kind, language)).join(language === 'zh' ? '、' : ', ')}
        <span class="quiet">${ruleLine(said, language)}</span>
      </div>
    </li>`
  }
}

customElements.define('preview-view', PreviewView)

declare global {
  interface HTMLElementTagNameMap {
    'preview-view': PreviewView
  }
}
