/** Explains a decision rule by rule, for staff with time and for rule authors. */
import type { Decision, InstantText } from './decision.ts'
import { titleOf } from './bundle/summary.ts'
import { formatInstant, parseInstant } from './encoding/instant.ts'
import type { Words } from './encoding/json-shape.ts'
import type { RuleFindings } from './judge/judge-rules.ts'
import { decidedBy } from './receipt/decided-by.ts'
import { explainRules, type ExplainedRule } from './rules/explain-rules.ts'
import { decide, type VerifyOptions } from './verify.ts'

/** What one rule said, by which parts, and whether it made the outcome. */
export type DecidedRule = ExplainedRule & { readonly decided: boolean }

/** A decision with what made it: every rule, and what each of its parts came to. */
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
  /** The emergency sets in force for this rule set, which are judged after it and can only make worse. */
  readonly emergencies: readonly ExplainedEmergency[]
}

/** An emergency set, and what its rules made of the facts. */
export interface ExplainedEmergency {
  readonly ruleSet: {
    readonly id: string
    readonly version: number
    /** null where the set cannot be run here, which is a check. */
    readonly title: Words | null
    readonly until: InstantText
  }
  readonly rules: readonly DecidedRule[]
}

/**
 * Decides as {@link verify} does, and says what every rule of the set in force, and of the emergency sets beside
 * it, made of the facts.
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
  const emergencies = judgement.emergencies.map((findings) => {
    const { id, version, until, use } = findings.held
    const title = titleOf(use)
    const ruleSet = { id, version, title, until: formatInstant(until) }
    return { ruleSet, rules: decidedRules(findings, decision) }
  })
  if (rules === undefined) return { decision, ruleSet: null, rules: [], emergencies }
  if (rules.held.use.state !== 'ready') {
    const { id, version, until, use } = rules.held
    const title = titleOf(use)
    const named = title && { id, version, title, until: formatInstant(until) }
    return { decision, ruleSet: named, rules: [], emergencies }
  }
  const { id, version, title, effective } = rules.held.use.compiled.set
  return {
    decision,
    ruleSet: { id, version, title, until: effective.until },
    rules: decidedRules(rules, decision),
    emergencies,
  }
}

function decidedRules({ held, facts }: RuleFindings, decision: Decision): readonly DecidedRule[] {
  if (held.use.state !== 'ready' || facts === undefined) return []
  const { now, context } = decision.basis
  const decisive = decidedBy(decision, held.id)?.rules ?? []
  return explainRules(held.use.compiled, facts, parseInstant(now) as number, context.onSite).map(
    (rule) => ({ ...rule, decided: decisive.includes(rule.no) }),
  )
}
