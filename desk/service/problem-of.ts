/** What an error of a room is to whoever called. */
import { DeskProblem } from '../shared/problems.ts'

/** The refusal; what nobody foresaw is a fault of ours, and says no more. */
export function problemOf(error: unknown): DeskProblem {
  if (error instanceof DeskProblem) return error
  return new DeskProblem('fault', { cause: error })
}
