/** A card of the vectors' world that is shown alone, and what must become of it. */
import type { Json } from '../hand/jcs.ts'
import { byRule, pass, type Expected, type Reason } from '../hand/reasons.ts'
import type { Case } from '../hand/vector-file.ts'
import { personAt } from './population.ts'

/** What a case may say beside the person. */
export interface More {
  readonly now?: string
  readonly context?: { readonly [name: string]: Json }
  readonly source?: 'mrz' | 'typed'
  readonly number?: string
  readonly type?: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly lookUps?: { readonly [name: string]: Json }
}

const noon = '2026-03-02T04:00:00Z'
/** The last patch is of 03:00, and the set accepts an assessment for 24 hours; beyond 8 hours it is stale. */
export const staleAt = '2026-03-02T11:00:01Z'
/** Sets without a patch are of 01:00. */
export const baseStaleAt = '2026-03-02T09:00:01Z'
export const takeover = '2026-03-02T05:00:00Z'
export const timestampStaleAt = '2026-03-03T03:20:01Z'
export const retiredAt = '2026-12-31T16:00:00Z'

export const of = (
  id: string,
  person: number,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  { now = noon, context, source, lookUps, type, number, validFrom, validUntil }: More = {},
): Case => {
  const [ownType, ownNumber] = personAt(person)
  return {
    id,
    comment,
    now,
    card: {
      type: type ?? ownType,
      number: number ?? ownNumber,
      ...(validFrom !== undefined && { validFrom }),
      ...(validUntil !== undefined && { validUntil }),
      source: source ?? 'chip',
    },
    context: { ruleSet: 'cn-3301', ...context },
    ...expected,
    holdsUntil,
    lookUps: {
      source: source ?? 'chip',
      validity: 'valid',
      covered: true,
      notGreen: 'green',
      ...lookUps,
    },
  }
}

export const city = (code: string, no: number): Reason => byRule(code, `cn-3301/14#${no}`)
export const granted = pass(city('assessed-pass', 0))
export const stopped = { outcome: 'stop', rule: 7 }
export const checked = { outcome: 'check', rule: 9 }
export const stale = (role: string): Reason => ({ code: 'bundle-stale', role })
export const by = (ruleSet: string) => ({ context: { ruleSet } })
export const outside = { covered: false, notGreen: null }
export const nothing = { covered: null, notGreen: null }
