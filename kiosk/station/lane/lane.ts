/** A lane as the station uses it: grants in, happenings out. The machine behind it is drawn in docs/lane.md. */
import type { LaneState } from '../../shared/lane-state.ts'

/** One lane with its gate. Nothing that goes wrong in it opens the gate. */
export interface Lane {
  state(): LaneState
  /**
   * Opens for so many people who may pass.
   *
   * @returns Whether the gate took the command; false opens nothing, and the state says why.
   */
  grant(persons: number): Promise<boolean>
  hold(on: boolean): Promise<boolean>
  emergency(on: boolean): Promise<boolean>
  /** Whatever happens to grants and state, in order. */
  listen(onHappening: (happening: LaneHappening) => void): () => void
  /** The housekeeping of every few hundred milliseconds: limits of time that are over. */
  tend(): void
  /** Shuts the gate and ends; grants that nobody used are released. */
  close(): Promise<void>
}

/** What a lane tells. Each grant ends in `passed` or `released`, person by person, oldest first. */
export type LaneHappening =
  | { readonly happening: 'state'; readonly state: LaneState }
  | { readonly happening: 'passed' | 'released'; readonly persons: number }
  | { readonly happening: 'forced' }
  | { readonly happening: 'fire'; readonly on: boolean }
  /** A hold has lasted as long as it may: nobody ended it. */
  | { readonly happening: 'hold-expired' }
