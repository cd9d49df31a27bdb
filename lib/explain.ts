/** Explains a decision rule by rule, for staff with time and for rule authors. */
import type { Decision, InstantText } from './decision.ts'
import type { Words } from './encoding/json-shape.ts'
import { decide, type VerifyOptions } from './verify.ts'

/** What one rule said. */
export interface ExplainedRule {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  /** Whether its condition holds; `unknown` where facts are missing. */
  readonly value: 'true' | 'false' | 'unknown'
  /** Whether it made the outcome. */
  readonly decided: boolean
  /** Kinds of fact and measurements that it reads. */
  readonly reads: readonly string[]
  readonly reason: Words
}

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
  readonly rules: readonly ExplainedRule[]
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
  if (rules?.held.use.state !== 'ready') return { decision, ruleSet: null, rules: [] }
  const { set, rules: compiled } = rules.held.use.compiled
  const values = rules.verdict?.values ?? []
  const decisive = new Set(
    decision.reasons.flatMap((reason) =>
      reason.code.startsWith('rule-') && 'rule' in reason ? [reason.rule.no] : [],
    ),
  )
  return {
    decision,
    ruleSet: { id: set.id, version: set.version, title: set.title, until: set.effective.until },
    rules:
      values.length < compiled.length
        ? []
        : compiled.map(({ rule, reads }, i) => ({
            no: rule.no,
            id: rule.id,
            outcome: rule.outcome,
            value: words(values[i]),
            decided: decisive.has(rule.no),
            reads,
            reason: rule.reason,
          })),
  }
}

function words(value: boolean | undefined): 'true' | 'false' | 'unknown' {
  return value === undefined ? 'unknown' : value ? 'true' : 'false'
}
