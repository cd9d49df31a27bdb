/** The words in which an impact is told, in both languages: on the terminal and on the page. */
import type { Language } from '../edges/language.ts'
import type { AgeBand } from './age.ts'
import type { Ground, State } from './state.ts'

/** A text in both languages. */
export type Both = Readonly<Record<Language, string>>

/** The names of the states. */
export const stateWords: Readonly<Record<State, Both>> = {
  pass: { zh: '可以通行', en: 'pass' },
  check: { zh: '人工核验', en: 'check' },
  missing: { zh: '人工核验（资料不足）', en: 'check (missing)' },
  stop: { zh: '禁止通行', en: 'stop' },
}

/** The name of an age band. */
export function ageWords(band: AgeBand): Both {
  if (band === 'unknown') return { zh: '不详', en: 'unknown' }
  return { zh: `${band.replace('+', ' 岁以上')}${band.endsWith('+') ? '' : ' 岁'}`, en: band }
}

/** `rules 7, 12`, `missing contact`, `nothing granted`; of many missing kinds the first. */
export function groundWords({ rules, missing }: Ground, mostKinds = Infinity): Both {
  const numbers = rules.join(', ')
  if (rules.length === 1) return { zh: `规则 ${numbers}`, en: `rule ${numbers}` }
  if (rules.length > 1) return { zh: `规则 ${numbers}`, en: `rules ${numbers}` }
  if (missing.length > 0) {
    const kinds = missing.slice(0, mostKinds).join(', ')
    const more = Math.max(0, missing.length - mostKinds)
    return {
      zh: `缺 ${kinds}${more > 0 ? ` 等 ${missing.length} 类` : ''}`,
      en: `missing ${kinds}${more > 0 ? ` and ${more} more` : ''}`,
    }
  }
  return { zh: '无准许', en: 'nothing granted' }
}

/** `1,234`. */
export function countText(count: number): string {
  return count.toLocaleString('en')
}

/** `1.2 %`; of few among many no 0 is said, and of all but few no 100. */
export function shareText(count: number, whole: number): string {
  if (whole === 0) return '–'
  if (count === 0 || count === whole) return count === 0 ? '0 %' : '100 %'
  const percent = (count / whole) * 100
  if (percent < 0.01) return '< 0.01 %'
  if (percent > 99.99) return '> 99.99 %'
  return `${percent.toFixed(percent < 1 || percent > 99 ? 2 : 1)} %`
}
