/** The number under which a decision is found again: how it is written, said, and checked where it is typed. */
export { isAppealNumber as isAppeal } from '../shared/check-digit.ts'

/** In threes, as people read numbers to each other: `482 913 7056`. */
export function groupedAppeal(appeal: string): string {
  return `${appeal.slice(0, 3)} ${appeal.slice(3, 6)} ${appeal.slice(6)}`.trim()
}
