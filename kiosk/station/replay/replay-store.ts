/** The replay store: which codes and live proofs passed of late, as keyed hashes, in memory, bounded. */
import type { SeenBefore } from 'greengate'
import type { ShownCode } from './replay.ts'

/** What is claimed under a name. */
export type Named = Pick<ShownCode, 'names' | 'step' | 'proofMs'>

/** Remembers codes for the pass-back window, and proofs for as long as they can be accepted. */
export interface ReplayStore {
  /**
   * Tests and sets in one step: of all claims of one code only one gets `no`.
   *
   * @param token - Whose claim it is: the same again gets the same answer, and may release it.
   */
  claim(shown: Named, token: string, atMs: number): SeenBefore
  /** Forgets what was claimed under this token, and nothing else. */
  release(shown: Pick<Named, 'names' | 'step'>, token: string): void
  /**
   * Takes up a passage that was claimed elsewhere, or by the process before. One that there is no room for makes every
   * code unknown until it would have been forgotten.
   */
  remember(passage: Passage): void
  /** Forgets what is over. */
  forget(nowMs: number): void
}

/** A code that is not to pass again for a while. */
export interface Passage {
  readonly name: string
  readonly token: string
  readonly untilMs: number
}

/** Bounds of the store. */
export interface ReplayLimits {
  readonly windowMs: number
  /** When as many hashes are held, the next code is `unknown`: never forget one to make room. */
  readonly capacity: number
}

/** Ten minutes, as the design has it, and twice what 64 lanes pass in that time at one a second each. */
export const replayLimits: ReplayLimits = { windowMs: 600_000, capacity: 160_000 }

/** Claims look through everything that is held no more often than this. */
const sweepMs = 1_000

/** Starts with nothing remembered. Times are of one monotonic clock. */
export function startReplayStore({ windowMs, capacity }: ReplayLimits = replayLimits): ReplayStore {
  const held = new Map<string, Pick<Passage, 'token' | 'untilMs'>>()
  let sweptMs = -Infinity
  /** Until when a passage counts that nobody could take up. */
  let blindUntilMs = -Infinity

  const forget = (nowMs: number) => {
    sweptMs = nowMs
    for (const [key, { untilMs }] of held) if (untilMs <= nowMs) held.delete(key)
  }
  const hasRoom = () => held.size + 2 <= capacity

  return {
    claim({ names, step, proofMs }, token, atMs) {
      if (atMs >= sweptMs + sweepMs || !hasRoom()) forget(atMs)
      const isAnothers = (key: string) => {
        const is = held.get(key)
        return is !== undefined && is.untilMs > atMs && is.token !== token
      }
      if (step !== null && names.some((name) => isAnothers(proofKey(name, step)))) return 'proof'
      if (names.some(isAnothers)) return 'code'
      const [name] = names
      if (name === undefined || held.get(name)?.token === token) return 'no'
      if (!hasRoom() || atMs < blindUntilMs) return 'unknown'
      held.set(name, { token, untilMs: atMs + windowMs })
      if (step !== null) {
        // Never for less than the window: a clock that is set back makes a proof acceptable once more.
        held.set(proofKey(name, step), { token, untilMs: atMs + Math.max(windowMs, proofMs) })
      }
      return 'no'
    },
    release({ names, step }, token) {
      const keys = names.flatMap((name) => (step === null ? [name] : [name, proofKey(name, step)]))
      for (const key of keys) if (held.get(key)?.token === token) held.delete(key)
    },
    remember({ name, token, untilMs }) {
      const is = held.get(name)
      // A code may have passed twice: its first grant was released.
      if (is !== undefined && is.untilMs >= untilMs) return
      if (is !== undefined || hasRoom()) held.set(name, { token, untilMs })
      else blindUntilMs = Math.max(blindUntilMs, untilMs)
    },
    forget,
  }
}

const proofKey = (name: string, step: number): string => `${name}/${step}`
