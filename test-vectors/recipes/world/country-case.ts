/** A case of country/: a DCC, a place and an instant, and what country rules must make of them. */
import type { Case } from '../hand/vector-file.ts'
import { noon } from './country-rules.ts'

export type Outcome = readonly [
  outcome: 'pass' | 'check' | 'stop',
  rules: Readonly<Record<number, string>>,
]

export interface Circumstances {
  readonly now?: string
  readonly place?: object
  readonly gaps?: readonly object[]
}

/** One case. */
export const judged = (
  id: string,
  payload: unknown,
  [outcome, rules]: Outcome,
  holdsUntil: string | null,
  comment: string,
  { now = noon, place = {}, gaps = [] }: Circumstances = {},
): Case => ({
  id,
  comment,
  now,
  payload,
  place: { countryOfArrival: 'XX', ...place },
  outcome,
  gaps,
  rules,
  holdsUntil,
})

/** When the set is over. */
export const end = '2023-01-01T00:00:00Z'
/** When the vaccination of 1 August is more than 365 days old. */
export const yearOver = '2022-08-01T00:00:01Z'
export const vaccinated = { 1: 'holds', 2: 'holds', 3: 'holds' }
export const tested = { 1: 'holds', 4: 'holds', 5: 'holds', 6: 'holds' }
export const testOver = '2021-12-03T12:00:00Z'
export const noGrant = (kind: string) => ({ gaps: [{ code: 'no-acceptance-rule', kind }] })
export const gap = (code: string) => ({ gaps: [{ code }] })
