/** `<sources-view>`: who states facts, what came in from them, and until when each stated everything. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView } from '../elements/desk-view.ts'
import { kindWord } from '../elements/fact-words.ts'
import { words } from './office-words.ts'

type Source = AnswerOf<'GET /office/sources'>['sources'][number]

/** The list. */
export class SourcesView extends DeskView {
  static override properties = { sources: { state: true } }

  declare private sources: readonly Source[] | undefined

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.load(async () => {
      this.sources = (await this.client('GET /office/sources', {})).sources
    })
  }

  protected override render(): TemplateResult {
    return html`<h2 id="title" tabindex="-1">${this.say(words.sources)}</h2>
      ${this.notices()} ${(this.sources ?? []).map((source) => this.#source(source))}`
  }

  #source({ id, name, states, covers, facts, held, lastTakenAt }: Source): TemplateResult {
    const { language } = this
    const separator = language === 'zh' ? '、' : ', '
    const stated = states.includes('*')
      ? this.say(words.all)
      : states.map((kind) => kindWord(kind, language)).join(separator)
    return html`<section class="card" data-source=${id}>
      <h3>${this.say(name)} <span class="quiet">${id}</span></h3>
      <dl>
        <dt>${this.say(words.states)}</dt>
        <dd>${stated}</dd>
        <dt>${this.say(words.records)}</dt>
        <dd class="number" data-facts>${facts}</dd>
        <dt>${this.say(words.waiting)}</dt>
        <dd class="number" data-held>${held}</dd>
        <dt>${this.say(words.last)}</dt>
        <dd>
          ${lastTakenAt === undefined ? this.say(words.never) : instantWords(lastTakenAt, language)}
        </dd>
        ${
          covers.length === 0
            ? nothing
            : html`<dt>${this.say(words.covers)}</dt>
                <dd>
                  ${covers.map(
                    ({ kind, until }) =>
                      html`${kindWord(kind, language)}: ${instantWords(until, language)}<br />`,
                  )}
                </dd>`
        }
      </dl>
    </section>`
  }
}

customElements.define('sources-view', SourcesView)

declare global {
  interface HTMLElementTagNameMap {
    'sources-view': SourcesView
  }
}
