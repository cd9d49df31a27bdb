/** By what a decision came out as it did, in so few words that decisions under two versions can be counted together. */
import type { Decision } from '../decision.ts'
import { outcomeOf, reasonOrder, type ReasonCode } from '../reasons.ts'

/** An outcome and what made it. */
export interface DecidedBy {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The numbers of the set's rules that made it, ascending. */
  readonly rules: readonly number[]
  /** What else made it, in the order of the table of reasons. */
  readonly reasons: readonly ReasonCode[]
}

/**
 * Says by what a decision came out; a reason of a better outcome made nothing.
 *
 * @param set - The id of the rule set whose rules are named by their numbers.
 * @returns undefined for an outcome that no rules make.
 */
export function decidedBy(
  { outcome, reasons }: Pick<Decision, 'outcome' | 'reasons'>,
  set: string,
): DecidedBy | undefined {
  if (outcome === 'invalid' || outcome === 'unreadable') return undefined
  const rules = new Set<number>()
  const others = new Set<ReasonCode>()
  for (const reason of reasons) {
    if (outcomeOf(reason.code) !== outcome) continue
    const isOwn = reason.code.startsWith('rule-') && 'rule' in reason && reason.rule.set === set
    if (isOwn) rules.add(reason.rule.no)
    else others.add(reason.code)
  }
  return {
    outcome,
    rules: [...rules].sort((a, b) => a - b),
    reasons: [...others].sort((a, b) => placeOf(a) - placeOf(b)),
  }
}

function placeOf(code: ReasonCode): number {
  return reasonOrder.get(code) as number
}
