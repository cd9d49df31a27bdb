/** An outcome in a list: shape, word of its colour and ground, never one of them alone. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import type { AnswerOf } from '../../shared/routes.ts'
import { colourWords, deskWords } from './desk-words.ts'

type Outcome = NonNullable<AnswerOf<'POST /people'>['outcome']>

/** Draws it. */
export function outcomeTag(outcome: Outcome, language: Language): TemplateResult {
  return html`<span class="tag outcome-${outcome}"
    >${outcomeShape(outcome)} ${colourWords[outcome][language]}</span
  >`
}

/** Which rule of which version it was. */
export function ruleLine(
  { rule, version }: { readonly rule?: number; readonly version: number },
  language: Language,
): TemplateResult {
  const { noRule, rule: ruleWord, version: versionWord } = deskWords
  const isNone = rule === undefined || rule === 0
  return html`<span class="number"
    >${isNone ? noRule[language] : html`${ruleWord[language]} ${rule}`}
    ${nothing}(${versionWord[language]} ${version})</span
  >`
}
