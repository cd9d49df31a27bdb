/** What a station asks before it decides: was this code, or this very proof, shown before? Types only. */
import type { SeenBefore } from 'greengate'

/** One code that is shown, as a store may know it. */
export interface ShownCode {
  /** The code's keyed hashes: it is known when any of them is known, and kept under the first. */
  readonly names: readonly string[]
  /** Under whose keys of the day it is named; see {@link Replay.joined}. */
  readonly joined: number
  /** The step of its live proof; null: it is shown without one. */
  readonly step: number | null
  /** For how many milliseconds from now that proof can still be accepted; 0 where there is none. */
  readonly proofMs: number
}

/** A claim on one code; it stands unless it is released. */
export interface Claim {
  readonly seenBefore: SeenBefore
  /** Forgets it again: nobody passed on it. Does nothing where the claim was refused. */
  readonly release: () => void
}

/** The key of a day as the lanes of a station share it; null: they have none for that day. */
export type SharedDayKey = (day: string) => Promise<Uint8Array | null | undefined>

/** What the lanes of a station know together. */
export interface Replay {
  /** Answers within a bounded time, with `unknown` where there is no answer. */
  claim(shown: ShownCode): Promise<Claim>
  /** For how many milliseconds it has known of every claim; proofs from before that must be refused. */
  knowsForMs(): number
  /** Counts up whenever the keys of the day may have become others; 0: they are this lane's own. */
  joined(): number
  /** Where the keys of the day come from; undefined: they are this lane's own. */
  readonly sharedKey?: SharedDayKey
  /** The housekeeping of every few seconds. */
  tend(): Promise<void>
  close(): Promise<void>
}
