/** How long to wait before something that ended by itself is started again: ever longer, and short again once it held. */

/** Counts ends; times are milliseconds that only grow. */
export interface BackOff {
  /** It has ended: how long to wait. */
  ended(startedMs: number, endedMs: number): number
}

/** Between the first two starts, at most between any, and for how long it must have held to be forgiven. */
export interface BackOffTimes {
  readonly leastMs: number
  readonly mostMs: number
  readonly heldMs: number
}

const usual: BackOffTimes = { leastMs: 1_000, mostMs: 60_000, heldMs: 300_000 }

/** Starts to count. */
export function startBackOff({ leastMs, mostMs, heldMs }: BackOffTimes = usual): BackOff {
  let waitMs = leastMs
  return {
    ended(startedMs, endedMs) {
      if (endedMs - startedMs >= heldMs) waitMs = leastMs
      const now = waitMs
      waitMs = Math.min(waitMs * 2, mostMs)
      return now
    },
  }
}
