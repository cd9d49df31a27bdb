/** The idle view: what may be shown here, in pictures and words, for what, and under which rules. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Bilingual, Group, StationStatus } from '../shared/kiosk-api.ts'
import type { Accepts, CodeWay, DocumentKind } from './accepts.ts'
import { groupLine } from './group-view.ts'
import { callButton, groupButton, languageButton } from './help-buttons.ts'
import { pair } from './pair.ts'
import { cardOnReader, phoneBeforeCamera, phoneBeforeScanner } from './pictures.ts'
import { placeLine } from './place-line.ts'
import type { Call, Language, View } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import { documentWords, goneWords, idleWords } from './words.ts'

/** What of the facts an idle screen shows besides the view. */
export interface IdleFacts {
  readonly language: Language
  readonly call: Call
  readonly group: Group | null
}

/** Asks for a card, a code, or either. */
export function idleView(
  { status, accepts }: Extract<View, { readonly kind: 'idle' }>,
  { language, call, group }: IdleFacts,
  hands: ScreenHands,
  updateButton: TemplateResult | typeof nothing,
): TemplateResult {
  const codes =
    accepts.code !== null
      ? codeTile(accepts.code, language)
      : accepts.opening
        ? openingTile(language)
        : nothing
  return html`<section
    class="idle"
    data-view="idle"
    data-accepts=${accepted(accepts)}
    data-gone=${accepts.gone ?? nothing}
  >
    ${placeLine(status, language, hands)}
    <div class="ways">
      ${accepts.gone === null ? nothing : goneLine(accepts, language)}
      ${group === null ? nothing : groupLine(group, language, hands)}
      <div class="tiles">
        ${accepts.card === null ? nothing : cardTile(accepts.card, language)}
        ${
          accepts.card !== null && codes !== nothing
            ? html`<p class="or" aria-hidden="true"><span>${idleWords.or[language]}</span></p>`
            : nothing
        }
        ${codes}
      </div>
    </div>
    <footer>
      <div class="rule">${pair(rulesInForce(status), language, 'small')}</div>
      <div class="buttons">
        ${callButton(call, language, hands)}
        ${group === null ? groupButton(status, language, hands) : nothing} ${updateButton}
        ${languageButton(language, hands)}
      </div>
    </footer>
  </section>`
}

const accepted = ({ card, code }: Accepts): string =>
  [card === 'either' ? ['card', 'passport'] : (card ?? []), code ?? []].flat().join(' ')

function cardTile(kind: DocumentKind, language: Language): TemplateResult {
  const { word, how } = documentWords[kind]
  return html`<div class="tile" data-tile="card">
    <div class="figure">${cardOnReader}</div>
    <div class="asks">${pair(word, language, 'word')} ${pair(how, language, 'reason')}</div>
  </div>`
}

function codeTile(way: CodeWay, language: Language): TemplateResult {
  return html`<div class="tile" data-tile="code">
    <div class="figure">
      ${way === 'camera' ? html`<div class="eye-place"></div>` : phoneBeforeScanner}
    </div>
    <div class="asks">
      ${pair(idleWords.ask, language, 'word')} ${pair(idleWords[way], language, 'reason')}
    </div>
  </div>`
}

function goneLine({ gone, card }: Accepts, language: Language): TemplateResult {
  const words = gone === 'card' ? goneWords.card : goneWords.code[card ?? 'either']
  return html`<div class="gone" role="status">${pair(words, language, 'small')}</div>`
}

/** While the camera is not open yet, in the place that its picture will have; a browser that asks for leave waits here. */
function openingTile(language: Language): TemplateResult {
  return html`<div class="tile" data-tile="opening">
    <div class="figure"><div class="eye-place">${phoneBeforeCamera}</div></div>
    <div class="asks" role="status">
      ${pair(idleWords.opening, language, 'word')} ${pair(idleWords.allow, language, 'reason')}
    </div>
  </div>`
}

/** Which rules decide here now. */
export function rulesInForce({ ruleSet }: StationStatus): Bilingual {
  if (ruleSet === null) return idleWords.noRules
  const { title, version } = ruleSet
  return { zh: `${title.zh} 第 ${version} 版`, en: `${title.en}, version ${version}` }
}
