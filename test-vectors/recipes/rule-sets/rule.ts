/** A rule that several versions have: its permanent number, and its condition in each of them. */
import type { Json } from '../hand/jcs.ts'
import { or, type Expression } from '../hand/rule-set.ts'

/** A rule before it is put into a version. */
export interface RuleOfEditions {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The first and the last version that have it. */
  readonly editions: readonly [number, number]
  readonly reason: readonly [zh: string, en: string]
  readonly when: (edition: number) => Expression
  /** Exemptions: any of them is enough. */
  readonly unless?: (edition: number) => readonly Expression[]
  /** Of a pass rule: a kind that it does not require. */
  readonly without?: string
}

/** What passage requires to be stated in full, and since which version. */
const required: readonly (readonly [since: number, kind: string, maxAge: string])[] = [
  [1, 'checkin', 'P1D'],
  [1, 'stay', 'P7D'],
  [2, 'contact', 'P1D'],
  [4, 'symptom', 'P1D'],
  [6, 'quarantine', 'P1D'],
  [9, 'test', 'PT24H'],
  [11, 'clinic', 'P1D'],
  [11, 'entry', 'P3D'],
  [12, 'household', 'PT12H'],
  [12, 'temperature', 'PT24H'],
  [13, 'order', 'PT12H'],
  [13, 'recovery', 'P7D'],
  [14, 'assessment', 'PT24H'],
]

/** The kinds that a version's passage requires. */
export const requiredKinds = (edition: number): readonly string[] =>
  required.filter(([since]) => since <= edition).map(([, kind]) => kind)

/** The rules of a version, in the order of their numbers. */
export const rulesOf = (rules: readonly RuleOfEditions[], edition: number): readonly Json[] =>
  rules
    .filter(({ editions: [first, last] }) => first <= edition && edition <= last)
    .sort((a, b) => a.no - b.no)
    .map(({ no, id, outcome, reason: [zh, en], when, unless, without }) => {
      const exempt = unless?.(edition) ?? []
      return {
        no,
        id,
        outcome,
        requires:
          outcome === 'pass'
            ? required
                .filter(([since, kind]) => since <= edition && kind !== without)
                .map(([, kind, maxAge]) => ({ kind, maxAge }))
            : undefined,
        when: when(edition),
        unless: exempt.length > 1 ? or(...exempt) : exempt[0],
        reason: { zh, en },
      }
    })
