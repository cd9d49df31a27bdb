/** Explains a decision rule by rule, for staff with time and for rule authors. */
import type { Decision, InstantText } from './decision.ts'
import { titleOf } from './bundle/summary.ts'
import { formatInstant, parseInstant } from './encoding/instant.ts'
import type { Words } from './encoding/json-shape.ts'
import { explainRules, type ExplainedRule } from './rules/explain-rules.ts'
import { decide, type VerifyOptions } from './verify.ts'

/** What one rule said, by which parts, and whether it made the outcome. */
export type DecidedRule = ExplainedRule & { readonly decided: boolean }

export interface Explanation {
  readonly decision: Decision
  /** The set in force; null where none was reached. */
  readonly ruleSet: {
    readonly id: string
    readonly version: number
    readonly title: Words
    readonly until: InstantText
  } | null
  /** In the order of their numbers; empty where the set was not run on facts. */
  readonly rules: readonly DecidedRule[]
}

/**
 * Decides as {@link verify} does, and says what every rule of the set in force made of the facts.
 *
 * @example
 * ```ts
 * import { explain, type Bundle } from 'greengate'
 *
 * const firing = async (text: string, bundle: Bundle): Promise<string[]> => {
 *   const { rules } = await explain(text, { bundle, now: new Date(), context: { ruleSet: 'cn-3301' } })
 *   return rules.filter(({ value }) => value === 'true').map(({ id }) => id)
 * }
 * ```
 */
export async function explain(
  texts: string | readonly string[],
  options: VerifyOptions,
): Promise<Explanation> {
  const { decision, judgement } = await decide(texts, options)
  const { rules } = judgement
  if (rules === undefined) return { decision, ruleSet: null, rules: [] }
  if (rules.held.use.state !== 'ready') {
    const { id, version, until, use } = rules.held
    const title = titleOf(use)
    const named = title && { id, version, title, until: formatInstant(until) }
    return { decision, ruleSet: named, rules: [] }
  }
  const { compiled } = rules.held.use
  const { set } = compiled
  const { now, context } = decision.basis
  const decisive = new Set(
    decision.reasons.flatMap((reason) =>
      reason.code.startsWith('rule-') && 'rule' in reason && reason.rule.set === set.id
        ? [reason.rule.no]
        : [],
    ),
  )
  const explained =
    rules.facts === undefined
      ? []
      : explainRules(compiled, rules.facts, parseInstant(now) as number, context.onSite)
  return {
    decision,
    ruleSet: { id: set.id, version: set.version, title: set.title, until: set.effective.until },
    rules: explained.map((rule) => ({ ...rule, decided: decisive.has(rule.no) })),
  }
}
