/** The outcome: full-screen colour, shape, word, reason, next step and number. Nothing in it can be missed by colour alone. */
import { html, nothing, type TemplateResult } from 'lit'
import { outcomeShape } from '../../verifier-web/elements/outcome-shape.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import type { Bilingual, Group, ShownDecision, StationStatus } from '../shared/kiosk-api.ts'
import { groupedAppeal } from './appeal-number.ts'
import { groupDots } from './group-view.ts'
import { callButton } from './help-buttons.ts'
import { decisive, nextStep, nextWords } from './next-step.ts'
import { inline, pair } from './pair.ts'
import { arrow } from './pictures.ts'
import { placeLine } from './place-line.ts'
import type { Call, Language } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import {
  appealWords,
  failedWords,
  groupWords,
  nextPersonWords,
  nextWord,
  partWords,
  progressWords,
  wordsOf,
} from './words.ts'

/** Beside what to do next there is time for the weightiest one; the receipt has them all. */
const mostReasons = 1

/** What an outcome stands in. */
export interface OutcomeFrame {
  readonly status: StationStatus
  readonly language: Language
  readonly call: Call
  readonly hands: ScreenHands
}

interface Page {
  readonly outcome: ShownDecision['outcome']
  readonly word: Bilingual
  readonly said: readonly Bilingual[]
  readonly next?: Bilingual
  readonly appeal?: string | null
  readonly rule?: ShownDecision['rule']
  readonly group?: Group
}

/** Shows that the station could not decide. */
export const failedView = (frame: OutcomeFrame): TemplateResult =>
  page({ outcome: 'unreadable', word: failedWords.word, said: [], next: failedWords.advice }, frame)

/** Shows what was decided. */
export function decisionView(decision: ShownDecision, frame: OutcomeFrame): TemplateResult {
  const { outcome, parts, rule, appeal, group } = decision
  if (parts !== undefined && outcome === 'unreadable') {
    const said = [progressWords(parts)]
    return page({ outcome, word: partWords.word, said, next: partWords.next }, frame)
  }
  if (outcome === 'pass' && group !== undefined && group.shown < group.of) {
    // One of them may go; the gate waits for all, and so no arrow says "go".
    const { word, advice } = nextPersonWords
    return page({ outcome, word, said: [groupWords(group)], next: advice, rule, group }, frame)
  }
  const said = wordsOf(decisive(decision)).slice(0, mostReasons)
  const next = nextWords[nextStep(decision)]
  const word = outcomeWord[outcome]
  return page({ outcome, word, said, next, appeal, rule, ...(group && { group }) }, frame)
}

function page(
  { outcome, word, said, next, appeal = null, rule = null, group }: Page,
  { status, language, call, hands }: OutcomeFrame,
): TemplateResult {
  return html`<section
    class="outcome outcome-${outcome}"
    data-outcome=${outcome}
    data-appeal=${appeal ?? nothing}
    data-group=${group === undefined ? nothing : `${group.shown}/${group.of}`}
  >
    ${placeLine(status, language, hands)}
    <div class="verdict" role="alert">
      <div class="shape">
        ${outcomeShape(outcome)} ${group === undefined ? nothing : groupDots(group)}
      </div>
      <div class="says">
        ${pair(word, language, 'word')}
        <div class="reasons">${said.map((words) => pair(words, language, 'reason'))}</div>
        ${next === undefined ? nothing : nextLine(next, language)}
      </div>
    </div>
    <footer>
      ${appeal === null ? nothing : appealLine(appeal, language)}
      ${rule === null ? nothing : ruleLine(rule, language)}
      ${outcome === 'pass' ? nothing : callButton(call, language, hands)}
    </footer>
  </section>`
}

/** What to do, set apart from what is wrong. */
function nextLine(next: Bilingual, language: Language): TemplateResult {
  return html`<div class="next" role="group" aria-label=${nextWord[language]}>
    ${arrow}${pair(next, language, 'reason')}
  </div>`
}

function appealLine(appeal: string, language: Language): TemplateResult {
  return html`<div class="appeal">
    <p>${inline(appealWords, language)}</p>
    <strong>${groupedAppeal(appeal)}</strong>
  </div>`
}

function ruleLine(rule: NonNullable<ShownDecision['rule']>, language: Language): TemplateResult {
  const { set, version, no } = rule
  const title = rule.title ?? { zh: set, en: set }
  const words: Bilingual = {
    zh: `${title.zh}（${set}）第 ${version} 版第 ${no} 条`,
    en: `${title.en} (${set}), version ${version}, rule ${no}`,
  }
  return html`<div class="rule" data-rule="${set}/${version}/${no}">
    ${pair(words, language, 'small')}
  </div>`
}
