/** What a paper code says: nothing that is not read off it by whoever holds it. Types only. */
import type { Words } from 'greengate'

/** One code, as sheet or slip. */
export interface PaperContents {
  /** The code itself. */
  readonly text: string
  /** Masked; absent where the code has none. */
  readonly name?: string
  readonly lastFour: string
  readonly outcome: 'pass' | 'check' | 'stop'
  /** Why, in the rule's plain words. */
  readonly reason: Words
  readonly issuer: string
  readonly ruleSet: string
  readonly version: number
  /** Absent where no rule decided. */
  readonly rule?: number
  /** Unix seconds. */
  readonly issuedAt: number
  readonly validUntil: number
  /** The local time's distance from UTC. */
  readonly offsetMinutes: number
}
