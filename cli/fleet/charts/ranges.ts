/** Numbers counted into ranges, for the charts of clock offsets and of ages; pure. */
import type { Bilingual } from '../../../verifier-web/elements/language.ts'

/** A range of numbers: from its lower end up to, and without, its upper one. */
export interface Range {
  readonly name: Bilingual
  readonly below: number
  /** Whoever is in it is odd. */
  readonly isOdd: boolean
}

/** A range and how many are in it. */
export interface CountedRange extends Range {
  readonly count: number
}

const range = (zh: string, en: string, below: number, isOdd = false): Range => ({
  name: { zh, en },
  ...{ below, isOdd },
})

/** Of milliseconds: what must be added to a station's clock. More than five seconds is suspect. */
export const offsetRanges: readonly Range[] = [
  range('< −5 秒', '< −5 s', -5000, true),
  range('−5…−1 秒', '−5…−1 s', -1000),
  range('−1…−0.1 秒', '−1…−0.1 s', -100),
  range('±0.1 秒', '±0.1 s', 100.000_1),
  range('0.1…1 秒', '0.1…1 s', 1000.000_1),
  range('1…5 秒', '1…5 s', 5000.000_1),
  range('> 5 秒', '> 5 s', Infinity, true),
]

/** Of seconds since the newest thing that a station knows was signed. */
export const ageRanges: readonly Range[] = [
  range('< 5 分', '< 5 min', 300),
  range('< 15 分', '< 15 min', 900),
  range('< 1 小时', '< 1 h', 3600),
  range('< 6 小时', '< 6 h', 21_600),
  range('< 24 小时', '< 24 h', 86_400),
  range('≥ 24 小时', '≥ 24 h', Infinity, true),
]

/** Counts them; what is no number is in none. */
export function countRanges(
  numbers: readonly number[],
  ranges: readonly Range[],
): readonly CountedRange[] {
  const counts = ranges.map(() => 0)
  for (const number of numbers) {
    const at = ranges.findIndex(({ below }) => number < below)
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1
  }
  return ranges.map((of, i) => ({ ...of, count: counts[i] ?? 0 }))
}
