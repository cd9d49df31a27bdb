/** The four states that an impact counts: the outcomes of the rules, with check apart where nothing but missing facts made it. */
import type { Verdict } from 'greengate/rules'

/** In the order of tables and matrices: from open to shut. */
export const states = ['pass', 'check', 'missing', 'stop'] as const

/** `missing` is check at the gate too: no check rule is true, but something unknown could change the outcome. */
export type State = (typeof states)[number]

type Made = Pick<Verdict, 'outcome' | 'fired' | 'missing'>

/** The place of a verdict's state among {@link states}. */
export function stateIndexOf({ outcome, fired, missing }: Made): number {
  if (outcome === 'pass') return 0
  if (outcome === 'stop') return 3
  return fired.length === 0 && missing.length > 0 ? 2 : 1
}

/** What a gate does in a state: 1 lets pass, 2 calls staff, 3 stops. */
export function rankOf(state: State): number {
  return state === 'pass' ? 1 : state === 'stop' ? 3 : 2
}

/** Why a verdict is what it is: the rules that made it, or, where there is none, what is missing. */
export interface Ground {
  readonly rules: readonly number[]
  readonly missing: readonly string[]
}

/** The ground of a verdict. */
export function groundOf({ fired, missing }: Made): Ground {
  return { rules: fired, missing: fired.length > 0 ? [] : missing }
}
