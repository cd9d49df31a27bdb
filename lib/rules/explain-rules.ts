/** Explains what every rule of a set makes of one person: which fact, which comparison, which value. */
import type { Words } from '../encoding/json-shape.ts'
import type { CompiledRule, CompiledRuleSet } from './compile.ts'
import { kindPlace, type Place } from './compiled.ts'
import { explainExpression, type ExplainedPart } from './explain-expression.ts'
import { phraseOfDuration } from './phrase.ts'
import type { Origin } from './resolve.ts'
import type { Requirement, Rule } from './rule-set.ts'
import { makeScene, type Scene } from './scene.ts'
import type { Truth } from './truth.ts'
import type { FactBase, TypedFact } from './vocabulary.ts'

/** What one rule said, and by which parts. */
export interface ExplainedRule {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  /** Whether its condition holds; `unknown` where facts are missing. */
  readonly value: 'true' | 'false' | 'unknown'
  /** Kinds of fact and measurements that it reads. */
  readonly reads: readonly string[]
  readonly reason: Words
  /** The set that it comes from: an overlay has most of its rules from its base. */
  readonly origin: Origin
  /** `requires`, `when` and `unless`, in this order. */
  readonly parts: readonly ExplainedPart[]
}

const noFact: TypedFact = { id: '', values: [] }

/**
 * Explains every rule, in the order of their numbers.
 *
 * For people with time: it compiles each rule again. What it gives tells facts, so it is for whoever may know them.
 *
 * @param facts - Made with the fact types that the set was compiled with.
 * @param now - Unix seconds.
 *
 * @example
 * ```ts
 * import { explainRules, type CompiledRuleSet, type FactBase } from 'greengate/rules'
 *
 * const why = (set: CompiledRuleSet, facts: FactBase, now: number): string[] =>
 *   explainRules(set, facts, now, {}).flatMap(({ parts }) => parts.map(({ words }) => words.en))
 * ```
 */
export function explainRules(
  compiled: CompiledRuleSet,
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): readonly ExplainedRule[] {
  const { set, vocabulary, rules, origins } = compiled
  // Two scenes: what is asked of all facts has other places among the answers when parts are compiled alone.
  const [whole, inParts] = [1, 2].map(() => makeScene(now, set.zone.offsets, facts, onSite)) as [
    Scene,
    Scene,
  ]
  const place: Place = { set, vocabulary, fields: undefined, at: '', asked: new Map() }
  return rules.map(({ rule, reads, fires }: CompiledRule) => ({
    no: rule.no,
    id: rule.id,
    outcome: rule.outcome,
    value: words(fires(whole)),
    reads,
    reason: rule.reason,
    origin: origins.rules.get(rule.no) ?? { id: set.id, version: set.version },
    parts: explainParts(rule, place, inParts),
  }))
}

function explainParts(rule: Rule, place: Place, scene: Scene): readonly ExplainedPart[] {
  const part = (member: 'when' | 'unless'): ExplainedPart[] => {
    const expression = rule[member]
    if (expression === undefined) return []
    return [explainExpression(expression, { ...place, at: member }, scene, noFact)]
  }
  const required = (rule.requires ?? []).map((requirement, i) =>
    explainRequirement(requirement, `requires[${String(i)}]`, place, scene),
  )
  return [...required, ...part('when'), ...part('unless')]
}

function explainRequirement(
  { kind, maxAge }: Requirement,
  at: string,
  { vocabulary }: Place,
  { facts }: Scene,
): ExplainedPart {
  const label = vocabulary.types.get(kind)?.labels ?? { zh: kind, en: kind }
  const age = phraseOfDuration(maxAge)
  return {
    at,
    form: 'requires',
    name: kind,
    words: {
      zh: `${label.zh}的记录完整，且截至${age.zh}之内`,
      en: `every ${label.en} is stated, not longer than ${age.en} ago`,
    },
    covered: facts.coveredUntil[kindPlace(vocabulary, kind)] !== undefined,
    parts: [],
  }
}

function words(value: Truth): ExplainedRule['value'] {
  return value === undefined ? 'unknown' : value ? 'true' : 'false'
}
