/** The states of a lane, by the names that everybody uses for them (docs/lane.md draws them). */

/** How the gate of a lane stands. Whatever is not known is `closed` or `fault`. */
export type LaneState =
  | 'closed'
  /** Told to open for somebody, and not yet known to be open. */
  | 'opening'
  | 'open'
  /** Held open by staff. */
  | 'hold'
  /** Somebody went through on a grant, and the gate closes behind them. */
  | 'passed'
  /** Somebody went through without one. */
  | 'forced'
  /** The gate does not answer, or says that it is broken. */
  | 'fault'
  /** Open for everybody, to get out. */
  | 'emergency'

/** What becomes of one grant. */
export type Passage = 'granted' | 'passed' | 'released' | 'forced'
