/** What is to be known of a decision beside its verdict: with whom it lies, until when it holds, who issued, by which rule. */
import { html, nothing, type TemplateResult } from 'lit'
import {
  reasons,
  type Bundle,
  type Decision,
  type FormatName,
  type Reason,
  type RuleReference,
} from 'greengate'
import { causesOf } from './advice.ts'
import { causeWords, colourWords, decisionWords as words, ruleName } from './decision-words.ts'
import { kindWords } from './kind-words.ts'
import type { Bilingual, Language } from './language.ts'
import { formatWords } from './reason-words.ts'
import { findRuleWords } from './rule-words.ts'
import { holdsWords } from './time-words.ts'

/** Who signed a code, as the trust list names them. */
export interface DecisionIssuer {
  readonly name: Bilingual | string
  readonly id: string
  /** The format of another country's code. */
  readonly format?: FormatName
}

/** What the facts are drawn from. */
export interface FactsShown {
  readonly decision: Decision
  readonly bundle: Bundle | undefined
  readonly issuer: DecisionIssuer | undefined
  readonly language: Language
  /** The instant to count down from. */
  readonly now: string
}

/** A label and what it says; `fact` names a row that is not always there. */
export function factRow(label: string, value: unknown, fact?: string): TemplateResult {
  return html`<div data-fact=${fact ?? nothing}>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}

/** Draws them. */
export function decisionFacts({
  decision,
  bundle,
  issuer,
  language,
  now,
}: FactsShown): TemplateResult {
  const { reasons: given, holdsUntil, colour } = decision
  const cause = causeWords(causesOf(decision))
  const format = issuer?.format ?? given.map(formatOf).find((each) => each !== undefined)
  const rules = given.flatMap((reason) =>
    'rule' in reason ? [ruleRow(reason, bundle, language)] : [],
  )
  const kinds = [...new Set(given.flatMap((reason) => ('kinds' in reason ? reason.kinds : [])))]
  // A clock is no news: nobody wants to hear each of its seconds.
  const holds = html`<span role="timer">${holdsWords(holdsUntil, now, language)}</span>`
  return html`<dl part="facts" class="facts">
    ${cause === undefined ? nothing : factRow(words.cause[language], cause[language])}
    ${factRow(words.holds[language], holds)}
    ${kinds.length === 0 ? nothing : factRow(words.missing[language], kindWords(bundle, kinds, language))}
    ${rules} ${issuer === undefined ? nothing : issuerRow(decision, issuer, language)}
    ${format === undefined ? nothing : factRow(words.form[language], formatWords(format)[language], 'format')}
    ${colour === null ? nothing : factRow(words.colour[language], colourWords(colour)[language])}
  </dl>`
}

function formatOf(reason: Reason): FormatName | undefined {
  return 'format' in reason ? reason.format : undefined
}

/** Of a code whose signature proves nothing, the issuer is only what it says of itself. */
function issuerRow(
  { reasons: given }: Decision,
  { name, id }: DecisionIssuer,
  language: Language,
): TemplateResult {
  const unproven = ['decode', 'issuer', 'signature']
  const isProven = given.every(({ code }) => !unproven.includes(reasons[code].stage))
  const label = isProven ? words.issuer : words.claimedIssuer
  const called = typeof name === 'string' ? name : name[language]
  return factRow(
    label[language],
    called === id ? id : html`${called} <span class="quiet">${id}</span>`,
    isProven ? 'issuer' : 'claimed-issuer',
  )
}

function ruleRow(
  { code, rule }: Reason & { readonly rule: RuleReference },
  bundle: Bundle | undefined,
  language: Language,
): TemplateResult {
  const isEmergency = bundle?.emergencies.has(rule.set) === true
  const label = isEmergency
    ? words.emergency
    : code.startsWith('assessed-')
      ? words.assessedBy
      : words.ruled
  const says = findRuleWords(bundle, rule)
  return factRow(
    label[language],
    html`${ruleName(rule)[language]}
      <details class="rule">
        <summary>${words.ruleSays[language]}</summary>
        <p>${says?.[language] ?? words.ruleElsewhere[language]}</p>
      </details>`,
  )
}
