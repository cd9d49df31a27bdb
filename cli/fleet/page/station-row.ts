/** A station as a row of the table. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../../../verifier-web/elements/language.ts'
import { outcomeShape } from '../../../verifier-web/elements/outcome-shape.ts'
import { spanWords } from '../../../verifier-web/elements/time-words.ts'
import { countText } from '../../impact/words.ts'
import type { StationState } from '../fleet-state.ts'
import { notReady } from './fleet-figures.ts'
import { oddityText, offsetText } from './oddity-text.ts'
import { stateText } from './state-words.ts'
import type { SortKey } from './station-rows.ts'
import { tableWords as words } from './table-words.ts'

/** Columns whose cells are numbers. */
export const numberColumns: ReadonlySet<SortKey> = new Set([
  ...(['bundle', 'rules', 'heard', 'offset', 'unsent', 'devices'] as const),
])

/** Draws its cells; `at` is the instant of the state. */
export function stationCells(
  station: StationState,
  { at, language, isOpen }: { at: string; language: Language; isOpen: boolean },
): TemplateResult {
  const { said, ageSeconds, oddities } = station
  const kinds = new Set<string>(oddities.map(({ kind }) => kind))
  const cell = (column: SortKey, value: unknown, isOdd: boolean): TemplateResult =>
    html`<td class="${column} ${numberColumns.has(column) ? 'n' : ''} ${isOdd ? 'odd' : ''}">
      ${value}
    </td>`
  const isWrong = (is: (what: string) => boolean): boolean =>
    oddities.some((oddity) => oddity.kind === 'wrong-version' && is(oddity.what))
  const offsetMs = said?.clock.offsetMs ?? null
  const unready = notReady(station)
  return html`<th scope="row">
      <button type="button" class="opener" aria-expanded=${String(isOpen)}>
        ${station.station}
      </button>
    </th>
    <td class="why">
      ${
        oddities.length === 0
          ? html`<span class="well">${outcomeShape('pass')}${words.well[language]}</span>`
          : html`<span class=${kinds.has('digest') ? 'grave' : 'doubt'}
              >${outcomeShape(kinds.has('digest') ? 'stop' : 'check')}<span
                >${oddities.map((oddity) => oddityText(oddity, at, language)).join(language === 'zh' ? '；' : '; ')}</span
              ></span
            >`
      }
    </td>
    ${cell('lane', said?.lane ?? '–', false)}
    ${cell('service', said === null ? '–' : stateText('service', said.service, language), false)}
    ${cell(
      'bundle',
      said?.bundle?.version ?? '–',
      isWrong((what) => what === 'bundle'),
    )}
    ${cell(
      'rules',
      said?.rules?.version ?? '–',
      isWrong((what) => what !== 'bundle'),
    )}
    ${cell('heard', ageSeconds === null ? words.never[language] : spanWords(ageSeconds, language), kinds.has('silent'))}
    ${cell('offset', offsetMs === null ? '–' : offsetText(offsetMs, language), kinds.has('clock-suspect'))}
    ${cell('unsent', said === null ? '–' : countText(said.unsent.records), kinds.has('unsent'))}
    ${cell('devices', said === null ? '–' : String(unready), unready > 0)}`
}
