/** `<coverage-view>`: how many rules and branches the cases touch, as bars, and which branches are still open. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import type { Language, StudioCoverage } from '../studio-api.ts'
import { caseWords as words } from './case-words.ts'
import { panelStyles } from './panel-styles.ts'
import { tell } from './studio-events.ts'

/** Coverage of one judgement. */
export class CoverageView extends LitElement {
  static override properties = {
    coverage: { attribute: false },
    language: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: auto minmax(4rem, 1fr) auto;
        gap: 0.35rem 0.75rem;
        align-items: center;
        margin: 0.6rem 0 0.4rem;
      }
      dt,
      dd {
        margin: 0;
      }
      svg.bar {
        display: block;
        width: 100%;
        height: 0.6rem;
        border-radius: 0.3rem;
        background: var(--greengate-sunken);
        box-shadow: inset 0 0 0 1px var(--greengate-edge);
      }
      .bar rect {
        fill: var(--greengate-good);
      }
      .n {
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      summary {
        cursor: pointer;
        color: var(--greengate-quiet);
        min-height: 1.5rem;
      }
      ul {
        margin: 0.3rem 0 0;
        padding: 0;
        list-style: none;
        max-height: 16rem;
        overflow: auto;
      }
      li {
        padding: 0.2rem 0;
        line-height: 1.4;
      }
    `,
  ]

  declare coverage: StudioCoverage | undefined
  declare language: Language

  protected override render(): TemplateResult | typeof nothing {
    const { coverage, language } = this
    if (coverage === undefined) return nothing
    const { rules, branches, open } = coverage
    return html`<h3 class="hidden">${words.coverage[language]}</h3>
      <dl>
        ${this.#row(words.ofRules[language], rules)}
        ${this.#row(words.ofBranches[language], branches)}
      </dl>
      ${
        open.length === 0
          ? nothing
          : html`<details>
              <summary>${words.open[language](open.length)}</summary>
              <ul>
                ${open.map((branch) => this.#open(branch))}
              </ul>
            </details>`
      }`
  }

  #row(label: string, { covered, total }: StudioCoverage['rules']): TemplateResult {
    const percent = total === 0 ? 100 : Math.floor((covered / total) * 100)
    return html`<dt>${label}</dt>
      <dd>
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width=${percent} height="10" />
        </svg>
      </dd>
      <dd class="n">${percent} % <span class="quiet">(${covered}/${total})</span></dd>`
  }

  #open(branch: StudioCoverage['open'][number]): TemplateResult {
    const { language } = this
    const { no, id, condition, never, place } = branch
    const name = `${no} ${id}: ${condition}`
    return html`<li>
      ${
        place === undefined
          ? name
          : html`<button
              type="button"
              class="link"
              @click=${() => {
                tell(this, 'studio-show', { kind: 'rules', place })
              }}
            >
              ${name}
            </button>`
      }
      <span class="quiet">${words.never[never][language]}</span>
    </li>`
  }
}

customElements.define('coverage-view', CoverageView)

declare global {
  interface HTMLElementTagNameMap {
    'coverage-view': CoverageView
  }
}
