/** Compiles a rule set once, so that a gate only runs closures: no eval, no parsing, no clock. */
import { parseInstant } from '../encoding/instant.ts'
import { compileCondition } from './compile-expression.ts'
import { kindPlace, type Place, type Read } from './compiled.ts'
import { maxCost } from './cost.ts'
import { parseDuration } from './duration.ts'
import { RuleSetFault } from './fault.ts'
import { readsOf, unknownNames } from './reads.ts'
import { resolveRuleSet, type Bases, type Origins } from './resolve.ts'
import type { AcceptedAssessment, Rule, RuleSet } from './rule-set.ts'
import { noteInstant, type Scene } from './scene.ts'
import { allOf, not, type Truth } from './truth.ts'
import type { TypedFact, Vocabulary } from './vocabulary.ts'

export { engineVersion } from './resolve.ts'

/** A rule, ready to run. */
export interface CompiledRule {
  readonly rule: Rule
  /** How bad its outcome is: pass 1, check 2, stop 3. */
  readonly rank: number
  /** Whether the rule fires. */
  readonly fires: (scene: Scene) => Truth
  /** Kinds and measurements it reads, sorted. */
  readonly reads: readonly string[]
}

/** A rule set, ready to run. */
export interface CompiledRuleSet {
  /** With all that it has from its bases. */
  readonly set: RuleSet
  readonly origins: Origins
  /** The fact types that it was compiled with. */
  readonly vocabulary: Vocabulary
  /** Steps that one evaluation takes at most (docs/rules.md 8). */
  readonly cost: number
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** In the order of their numbers. */
  readonly rules: readonly CompiledRule[]
  /** The check and stop rules that read what is measured at the gate. */
  readonly onSiteRules: readonly CompiledRule[]
  /** All others: what can be assessed where nobody stands at a gate. */
  readonly offSiteRules: readonly CompiledRule[]
  /** `maxAge` in seconds. */
  readonly accepts: readonly (Omit<AcceptedAssessment, 'maxAge'> & { readonly maxAge: number })[]
}

/** How bad an outcome is. */
export const ranks = { pass: 1, check: 2, stop: 3 } as const

/** Stands where no fact is at hand. */
const noFact: TypedFact = { id: '', values: [] }

/**
 * Compiles a rule set, checking every type and name on the way.
 *
 * @param value - The rule set as JSON (docs/rules.md).
 * @param vocabulary - The fact types it is judged with.
 * @param bases - Finds the bases of an overlay; without it an overlay is refused.
 * @throws {@link GreengateError} `ERR_RULE_SET_MALFORMED` with the place of the fault,
 * `ERR_RULE_SET_ENGINE` for another engine, `ERR_RULE_SET_FACT_TYPE` for kinds that are not among the types,
 * `ERR_RULE_SET_BASE` for a base that is missing, another, or loosened, `ERR_RULE_SET_COST` for one too costly.
 *
 * @example
 * ```ts
 * import { compileRuleSet, type Vocabulary } from 'greengate/rules'
 *
 * const firstRule = (json: unknown, types: Vocabulary): string | undefined =>
 *   compileRuleSet(json, types).rules[0]?.rule.id
 * ```
 */
export function compileRuleSet(
  value: unknown,
  vocabulary: Vocabulary,
  bases?: Bases,
): CompiledRuleSet {
  const { set, origins } = resolveRuleSet(value, bases)
  const names = unknownNames(set, vocabulary)
  if (names.length > 0) {
    const code = 'ERR_RULE_SET_FACT_TYPE'
    throw new RuleSetFault('rules', `unknown ${names.join(', ')}`, { code, names })
  }
  const asked = new Map<string, number>()
  const compiled = set.rules.map((rule, i) =>
    compileRule(rule, { set, vocabulary, fields: undefined, at: `rules[${String(i)}]`, asked }),
  )
  const cost = compiled.reduce((sum, rule) => sum + rule.cost, 0)
  if (cost > maxCost) {
    const code = 'ERR_RULE_SET_COST'
    throw new RuleSetFault('rules', `must cost at most ${String(maxCost)} steps`, { code })
  }
  const rules = compiled.toSorted((a, b) => a.rule.no - b.rule.no)
  return {
    set,
    origins,
    vocabulary,
    cost,
    from: parseInstant(set.effective.from) as number,
    until: parseInstant(set.effective.until) as number,
    rules,
    onSiteRules: rules.filter(isForTheGate),
    offSiteRules: rules.filter((rule) => !isForTheGate(rule)),
    accepts: set.accepts.assessments.map((entry) => ({
      ...entry,
      maxAge: parseDuration(entry.maxAge) as number,
    })),
  }
}

type Measured = CompiledRule & { readonly cost: number; readonly isOnSite: boolean }

/** What a measurement takes away is judged on top of an assessment; what it would grant is not known without it. */
function isForTheGate({ rule, isOnSite }: Measured): boolean {
  return isOnSite && rule.outcome !== 'pass'
}

function compileRule(rule: Rule, place: Place): Measured {
  const when = compileCondition(rule.when, { ...place, at: `${place.at}.when` })
  const conditions: Read<Truth>[] = [when.read]
  let { cost } = when
  if (rule.unless !== undefined) {
    const unless = compileCondition(rule.unless, { ...place, at: `${place.at}.unless` })
    conditions.push((scene, fact) => not(unless.read(scene, fact)))
    cost += unless.cost
  }
  // Last, although they are told first: most pass rules are false without them.
  for (const { kind, maxAge } of rule.requires ?? []) {
    conditions.push(requirement(kindPlace(place.vocabulary, kind), parseDuration(maxAge) as number))
    cost++
  }
  const { kinds, onSite } = readsOf(rule)
  const fires = allOf(conditions)
  return {
    rule,
    rank: ranks[rule.outcome],
    fires: (scene) => fires(scene, noFact),
    reads: [...new Set([...kinds, ...onSite])].sort(),
    cost,
    isOnSite: onSite.size > 0,
  }
}

/** Stale coverage is unknown, not false: newer facts might be there. */
function requirement(kind: number, maxAge: number): Read<Truth> {
  return (scene) => {
    const until = scene.facts.coveredUntil[kind]
    if (until === undefined || scene.now - until > maxAge) return undefined
    noteInstant(scene, until + maxAge + 1)
    return true
  }
}
