/** How often something may be done: a bucket for each key that fills again with time, and keys are bounded. */
import { DeskProblem } from '../shared/problems.ts'

/** A limit. */
export interface Rate {
  /** So many at once. */
  readonly most: number
  /** In so many seconds the bucket is full again. */
  readonly seconds: number
}

/** Takes one from the bucket of a key. Throws DeskProblem `throttled` where it is empty. */
export type Throttle = (key: string, now: Date) => void

interface Bucket {
  left: number
  at: number
}

/** Makes a throttle. */
export function makeThrottle({ most, seconds }: Rate, mostKeys = 10_000): Throttle {
  const buckets = new Map<string, Bucket>()
  const perSecond = most / seconds
  return (key, now) => {
    const at = now.getTime() / 1000
    const { left, at: before } = buckets.get(key) ?? { left: most, at }
    // A clock that is set back fills nothing.
    const filled = Math.min(most, left + Math.max(0, at - before) * perSecond)
    // Deleted first, so that the map stays in the order of last use and the oldest key is the first.
    buckets.delete(key)
    for (const oldest of buckets.keys()) {
      if (buckets.size < mostKeys) break
      buckets.delete(oldest)
    }
    buckets.set(key, { left: filled < 1 ? filled : filled - 1, at: Math.max(at, before) })
    if (filled < 1) {
      throw new DeskProblem('throttled', { retrySeconds: Math.ceil((1 - filled) / perSecond) })
    }
  }
}
