/** How full the journal is, with its two marks, and what the collector has not signed for. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { instantWords } from '../../../verifier-web/elements/time-words.ts'
import type { Language } from '../../shared/screen-settings.ts'
import type { StorageState, UnsentState } from '../../shared/staff-api.ts'
import { levelWords, overviewWords, uploaderWords } from './overview-words.ts'

const width = 400
const height = 34
/** Of a hundred: the warning and the alarm. */
const marks = [80, 90]

/** A bar with its marks, and the same in words. */
export function storageSection(
  { usedBytes, quotaBytes, level }: StorageState,
  language: Language,
): TemplateResult {
  const percent = quotaBytes === 0 ? 100 : Math.min(100, (usedBytes / quotaBytes) * 100)
  const title = overviewWords.storage[language]
  const words = `${percent.toFixed(1)} % · ${megabytes(usedBytes)} / ${megabytes(quotaBytes)} MB · ${levelWords[level][language]}`
  return html`<section aria-label=${title} data-level=${level}>
    <h3>${title}</h3>
    ${svg`<svg class="bar level-${level}" role="img" aria-label=${`${title}: ${words}`} viewBox="0 0 ${width} ${height + 18}">
      <rect class="track" x="1" y="1" width=${width - 2} height=${height - 2} rx="6" />
      <rect class="used" x="1" y="1" width=${(percent / 100) * (width - 2)} height=${height - 2} rx="6" />
      ${marks.map(
        (at) => svg`<path class="mark" d="M${(at / 100) * width} 0 V${height + 3}" />
          <text x=${(at / 100) * width} y=${height + 17} text-anchor="middle">${at}</text>`,
      )}
    </svg>`}
    <p>${words}</p>
  </section>`
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)

/** How much waits, since when, and what the uploader does. */
export function unsentSection(
  { records, bytes, oldest, uploader, lastReceipt }: UnsentState,
  language: Language,
): TemplateResult {
  const w = (key: keyof typeof overviewWords) => overviewWords[key][language]
  return html`<section aria-label=${w('unsent')} data-unsent=${records}>
    <h3>${w('unsent')}</h3>
    <p>
      <strong>${records}</strong> · ${megabytes(bytes)} MB · ${uploaderWords[uploader][language]}
      ${oldest === null ? nothing : html`<br />${w('oldest')} ${instantWords(oldest, language)}`}
      ${lastReceipt === null ? nothing : html`<br />${w('lastReceipt')} ${instantWords(lastReceipt, language)}`}
    </p>
  </section>`
}
