/** `<impact-report>`: what an impact comes to, in the same charts and tables as the report on paper. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import type { Impact } from '../../impact/impact.ts'
import { behave } from '../../impact/report/behaviour.ts'
import { examplesSection } from '../../impact/report/examples-section.ts'
import { flowSection } from '../../impact/report/flow-section.ts'
import { agesSection, regionsSection } from '../../impact/report/groups-section.ts'
import { changesSection, rulesSection } from '../../impact/report/rules-section.ts'
import { countText, shareText } from '../../impact/words.ts'
import type { Language } from '../studio-api.ts'
import { impactWords as words } from './impact-words.ts'
import { panelStyles } from './panel-styles.ts'
import { reportStyles } from './report-styles.ts'

/** One result. */
export class ImpactReport extends LitElement {
  static override properties = {
    impact: { attribute: false },
    language: { type: String, reflect: true },
  }
  static override styles = [...panelStyles, reportStyles]

  declare impact: Impact
  declare language: Language

  constructor() {
    super()
    this.language = 'zh'
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Searching and sorting begin anew with every result; the words of choices follow the page's language.
    if (changed.has('impact') || changed.has('language')) behave(this.renderRoot as ShadowRoot)
  }

  protected override render(): TemplateResult {
    const { impact, language } = this
    const { a, b, people, changed, stricter, looser } = impact
    const set = ({ id, version }: Impact['a']): string => `${id} ${version}`
    const tile = (name: string, count: number, label: string): TemplateResult =>
      html`<div class="tile ${name}">
        <dt>${label}</dt>
        <dd data-sum=${name} data-n=${count}>
          ${countText(count)}${name === 'people' ? '' : html` <small>${shareText(count, people)}</small>`}
        </dd>
      </div>`
    // Every text in the sections was escaped where it was written.
    const sections = [
      flowSection(impact),
      changesSection(impact),
      rulesSection(impact, { whole: 620, name: 190 }),
      regionsSection(impact),
      agesSection(impact, { whole: 620, name: 90 }),
      examplesSection(impact),
    ]
    return html`<h3 class="result">${words.result[language](set(a), set(b))}</h3>
      <dl class="tiles">
        ${tile('people', people, words.everybody[language])}
        ${tile('changed', changed, words.changed[language])}
        ${tile('stricter', stricter, words.stricter[language])}
        ${tile('looser', looser, words.looser[language])}
      </dl>
      <div class="sections">${unsafeHTML(`<!--${language}-->${sections.join('\n')}`)}</div>`
  }
}

customElements.define('impact-report', ImpactReport)

declare global {
  interface HTMLElementTagNameMap {
    'impact-report': ImpactReport
  }
}
