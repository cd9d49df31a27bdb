/** Goes through what an earlier batch made of the same bytes, record by record with the people who are read from them. */
import type { ReadPerson } from '../people/main.ts'
import { outcomeOfLine, type OutcomeLine } from './outcome-of-line.ts'

/** What an earlier batch made of a part. */
export interface EarlierPart {
  /** Its lines of outcomes. */
  readonly outcomes: Uint8Array
  /** The lines of the part that were no people then, ascending. */
  readonly rejected: readonly number[]
}

/** Gives the earlier outcome of each record; asked of every record of the part, in order, be it a person or not. */
export type EarlierLines = (read: ReadPerson) => OutcomeLine | undefined

/** Where line and person do not go together nothing is said of that person, and of nobody after. */
export function earlierLines({ outcomes, rejected }: EarlierPart): EarlierLines {
  const lines = Buffer.from(outcomes).toString('utf8').split('\n').values()
  const without = new Set(rejected)
  let isTrusted = true
  return (read) => {
    if (!isTrusted || without.has(read.line)) return undefined
    const { value } = lines.next()
    const found = value === undefined ? undefined : outcomeOfLine(value)
    if ('bad' in read) return undefined
    if (found?.id !== read.person.id) isTrusted = false
    return isTrusted ? found : undefined
  }
}
