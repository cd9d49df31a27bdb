/** The problem: what is wrong, what the traveller does, what staff do. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { pair } from './pair.ts'
import { placeLine } from './place-line.ts'
import type { Language, Problem } from './screen-facts.ts'
import { problemWords } from './words.ts'

const barrier = svg`<svg class="sign" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
  <g fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round" stroke-linecap="round">
    <path d="M12 30 H84 V54 H12 Z M24 54 V84 M72 54 V84 M16 84 H32 M64 84 H80 M24 12 V30 M72 12 V30" />
    <path d="M30 52 L42 32 M52 52 L64 32" />
  </g>
</svg>`

const camera = svg`<svg class="sign" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
  <g fill="none" stroke="currentColor" stroke-width="6" stroke-linejoin="round" stroke-linecap="round">
    <path d="M10 28 H30 L37 18 H59 L66 28 H86 V76 H10 Z" />
    <circle cx="48" cy="51" r="15" />
    <path d="M8 8 L88 88" />
  </g>
</svg>`

/** Shows why no code can be shown here now. */
export function problemView(
  problem: Problem,
  status: StationStatus | undefined,
  language: Language,
  staffButton: TemplateResult | typeof nothing,
): TemplateResult {
  const { what, traveller, staff } = problemWords[problem]
  return html`<section class="problem" role="alert" data-problem=${problem}>
    ${status === undefined ? nothing : placeLine(status, language)}
    <div class="verdict">
      ${problem === 'out-of-service' ? barrier : camera}
      <div class="says">
        ${pair(what, language, 'word')}
        <div class="reasons">${pair(traveller, language, 'reason')}</div>
      </div>
    </div>
    <footer>
      ${pair(staff, language, 'small')} ${problem === 'out-of-service' ? nothing : staffButton}
    </footer>
  </section>`
}
