/** Compiles a rule set once, so that a gate only runs closures: no eval, no parsing, no clock. */
import { GreengateError } from '../errors.ts'
import { parseInstant } from '../encoding/instant.ts'
import { compileCondition, type Place, type Read } from './compile-expression.ts'
import { parseDuration } from './duration.ts'
import { parseRuleSet } from './parse-rule-set.ts'
import { readsOf, unknownNames } from './reads.ts'
import type { AcceptedAssessment, Rule, RuleSet } from './rule-set.ts'
import { noteInstant, type Scene } from './scene.ts'
import { and, not, type Truth } from './truth.ts'
import type { TypedFields, Vocabulary } from './vocabulary.ts'

/** The rule language this engine speaks. */
export const engineVersion = 1

/** A rule, ready to run. */
export interface CompiledRule {
  readonly rule: Rule
  /** Whether the rule fires. */
  readonly fires: (scene: Scene) => Truth
  /** Kinds and measurements it reads, sorted. */
  readonly reads: readonly string[]
  /** Whether it reads what is measured at the gate. */
  readonly isOnSite: boolean
}

/** A rule set, ready to run. */
export interface CompiledRuleSet {
  readonly set: RuleSet
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** In the order of their numbers. */
  readonly rules: readonly CompiledRule[]
  /** `maxAge` in seconds. */
  readonly accepts: readonly (Omit<AcceptedAssessment, 'maxAge'> & { readonly maxAge: number })[]
}

const noFields: TypedFields = new Map()

/**
 * Compiles a rule set, checking every type and name on the way.
 *
 * @param value - The rule set as JSON (docs/rules.md).
 * @param vocabulary - The fact types it is judged with.
 * @throws {@link GreengateError} `ERR_RULE_SET_MALFORMED` with the place of the fault,
 * `ERR_RULE_SET_ENGINE` for another engine, `ERR_RULE_SET_FACT_TYPE` for kinds that are not among the types.
 *
 * @example
 * ```ts
 * import { compileRuleSet, type Vocabulary } from 'greengate/rules'
 *
 * const firstRule = (json: unknown, types: Vocabulary): string | undefined =>
 *   compileRuleSet(json, types).rules[0]?.rule.id
 * ```
 */
export function compileRuleSet(value: unknown, vocabulary: Vocabulary): CompiledRuleSet {
  // Before its shape: a set for another engine may have members that this one does not know.
  if (isForAnotherEngine(value)) {
    throw new GreengateError('ERR_RULE_SET_ENGINE', 'engine: this engine speaks version 1 only')
  }
  const set = parseRuleSet(value)
  const unknown = unknownNames(set, vocabulary)
  if (unknown.length > 0) {
    throw new GreengateError('ERR_RULE_SET_FACT_TYPE', `rules: unknown ${unknown.join(', ')}`)
  }
  const rules = set.rules.map((rule, i) =>
    compileRule(rule, { set, vocabulary, fields: undefined, at: `rules[${String(i)}]` }),
  )
  return {
    set,
    from: parseInstant(set.effective.from) as number,
    until: parseInstant(set.effective.until) as number,
    rules: rules.toSorted((a, b) => a.rule.no - b.rule.no),
    accepts: set.accepts.assessments.map((entry) => ({
      ...entry,
      maxAge: parseDuration(entry.maxAge) as number,
    })),
  }
}

function isForAnotherEngine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('engine' in value)) return false
  return Number.isSafeInteger(value.engine) && value.engine !== engineVersion
}

function compileRule(rule: Rule, place: Place): CompiledRule {
  const conditions: Read<Truth>[] = (rule.requires ?? []).map(({ kind, maxAge }) =>
    requirement(kind, parseDuration(maxAge) as number),
  )
  conditions.push(compileCondition(rule.when, { ...place, at: `${place.at}.when` }))
  if (rule.unless !== undefined) {
    const unless = compileCondition(rule.unless, { ...place, at: `${place.at}.unless` })
    conditions.push((scene, fact) => not(unless(scene, fact)))
  }
  const { kinds, onSite } = readsOf(rule)
  return {
    rule,
    fires: (scene) => and(each(conditions, scene)),
    reads: [...new Set([...kinds, ...onSite])].sort(),
    isOnSite: onSite.size > 0,
  }
}

function* each(conditions: readonly Read<Truth>[], scene: Scene): Iterable<Truth> {
  for (const condition of conditions) yield condition(scene, noFields)
}

/** Stale coverage is unknown, not false: newer facts might be there. */
function requirement(kind: string, maxAge: number): Read<Truth> {
  return (scene) => {
    const until = scene.facts.coveredUntil(kind)
    if (until === undefined || scene.now - until > maxAge) return undefined
    noteInstant(scene, until + maxAge + 1)
    return true
  }
}
