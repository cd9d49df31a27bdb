/** The idle view: what to show, where, for what, and under which rules. */
import { html, type nothing, type TemplateResult } from 'lit'
import type { Bilingual, StationStatus } from '../shared/kiosk-api.ts'
import { other, pair } from './pair.ts'
import { placeLine } from './place-line.ts'
import type { Language } from './screen-facts.ts'
import { idleWords } from './words.ts'

const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' }

/** Asks for a code; the live picture stands beside it, put there by the element. */
export function idleView(
  status: StationStatus,
  language: Language,
  switchLanguage: () => void,
  staffButton: TemplateResult | typeof nothing,
): TemplateResult {
  const next = other(language)
  return html`<section class="idle" data-view="idle">
    ${placeLine(status, language)}
    <div class="ask">
      ${pair(idleWords.ask, language, 'word')} ${pair(idleWords.how, language, 'reason')}
    </div>
    <footer>
      <div class="rule">${pair(rulesInForce(status), language, 'small')}</div>
      ${staffButton}
      <button
        type="button"
        class="language"
        lang=${next === 'zh' ? 'zh-CN' : 'en'}
        @click=${switchLanguage}
      >
        ${languageNames[next]}
      </button>
    </footer>
  </section>`
}

/** While the camera is not open yet; a browser that asks for leave waits here. */
export function startingView(status: StationStatus, language: Language): TemplateResult {
  return html`<section class="idle" data-view="starting">
    ${placeLine(status, language)}
    <div class="ask">
      ${pair(idleWords.starting, language, 'word')} ${pair(idleWords.allow, language, 'reason')}
    </div>
  </section>`
}

/** Which rules decide here now. */
export function rulesInForce({ ruleSet }: StationStatus): Bilingual {
  if (ruleSet === null) return idleWords.noRules
  const { title, version } = ruleSet
  return { zh: `${title.zh} 第 ${version} 版`, en: `${title.en}, version ${version}` }
}
