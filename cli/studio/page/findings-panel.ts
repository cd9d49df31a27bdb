/** `<findings-panel>`: what is wrong with the rules and the cases, each with the way to its place. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { LanguageError } from '../../language/language-error.ts'
import { memberOf } from '../../language/set-member.ts'
import type { Judgement, Language, StudioFinding } from '../studio-api.ts'
import { caseWords } from './case-words.ts'
import { findingWords as words } from './finding-words.ts'
import { severityMark } from './marks.ts'
import { panelStyles } from './panel-styles.ts'
import { placesIn } from './places.ts'
import { tell } from './studio-events.ts'
import type { EditorKind } from './studio-session.ts'

/** A finding that is let stand, as the set says it. */
interface Waiver {
  readonly finding?: unknown
  readonly no?: unknown
  readonly reason?: unknown
}

/** The findings of one judgement. */
export class FindingsPanel extends LitElement {
  static override properties = {
    judgement: { attribute: false },
    language: { type: String },
    text: { type: String },
  }
  static override styles = [
    ...panelStyles,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        border-top: 1px solid var(--greengate-line);
      }
      li {
        border-bottom: 1px solid var(--greengate-line);
      }
      .finding {
        all: unset;
        box-sizing: border-box;
        display: block;
        width: 100%;
        padding: 0.5rem;
        cursor: pointer;
        line-height: 1.45;
      }
      .finding:hover {
        background: var(--greengate-sunken);
      }
      .finding:focus-visible {
        outline: 2px solid var(--greengate-accent);
        outline-offset: -2px;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        align-items: baseline;
      }
      .message {
        display: block;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .more {
        display: block;
        color: var(--greengate-quiet);
      }
    `,
  ]

  declare judgement: Judgement | undefined
  declare language: Language
  /** Of the rules, for what is waived in it. */
  declare text: string

  constructor() {
    super()
    this.language = 'zh'
    this.text = ''
  }

  protected override render(): TemplateResult {
    const { judgement, language } = this
    const title = html`<h2>${words.title[language]}</h2>`
    if (judgement === undefined)
      return html`${title}
        <p class="quiet">${caseWords.waiting[language]}</p>`
    const { findings, caseFindings } = judgement
    const isClean = findings.length + caseFindings.length === 0
    return html`${title}
    ${isClean ? html`<p class="empty">${words.none[language]}</p>` : html`<p class="quiet">${words.keys[language]}</p>`}
    ${this.#list('rules', words.inRules[language], findings)}
    ${this.#list('cases', words.inCases[language], caseFindings)} ${this.#waived()}`
  }

  #list(
    kind: EditorKind,
    head: string,
    findings: readonly StudioFinding[],
  ): TemplateResult | typeof nothing {
    if (findings.length === 0) return nothing
    return html`<h3>${head}</h3>
      <ul data-kind=${kind}>
        ${findings.map((finding) => html`<li>${this.#finding(kind, finding)}</li>`)}
      </ul>`
  }

  #finding(kind: EditorKind, finding: StudioFinding): TemplateResult {
    const { language } = this
    const { severity, code, message, place, example, suggestion } = finding
    const show = (): void => {
      if (place !== undefined) tell(this, 'studio-show', { kind, place })
    }
    const where = place === undefined ? '' : words.place[language](place.line, place.column)
    return html`<button type="button" class="finding" data-code=${code} @click=${show}>
      <span class="head"
        >${severityMark(severity, language)}<span class="quiet">${where}</span
        ><code class="quiet">${code}</code></span
      >
      <span class="message">${message}</span>
      ${suggestion === undefined ? nothing : html`<span class="more">${words.suggestion[language]}${language === 'zh' ? '：' : ': '}${suggestion}</span>`}
      ${example === undefined ? nothing : html`<span class="more">${words.example[language]}${language === 'zh' ? '：' : ': '}${example}</span>`}
    </button>`
  }

  /** What the set waives stands in its text, with the reason. */
  #waived(): TemplateResult | typeof nothing {
    const { language, text } = this
    const waivers = waiversIn(text)
    if (waivers.length === 0) return nothing
    const places = placesIn(text)
    return html`<h3>${words.waived[language]}</h3>
      <ul class="waived">
        ${waivers.map(
          ({ finding, no, reason }, i) =>
            html`<li>
              <button
                type="button"
                class="finding"
                @click=${() => {
                  tell(this, 'studio-show', { kind: 'rules', place: places.of(`waivers[${i}]`) })
                }}
              >
                <span class="head"
                  ><code>${finding}</code
                  ><span class="quiet">${words.waivedFor[language](Number(no))}</span></span
                >
                <span class="message">${reason}</span>
              </button>
            </li>`,
        )}
      </ul>`
  }
}

function waiversIn(text: string): readonly Waiver[] {
  try {
    const waivers = memberOf(text, ['waivers'])
    const isObject = (value: unknown): value is Waiver =>
      typeof value === 'object' && value !== null
    return Array.isArray(waivers) ? (waivers as readonly unknown[]).filter(isObject) : []
  } catch (error) {
    if (error instanceof LanguageError) return []
    throw error
  }
}

customElements.define('findings-panel', FindingsPanel)

declare global {
  interface HTMLElementTagNameMap {
    'findings-panel': FindingsPanel
  }
}
