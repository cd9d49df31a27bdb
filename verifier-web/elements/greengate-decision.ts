/** `<greengate-decision>`: shows one decision: shape, word and colour, why, by which rule, and what to do next. */
import { LitElement, html, nothing, type TemplateResult } from 'lit'
import {
  reasons,
  type Bundle,
  type Decision,
  type Outcome,
  type Reason,
  type RuleReference,
} from 'greengate'
import { nextStep } from './advice.ts'
import { decisionStyles } from './decision-styles.ts'
import { colourWords, decisionWords, ruleName, versionWords } from './decision-words.ts'
import { kindWords } from './kind-words.ts'
import { languageTag, otherLanguage, type Bilingual, type Language } from './language.ts'
import { outcomeColours } from './outcome-colours.ts'
import { outcomeShape } from './outcome-shape.ts'
import { outcomeWord } from './outcome-words.ts'
import { reasonDetail, reasonWords } from './reason-words.ts'
import { findRuleWords } from './rule-words.ts'
import { surfaceColours } from './surface-colours.ts'
import { holdsWords, instantWords } from './time-words.ts'

/**
 * Shows a decision. Give it the `decision`, and the `bundle` it was made under to show a rule's own words.
 * Without a decision it is empty; keep it in the page, so that a screen reader hears each new one.
 *
 * @csspart verdict - The coloured card with shape, word and reasons.
 */
export class GreengateDecision extends LitElement {
  static override styles = [surfaceColours, outcomeColours, decisionStyles]
  static override properties = {
    decision: { attribute: false },
    bundle: { attribute: false },
    language: { type: String },
  }

  /** The decision to show; undefined: nothing. */
  declare decision: Decision | undefined
  /** The bundle that the decision was made under. */
  declare bundle: Bundle | undefined
  /** The language that stands first; the other one stands below it in small. */
  declare language: Language

  constructor() {
    super()
    this.language = 'zh'
  }

  override render(): TemplateResult {
    const { decision } = this
    return html`
      <div role="status" aria-live="polite" aria-atomic="true">
        ${decision === undefined ? nothing : this.#verdict(decision)}
      </div>
      ${decision === undefined ? nothing : this.#rest(decision)}
    `
  }

  #verdict(decision: Decision): TemplateResult {
    const word = outcomeWord[decision.outcome]
    const other = otherLanguage(this.language)
    return html`<section part="verdict" class="verdict outcome-${decision.outcome}">
      ${outcomeShape(decision.outcome)}
      <div>
        <h2 lang=${languageTag[this.language]}>${word[this.language]}</h2>
        <p class="second" lang=${languageTag[other]} aria-hidden="true">${word[other]}</p>
      </div>
      <ul class="reasons" aria-label=${decisionWords.reasons[this.language]}>
        ${decision.reasons.map((reason) => this.#reason(reason, decision.outcome))}
      </ul>
    </section>`
  }

  #reason(reason: Reason, outcome: Outcome): TemplateResult {
    const other = otherLanguage(this.language)
    const words = reasonWords(reason)
    // Kinds of fact are a list; they stand below, by the names that the bundle gives them.
    const detail = 'kinds' in reason ? undefined : reasonDetail(reason)
    // What would have been, but for the others: never as large as what made the outcome.
    const aside = reasons[reason.code].outcome !== outcome
    return html`<li data-reason=${reason.code} class=${aside ? 'aside' : ''}>
      <p>
        ${aside ? `${decisionWords.otherwise[this.language]} ` : nothing}${words[this.language]}
      </p>
      ${detail === undefined ? nothing : html`<p class="detail">${detail[this.language]}</p>`}
      <p class="second" lang=${languageTag[other]} aria-hidden="true">${words[other]}</p>
    </li>`
  }

  #rest(decision: Decision): TemplateResult {
    const { language } = this
    const { basis, colour } = decision
    const { bundle, ruleSet } = basis
    const row = (label: Bilingual, value: unknown) =>
      html`<div>
        <dt>${label[language]}</dt>
        <dd>${value}</dd>
      </div>`
    const words = decisionWords
    const version = (of: { version: number } | null) =>
      of === null ? words.none[language] : versionWords(of.version)[language]
    return html`<dl class="facts">
        ${row(words.next, html`<strong>${nextStep(decision)[language]}</strong>`)}
        ${row(words.holds, holdsWords(decision.holdsUntil, basis.now, language))}
        ${decision.reasons.map((reason) => ('rule' in reason ? this.#rule(reason) : nothing))}
        ${decision.reasons.map((reason) =>
          'kinds' in reason
            ? row(words.missing, kindWords(this.bundle, reason.kinds, language))
            : nothing,
        )}
        ${colour === null ? nothing : row(words.colour, colourWords(colour)[language])}
      </dl>
      <details>
        <summary>${words.basis[language]}</summary>
        <dl>
          ${row(words.at, instantWords(basis.now, language))} ${row(words.bundle, version(bundle))}
          ${row(words.ruleSet, ruleSet === null ? words.none[language] : html`${ruleSet.id}, ${version(ruleSet)}`)}
          ${row(words.engine, basis.engine)}
        </dl>
      </details>`
  }

  #rule(reason: Reason & { readonly rule: RuleReference }): TemplateResult {
    const { language } = this
    const { rule } = reason
    const words = decisionWords
    const label = reason.code.startsWith('assessed-') ? words.assessedBy : words.rule
    const says = findRuleWords(this.bundle, rule)
    return html`<div>
      <dt>${label[language]}</dt>
      <dd>
        ${ruleName(rule)[language]}
        <details class="rule">
          <summary>${words.ruleSays[language]}</summary>
          <p>${says?.[language] ?? words.ruleElsewhere[language]}</p>
        </details>
      </dd>
    </div>`
  }
}

// A second copy of this on a page leaves the first in place.
if (customElements.get('greengate-decision') === undefined)
  customElements.define('greengate-decision', GreengateDecision)

declare global {
  interface HTMLElementTagNameMap {
    'greengate-decision': GreengateDecision
  }
}
