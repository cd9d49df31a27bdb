/** What rules said of a person: read from a receipt, or from a verdict, so that the two can be compared. */
import type { Receipt, RuleReference } from 'greengate'
import type { CompiledRuleSet, Verdict } from 'greengate/rules'
import { asObject } from '../../edges/json-file.ts'
import { OperatorError } from '../../operator-error.ts'

/** The rules' part of a decision; it may be milder than the decision, which has other reasons too. */
export interface Said {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The rules that made it. */
  readonly rules: readonly RuleReference[]
  /** Kinds and measurements that might have changed it. */
  readonly missing: readonly string[]
}

/** Reasons of a decision that did not, or not only, come from rules over one person's facts. */
const elsewhere: ReadonlySet<string> = new Set([
  'assessed-stop',
  'assessed-check',
  'assessed-pass',
  'assessment-superseded',
  'person-unproven',
])

/**
 * What the rules said according to a receipt.
 *
 * @returns undefined where the decision was not made by rules on the facts of one code.
 * @throws {@link OperatorError} for what is chained as a receipt but is none.
 */
export function saidIn(receipt: Pick<Receipt, 'seq' | 'reasons' | 'basis'>): Said | undefined {
  if (!isWhole(receipt)) {
    throw new OperatorError(
      `receipt ${String(receipt.seq)}: lacks reasons or basis; compare it with what the station holds`,
    )
  }
  const { reasons, basis } = receipt
  if (basis.ruleSet === null || reasons.some(({ code }) => elsewhere.has(code))) return undefined
  const codes = new Set(reasons.map(({ code }) => code))
  const rules = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule] : []))
  const missing = reasons.flatMap((each) => (each.code === 'fact-missing' ? each.kinds : []))
  if (codes.has('rule-stop')) return { outcome: 'stop', rules, missing }
  if (['rule-check', 'fact-missing', 'not-granted'].some((code) => codes.has(code as 'rule-check')))
    return { outcome: 'check', rules, missing }
  return codes.has('rule-pass') ? { outcome: 'pass', rules, missing } : undefined
}

/** What the rules say when they are asked again. */
export function saidBy({ outcome, fired, missing }: Verdict, { set }: CompiledRuleSet): Said {
  const rules = fired.map((no) => ({ set: set.id, version: set.version, no }))
  return { outcome, rules, missing }
}

/** How far two sayings are compared. */
export type Extent = 'all' | 'outcome-and-rules' | 'outcome'

/** Whether two sayings are the same, as far as they can be compared. */
export function isSame(a: Said, b: Said, extent: Extent): boolean {
  if (a.outcome !== b.outcome) return false
  if (extent === 'outcome') return true
  if (numbers(a) !== numbers(b)) return false
  return extent === 'outcome-and-rules' || a.missing.join() === b.missing.join()
}

function numbers({ rules }: Said): string {
  return rules.map(({ no }) => no).join()
}

/** The chain says that nobody changed a receipt since; not that it was one. */
function isWhole({ reasons, basis }: Pick<Receipt, 'reasons' | 'basis'>): boolean {
  const [stated, context] = [asObject(basis), asObject(asObject(basis)?.['context'])]
  return (
    Array.isArray(reasons) &&
    reasons.every((reason) => asObject(reason) !== undefined) &&
    typeof stated?.['now'] === 'string' &&
    asObject(context?.['onSite']) !== undefined
  )
}
