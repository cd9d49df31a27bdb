/** `<greengate-explanation>`: every rule, and what it made of the facts; a part of `<greengate-decision>`, fetched when it is opened. */
import { LitElement, html, nothing, type TemplateResult } from 'lit'
import type { Bundle, DecidedRule, Decision, Explanation } from 'greengate'
import { versionWords } from './decision-words.ts'
import { ruleNode, unknownKinds, type TreeNode } from './explained-rule.ts'
import { explainedWords } from './explained-words.ts'
import { explanationStyles } from './explanation-styles.ts'
import { explanationWords as words, ruleStates, type RuleState } from './explanation-words.ts'
import { kindWords } from './kind-words.ts'
import type { Language } from './language.ts'
import { outcomeColours } from './outcome-colours.ts'
import { outcomeShape } from './outcome-shape.ts'
import { outcomeWord } from './outcome-words.ts'
import { surfaceColours } from './surface-colours.ts'
import { instantWords } from './time-words.ts'
import { icon, valueMark, valueShapes } from './value-mark.ts'

/** Explains once, when it is put into a page; it is taken out again with the decision. */
export class GreengateExplanation extends LitElement {
  static override styles = [surfaceColours, outcomeColours, explanationStyles]
  static override properties = {
    decision: { attribute: false },
    bundle: { attribute: false },
    language: { type: String },
    explain: { attribute: false },
    found: { state: true },
  }

  declare decision: Decision | undefined
  declare bundle: Bundle | undefined
  declare language: Language
  declare explain: (() => Promise<Explanation>) | undefined
  declare private found: Explanation | 'failed' | 'differs' | undefined

  constructor() {
    super()
    this.language = 'zh'
  }

  protected override firstUpdated(): void {
    void this.#ask()
  }

  protected override render(): TemplateResult {
    const { found, language } = this
    if (found === undefined) return html`<p role="status">${words.loading[language]}</p>`
    if (typeof found === 'string') return html`<p role="alert">${words[found][language]}</p>`
    return html`<p class="warning">${words.health[language]}</p>
      ${this.#ruleSet(found)} ${found.emergencies.map((one) => this.#emergency(one))}`
  }

  async #ask(): Promise<void> {
    try {
      const found = await this.explain?.()
      // Asked a moment later it may have come out otherwise: that explains another decision.
      const same = ({ outcome, reasons }: Decision): string => JSON.stringify([outcome, reasons])
      const isSame =
        found !== undefined &&
        this.decision !== undefined &&
        same(found.decision) === same(this.decision)
      this.found = isSame ? found : found === undefined ? 'failed' : 'differs'
    } catch (error) {
      this.found = 'failed'
      throw error
    }
  }

  #ruleSet({ ruleSet, rules }: Explanation): TemplateResult {
    const { language } = this
    const name =
      ruleSet === null
        ? nothing
        : html`<h3>${ruleSet.title[language]} · ${this.#named(ruleSet)}</h3>`
    if (rules.length === 0)
      return html`${name}
        <p class="quiet">${words.noRules[language]}</p>`
    return html`${name}${this.#rules(rules)}`
  }

  #emergency({ ruleSet, rules }: Explanation['emergencies'][number]): TemplateResult {
    const { language } = this
    const title = ruleSet.title === null ? '' : `${ruleSet.title[language]} · `
    return html`<h3 data-emergency=${ruleSet.id}>
        ${words.emergency[language]}: ${title}${this.#named(ruleSet)}
      </h3>
      ${
        rules.length === 0
          ? html`<p class="quiet">${words.emergencyUnusable[language]}</p>`
          : this.#rules(rules)
      }`
  }

  #named(set: { readonly id: string; readonly version: number; readonly until: string }): string {
    const { language } = this
    const until = instantWords(set.until, language)
    return `${set.id}, ${versionWords(set.version)[language]}, ${words.until[language]} ${until}`
  }

  /** What decided stands open; where nothing did, what cannot be told, or else what applies. The rest is folded. */
  #rules(rules: readonly DecidedRule[]): TemplateResult {
    const { language } = this
    const first =
      [
        rules.filter(({ decided }) => decided),
        rules.filter(({ value }) => value === 'unknown'),
        rules.filter(({ value }) => value === 'true'),
      ].find(({ length }) => length > 0) ?? []
    const others = rules.filter((rule) => !first.includes(rule))
    const list = (some: readonly DecidedRule[], isOpen: boolean): TemplateResult =>
      html`<ul class="rules">
        ${some.map((rule) => this.#rule(rule, isOpen))}
      </ul>`
    return html`${first.length === 0 ? nothing : list(first, true)}
    ${
      others.length === 0
        ? nothing
        : html`<details class="others">
            <summary>${words.others[language]} (${others.length})</summary>
            ${list(others, false)}
          </details>`
    }`
  }

  #rule(rule: DecidedRule, isOpen: boolean): TemplateResult {
    const { language } = this
    const { text, note, children } = ruleNode(rule, rule.decided, language)
    const state = stateOf(rule)
    const kinds = state === 'unknown' ? unknownKinds(rule) : []
    return html`<li data-rule=${rule.no} data-state=${state}>
      <details ?open=${isOpen}>
        <summary>
          <span class="name">${text}</span>
          <span class="outcome outcome-${rule.outcome}"
            >${outcomeShape(rule.outcome)}${outcomeWord[rule.outcome][language]}</span
          >
          <span class="value ${state}"
            >${icon(valueShapes[state === 'exempt' ? 'false' : state])}${ruleStates[state][language]}</span
          >
          ${rule.decided ? html`<strong class="decided">${explainedWords.decided[language]}</strong>` : nothing}
          ${
            kinds.length === 0
              ? nothing
              : html`<span class="quiet"
                  >${words.because[language]} ${kindWords(this.bundle, kinds, language)}</span
                >`
          }
        </summary>
        <p class="note">${note}</p>
        ${this.#nodes(children)}
      </details>
    </li>`
  }

  #nodes(nodes: readonly TreeNode[]): TemplateResult | typeof nothing {
    if (nodes.length === 0) return nothing
    return html`<ul>
      ${nodes.map(
        ({ text, value, found, note, children }) =>
          html`<li>
            <span class="words">${this.#timed(text)}</span>
            ${found === undefined ? nothing : html`<span class="found">${this.#timed(found)}</span>`}
            ${value === undefined ? nothing : valueMark(value, this.language)}
            ${note === undefined ? nothing : html`<span class="quiet">${note}</span>`}
            ${this.#nodes(children)}
          </li>`,
      )}
    </ul>`
  }

  /** Instants by the clock of this device, as everywhere in the card. */
  #timed(text: string): string {
    return text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, (instant) =>
      instantWords(instant, this.language),
    )
  }
}

/** A rule that would apply, but for what it exempts. */
function stateOf({ value, parts }: DecidedRule): RuleState {
  if (value !== 'false') return value
  const holds = (at: string): boolean => parts.some((part) => part.at === at && part.value === true)
  return holds('when') && holds('unless') ? 'exempt' : 'false'
}

// A second copy of this on a page leaves the first in place.
if (customElements.get('greengate-explanation') === undefined)
  customElements.define('greengate-explanation', GreengateExplanation)

declare global {
  interface HTMLElementTagNameMap {
    'greengate-explanation': GreengateExplanation
  }
}
