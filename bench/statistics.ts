/** The median of paired measurements and its 95 % interval, without any assumption about their distribution. */

/** A median, and the interval that holds the true median in at least 95 % of repetitions. */
export interface Median {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly rounds: number
}

/** Of n tosses of a coin, the largest k for which P(at most k heads) is at most 2.5 %; -1 where n is too small. */
const tail = (n: number): number => {
  let probability = 0.5 ** n
  let sum = 0
  for (let k = 0; k <= n; k++) {
    sum += probability
    if (sum > 0.025) return k - 1
    probability *= (n - k) / (k + 1)
  }
  return n
}

/**
 * The median with its interval by order statistics: the sign test turned round.
 *
 * @throws RangeError for fewer than 6 values, which give no interval of 95 %.
 */
export const medianOf = (values: readonly number[]): Median => {
  const sorted = values.toSorted((a, b) => a - b)
  const n = sorted.length
  const k = tail(n)
  if (k < 0) throw new RangeError('a median with an interval needs at least 6 values')
  const at = (place: number): number => sorted[place] ?? Number.NaN
  const median = (at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2
  return { median, low: at(k), high: at(n - 1 - k), rounds: n }
}
