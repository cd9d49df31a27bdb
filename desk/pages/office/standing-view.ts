/** `<standing-view>`: how many people stand how, and by which rule. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { DeskView } from '../elements/desk-view.ts'
import { outcomeTag, ruleLine } from '../elements/outcome-tag.ts'
import { words } from './office-words.ts'

type Counts = AnswerOf<'GET /office/standing'>

/** The counts. */
export class StandingView extends DeskView {
  static override properties = { counts: { state: true } }

  declare private counts: Counts | undefined

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.load(async () => {
      this.counts = await this.client('GET /office/standing', {})
    })
  }

  protected override render(): TemplateResult {
    const { counts } = this
    return html`<h2 id="title" tabindex="-1">${this.say(words.standing)}</h2>
      ${this.notices()} ${counts === undefined ? this.loading() : this.#table(counts)}`
  }

  #table({ people, waiting, due, counts }: Counts): TemplateResult {
    const { language } = this
    const number = new Intl.NumberFormat(language)
    return html`<dl>
        <dt>${this.say(words.people)}</dt>
        <dd class="number" data-people>${number.format(people)}</dd>
        <dt>${this.say(words.toAssess)}</dt>
        <dd class="number">${number.format(waiting)}</dd>
        ${
          due.codes === 0
            ? nothing
            : html`<dt>${this.say(words.dueCodes)}</dt>
                <dd class="number" data-due=${due.codes}>
                  ${number.format(due.codes)}
                  ${
                    due.since === undefined
                      ? nothing
                      : html`(${this.say(words.dueSince)} ${instantWords(due.since, language)},
                        ${due.why ?? ''})`
                  }
                </dd>`
        }
      </dl>
      <div class="card">
        <table>
          <thead>
            <tr>
              ${(['outcome', 'reason', 'people'] as const).map(
                (name) => html`<th scope="col">${this.say(words[name])}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${counts.map(
              (count) =>
                html`<tr>
                  <td>${outcomeTag(count.outcome, language)}</td>
                  <td>
                    ${this.say(count.reason)}<br /><span class="quiet"
                      >${ruleLine(count, language)}</span
                    >
                  </td>
                  <td class="number">${number.format(count.people)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
  }
}

customElements.define('standing-view', StandingView)

declare global {
  interface HTMLElementTagNameMap {
    'standing-view': StandingView
  }
}
