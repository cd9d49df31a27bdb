/** How long to wait after a failure: longer each time, and never all stations at once. */

/** Bounds of waiting. */
export const backOffLimits = {
  firstMs: 1_000,
  mostMs: 5 * 60_000,
  /** A collector may ask for more, up to this. */
  mostAskedMs: 60 * 60_000,
} as const

/**
 * Full jitter: anything from nothing up to a bound that doubles.
 *
 * @param failures - In a row, 1 for the first.
 * @param askedMs - What the other side asked for; at least that, and a little more so that not all come at once.
 */
export function backOffMs(failures: number, random: () => number, askedMs = 0): number {
  const { firstMs, mostMs, mostAskedMs } = backOffLimits
  const bound = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30))
  return Math.round(Math.min(askedMs, mostAskedMs) + random() * bound)
}

/** What `Retry-After` says (RFC 9110 10.2.3): seconds or a date; 0 for what says nothing. */
export function retryAfterMs(value: string | null, now: Date): number {
  if (value === null) return 0
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isFinite(at) ? Math.max(0, at - now.getTime()) : 0
}
