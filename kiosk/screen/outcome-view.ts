/** The outcome: full-screen colour, shape, word, reason and rule. Nothing in it can be missed by colour alone. */
import { reasons as reasonTable } from 'greengate'
import { html, nothing, type TemplateResult } from 'lit'
import { outcomeShape } from '../../verifier-web/elements/outcome-shape.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import type { Bilingual, ShownDecision, StationStatus } from '../shared/kiosk-api.ts'
import { pair } from './pair.ts'
import { placeLine } from './place-line.ts'
import type { Language, Notice } from './screen-facts.ts'
import { failedWords, partWords, progressWords, wordsOf } from './words.ts'

/** More would be read by nobody in six seconds; the receipt has them all. */
const mostReasons = 2

/** Shows what became of a code. */
export function outcomeView(
  notice: Notice,
  status: StationStatus,
  language: Language,
): TemplateResult {
  return notice.kind === 'failed'
    ? page('unreadable', failedWords.word, [failedWords.advice], nothing, status, language)
    : decisionPage(notice.decision, status, language)
}

function decisionPage(
  { outcome, reasons, rule, parts }: ShownDecision,
  status: StationStatus,
  language: Language,
): TemplateResult {
  if (parts !== undefined && outcome === 'unreadable') {
    const said = [progressWords(parts), partWords.next]
    return page(outcome, partWords.word, said, nothing, status, language)
  }
  // What made the outcome; that the rules would have granted passage helps nobody who is sent to staff.
  const decisive = reasons.filter(({ code }) => reasonTable[code].outcome === outcome)
  const said = wordsOf(decisive)
  const line = rule === null ? nothing : ruleLine(rule, language)
  return page(outcome, outcomeWord[outcome], said.slice(0, mostReasons), line, status, language)
}

function page(
  outcome: ShownDecision['outcome'],
  word: Bilingual,
  said: readonly Bilingual[],
  rule: TemplateResult | typeof nothing,
  status: StationStatus,
  language: Language,
): TemplateResult {
  return html`<section class="outcome outcome-${outcome}" role="alert" data-outcome=${outcome}>
    ${placeLine(status, language)}
    <div class="verdict">
      ${outcomeShape(outcome)}
      <div class="says">
        ${pair(word, language, 'word')}
        <div class="reasons" data-count=${said.length}>
          ${said.map((words) => pair(words, language, 'reason'))}
        </div>
      </div>
    </div>
    <footer>${rule}</footer>
  </section>`
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
