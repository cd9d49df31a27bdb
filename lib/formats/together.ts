/** What brings the codes of one person together: every format carries it, so that nobody ships it who reads none. */
import { mergeFactBases } from '../facts/merge-facts.ts'
import { samePerson } from './same-person.ts'

/** The same for every format. */
export interface Together {
  readonly samePerson: typeof samePerson
  readonly mergeFactBases: typeof mergeFactBases
}

/** What a format carries. */
export const together: Together = { samePerson, mergeFactBases }
