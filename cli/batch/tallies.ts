/** Adds up what parts and shards counted for the summary. */
import { addTally, emptyTally, type BatchTally } from './summary/main.ts'

/** The sum of tallies, be they read from JSON. */
export function sumOfTallies(tallies: readonly unknown[]): BatchTally {
  const sum = emptyTally()
  for (const tally of tallies) addTally(sum, tally)
  return sum
}
