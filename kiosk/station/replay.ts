/** The replay store: which codes passed of late, as keyed hashes, in memory, bounded. */

/** A claim on one presentation; it stands unless it is released. */
export interface Claim {
  readonly seenBefore: 'no' | 'code' | 'unknown'
  /** Forgets the presentation again: nobody passed on it. Does nothing when it was not ours. */
  readonly release: () => void
}

/** Remembers presentations for the pass-back window. */
export interface ReplayStore {
  /**
   * Tests and sets in one step: no two claims of one presentation both get `no`.
   *
   * @param names - The presentation's keyed hashes; it is known when any is known, and kept under the first.
   */
  claim(names: readonly string[], atMs: number): Claim
  /** Takes up a passage of the process before. */
  remember(name: string, untilMs: number): void
}

/** Bounds of the store. */
export interface ReplayLimits {
  readonly windowMs: number
  /** When as many are held, the next presentation is `unknown`: never forget one to make room. */
  readonly capacity: number
}

/** Ten minutes, as the design has it, and more codes than one lane passes in that time. */
export const replayLimits: ReplayLimits = { windowMs: 600_000, capacity: 20_000 }

/** Starts with nothing remembered. Times are of one monotonic clock. */
export function startReplayStore({ windowMs, capacity }: ReplayLimits = replayLimits): ReplayStore {
  const until = new Map<string, number>()
  const drop = (nowMs: number) => {
    for (const [name, end] of until) if (end <= nowMs) until.delete(name)
  }
  const nothing = () => undefined

  return {
    claim(names, atMs) {
      drop(atMs)
      if (names.some((name) => until.has(name))) return { seenBefore: 'code', release: nothing }
      const [name] = names
      if (name === undefined) return { seenBefore: 'no', release: nothing }
      if (until.size >= capacity) return { seenBefore: 'unknown', release: nothing }
      until.set(name, atMs + windowMs)
      return {
        seenBefore: 'no',
        release() {
          until.delete(name)
        },
      }
    },
    remember(name, untilMs) {
      if (until.size < capacity) until.set(name, untilMs)
    },
  }
}
