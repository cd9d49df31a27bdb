/** How long things stay on the screen where the operator has no say in it. */
import type { UpdateTimes } from './update-carrier.ts'

/** How long things stay; all in milliseconds. How long an outcome stays is the operator's choice. */
export interface Times extends UpdateTimes {
  /** How often the station is asked whether it is still there. */
  readonly beatMs: number
  /** The next person finds the screen in its own language again. */
  readonly languageMs: number
  /** Staff who went away leave the screen to the travellers. */
  readonly handingMs: number
  /** What to do about a card, or that a passage was not used. */
  readonly adviceMs: number
  /** After somebody went through, their own outcome stays for so long. */
  readonly passedMs: number
  /** Whoever walks away while choosing leaves the screen to the next. */
  readonly choosingMs: number
  /** That staff were called. */
  readonly callMs: number
}

/** What suits a gate. */
export const times: Times = {
  beatMs: 5_000,
  languageMs: 60_000,
  handingMs: 60_000,
  resultMs: 15_000,
  holdMs: 6_000,
  adviceMs: 4_000,
  passedMs: 800,
  choosingMs: 20_000,
  callMs: 12_000,
}
