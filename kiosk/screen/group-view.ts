/** People who go together: how many they are, and how far they have come. */
import { html, type TemplateResult } from 'lit'
import type { Group, StationStatus } from '../shared/kiosk-api.ts'
import { pair } from './pair.ts'
import { people } from './pictures.ts'
import { placeLine } from './place-line.ts'
import type { Language } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import { groupWords, helpWords } from './words.ts'

/** Asks how many they are. */
export function choosingView(
  status: StationStatus,
  language: Language,
  hands: ScreenHands,
): TemplateResult {
  const { choose, group } = hands
  const sizes = Array.from({ length: status.settings.mostInGroup - 1 }, (_, at) => at + 2)
  const leave = () => {
    choose(false)
  }
  const number = (size: number) =>
    html`<li>
      <button
        type="button"
        class="number"
        @click=${() => {
          group(size)
        }}
      >
        ${size}
      </button>
    </li>`
  return html`<section class="idle choosing" data-view="choosing">
    ${placeLine(status, language, hands)}
    <div class="choice">
      ${people} ${pair(helpWords.howMany, language, 'word')}
      ${pair(helpWords.howGroup, language, 'reason')}
      <ul class="numbers" aria-label=${helpWords.howMany[language]}>
        ${sizes.map(number)}
      </ul>
    </div>
    <footer>
      <button type="button" class="cancel" @click=${leave}>${helpWords.cancel[language]}</button>
    </footer>
  </section>`
}

/** A dot a person; the words say the same. */
export function groupDots({ shown, of }: Group): TemplateResult {
  const dots = Array.from({ length: of }, (_, at) => at < shown)
  return html`<span class="dots" aria-hidden="true"
    >${dots.map((done) => html`<i ?data-done=${done}></i>`)}</span
  >`
}

/** How far a group has come, and the way out of it. */
export function groupLine(
  group: Group,
  language: Language,
  hands: Pick<ScreenHands, 'group'>,
): TemplateResult {
  const end = () => {
    hands.group(1)
  }
  return html`<div class="group" data-group="${group.shown}/${group.of}">
    ${groupDots(group)}
    <div role="status">${pair(groupWords(group), language, 'small')}</div>
    <button type="button" class="cancel" @click=${end}>${helpWords.cancel[language]}</button>
  </div>`
}
