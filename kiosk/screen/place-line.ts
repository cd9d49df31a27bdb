/** Where this is and what for: on top of every view, so that nobody takes the gate for anything else. */
import { html, nothing, type TemplateResult } from 'lit'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { inline, pair } from './pair.ts'
import type { Language } from './screen-facts.ts'
import { idleWords } from './words.ts'

/** The purpose, the station and its lane; a world that is not the real one is named. */
export function placeLine(status: StationStatus, language: Language): TemplateResult {
  const { purpose, station, lane, world } = status
  return html`<header>
    <div class="purpose">${pair(purpose, language, 'small')}</div>
    <p class="place">
      ${
        world === 'production'
          ? nothing
          : html`<span class="world">${inline(idleWords[world], language)}</span>`
      }
      <span>${station}</span>
      <span class="lane">${idleWords.lane[language]} ${lane}</span>
    </p>
  </header>`
}
