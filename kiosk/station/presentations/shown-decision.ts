/** What the screen is shown of a decision: its outcome, its reasons, and the rule that made it. */
import {
  reasons as reasonTable,
  ruleSetInForce,
  type Bundle,
  type Decision,
  type RuleReference,
} from 'greengate'
import type { ShownDecision } from '../../shared/kiosk-api.ts'

/**
 * The rule that made the outcome; one that would have granted what was not granted is not it, and 0 stands for an
 * assessment that names none (docs/format.md 6.8).
 */
export function decidingRule({
  outcome,
  reasons,
}: Pick<Decision, 'outcome' | 'reasons'>): RuleReference | null {
  const rules = reasons.flatMap((reason) =>
    'rule' in reason && reasonTable[reason.code].outcome === outcome ? [reason.rule] : [],
  )
  return rules.find(({ no }) => no > 0) ?? null
}

/** Turns a decision into what is shown. */
export function shownDecision(
  decision: Decision,
  bundle: Bundle,
  at: Date,
  more: Pick<ShownDecision, 'appeal' | 'awaits' | 'parts' | 'group'>,
): ShownDecision {
  const { outcome, reasons } = decision
  const rule = decidingRule(decision)
  if (rule === null) return { outcome, reasons, rule, ...more }
  const inForce = ruleSetInForce(bundle, rule.set, at)
  const title = inForce?.version === rule.version ? inForce.title : null
  return { outcome, reasons, rule: { ...rule, title }, ...more }
}
