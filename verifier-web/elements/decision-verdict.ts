/** What is said of a decision at once: shape and word on the colour, the reasons, and the next step. */
import { html, nothing, type TemplateResult } from 'lit'
import { reasons, type Decision, type Outcome, type Reason } from 'greengate'
import { nextSteps } from './advice.ts'
import { decisionWords, ruleName } from './decision-words.ts'
import { languageTag, otherLanguage, type Bilingual, type Language } from './language.ts'
import { outcomeShape } from './outcome-shape.ts'
import { outcomeWord } from './outcome-words.ts'
import { reasonDetail, reasonWords } from './reason-words.ts'

/** Draws it. */
export function decisionVerdict(decision: Decision, language: Language): TemplateResult {
  const { outcome } = decision
  const word = outcomeWord[outcome]
  return html`<section part="verdict" class="verdict outcome-${outcome}">
      ${outcomeShape(outcome)}
      <div>
        <h2 part="word" lang=${languageTag[language]}>${word[language]}</h2>
        ${second(word, language)}
      </div>
      <ul part="reasons" class="reasons" aria-label=${decisionWords.reasons[language]}>
        ${decision.reasons.map((reason, place, all) => {
          const isSaid = all.findIndex(({ code }) => code === reason.code) < place
          return isSaid ? againLine(reason, language) : reasonLine(reason, outcome, language)
        })}
      </ul>
    </section>
    ${next(decision, language)}`
}

/** The same in the other language, for eyes alone: read aloud, everything would be said twice. */
function second(words: Bilingual, language: Language): TemplateResult {
  const other = otherLanguage(language)
  return html`<p class="second" lang=${languageTag[other]} aria-hidden="true">${words[other]}</p>`
}

function reasonLine(reason: Reason, outcome: Outcome, language: Language): TemplateResult {
  const words = reasonWords(reason)
  // Kinds of fact and the form of the code are facts, and stand below with them.
  const isBelow = 'kinds' in reason || 'format' in reason
  const more = 'rule' in reason ? ruleName(reason.rule) : reasonDetail(reason)
  const detail = isBelow ? undefined : more
  // What would have been, but for the others: never as large as what made the outcome.
  const aside = reasons[reason.code].outcome !== outcome
  return html`<li data-reason=${reason.code} class=${aside ? 'aside' : ''}>
    <p>${aside ? `${decisionWords.otherwise[language]} ` : nothing}${words[language]}</p>
    ${second(words, language)}
    ${detail === undefined ? nothing : html`<p class="detail">${detail[language]}</p>`}
  </li>`
}

/** The same sentence is said once; what there is more of it stands below: another list, another rule. */
function againLine(reason: Reason, language: Language): TemplateResult {
  const more = 'rule' in reason ? ruleName(reason.rule) : reasonDetail(reason)
  return html`<li data-reason=${reason.code} class="again">
    ${more === undefined ? nothing : html`<p class="detail">${more[language]}</p>`}
  </li>`
}

function next(decision: Decision, language: Language): TemplateResult {
  const { staff, holder } = nextSteps(decision)
  return html`<section part="next" class="next">
    <h3>${decisionWords.next[language]}</h3>
    <p class="step">${staff[language]}</p>
    ${second(staff, language)}
    <p class="holder">
      <span class="label">${decisionWords.holder[language]}</span> ${holder[language]}
    </p>
    ${second(holder, language)}
  </section>`
}
