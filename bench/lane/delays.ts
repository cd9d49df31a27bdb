/** Delays of one kind, and what is said of them: order statistics by nearest rank, nothing interpolated. */

/** Milliseconds. */
export interface Delays {
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

/**
 * Sums them up.
 *
 * @throws RangeError where there are none.
 */
export const delaysOf = (ms: readonly number[]): Delays => {
  if (ms.length === 0) throw new RangeError('no delays')
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) }
}

/** As a cell of the report. */
export const delaysCell = ({ p50, p90, p99, max }: Delays): string =>
  [p50, p90, p99, max].map((ms) => ms.toFixed(1)).join(' / ')
