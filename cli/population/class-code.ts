/** An outcome and the rule that made it, as one number of 32 bits: what a row says, and what a set stores. */

/** From open to shut; their places are their numbers. */
export const outcomes = ['pass', 'check', 'stop'] as const

export type RowOutcome = (typeof outcomes)[number]

/** What a row says of a person. */
export interface RowClass {
  readonly outcome: RowOutcome
  /** Null: a pass that names none. */
  readonly rule: number | null
}

/** Highest number of a rule. */
export const maxRule = 0x3fff_ffff

/** The code of an outcome by its place, and a rule; 0: none. */
export function classCode(outcome: number, rule: number): number {
  return outcome * 0x4000_0000 + rule
}

/** What a code stands for. */
export function classOf(code: number): RowClass {
  const rule = code % 0x4000_0000
  const outcome = outcomes[Math.floor(code / 0x4000_0000)]
  if (outcome === undefined) throw new RangeError('no outcome has such a code')
  return { outcome, rule: rule === 0 ? null : rule }
}

/** Whether a code stands for a pass: what a set of those who are not green leaves out. */
export function isGreen(code: number): boolean {
  return code < 0x4000_0000
}

/**
 * The code that is stored for a person whose outcome is known to hold until an instant only: a pass that ends before the
 * set's limit is check, by the same rule. Nothing gets better by it, and what is not green is so already.
 */
export function storedCode(code: number, holdsUntil: number, limit: number): number {
  return isGreen(code) && holdsUntil < limit ? code + 0x4000_0000 : code
}
