/** Where this is and what for: on top of every view, so that nobody takes the gate for anything else. */
import { html, nothing, type TemplateResult } from 'lit'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { holdToOpen } from './hold-to-open.ts'
import { inline, pair } from './pair.ts'
import type { Language } from './screen-facts.ts'
import type { ScreenHands } from './screen-hands.ts'
import { idleWords, staffWord } from './words.ts'

/** The purpose, the station and its lane; a world that is not the real one is named. */
export function placeLine(
  status: StationStatus,
  language: Language,
  hands: Pick<ScreenHands, 'openStaff'>,
): TemplateResult {
  const { purpose, station, lane, world, settings } = status
  const place = html`<span>${station}</span>
    <span class="lane">${idleWords.lane[language]} ${lane}</span>`
  return html`<header>
    <div class="purpose">${pair(purpose, language, 'small')}</div>
    <p class="place">
      ${
        world === 'production'
          ? nothing
          : html`<span class="world">${inline(idleWords[world], language)}</span>`
      }
      ${settings.staff ? staffDoor(place, language, hands) : place}
    </p>
  </header>`
}

/** Looks like the name of the place, which is all that travellers see of it. */
function staffDoor(
  place: TemplateResult,
  language: Language,
  { openStaff }: Pick<ScreenHands, 'openStaff'>,
): TemplateResult {
  const { down, up, click } = holdToOpen(openStaff)
  return html`<button
    type="button"
    class="door"
    aria-description=${staffWord[language]}
    @pointerdown=${down}
    @pointerup=${up}
    @pointerleave=${up}
    @pointercancel=${up}
    @click=${click}
    @contextmenu=${(event: Event) => {
      event.preventDefault()
    }}
  >
    ${place}
  </button>`
}
