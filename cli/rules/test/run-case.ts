/** Runs one case: what came out, whether that is what was expected, and what every part of every rule said. */
import {
  evaluate,
  explainRules,
  type CompiledRuleSet,
  type ExplainedRule,
  type Verdict,
} from 'greengate/rules'
import type { Case, Outcome } from '../cases-file.ts'
import { factBaseOf } from '../person-file.ts'

/** What a case expects, or what came out. */
export interface Said {
  readonly outcome: Outcome
  readonly fired: readonly number[]
  /** Undefined where a case does not say. */
  readonly missing: boolean | undefined
}

/** A case that was run. */
export interface Ran {
  readonly case: Case
  readonly got: Said
  /** The kinds and measurements that would settle it. */
  readonly missing: Verdict['missing']
  readonly isRight: boolean
  readonly rules: readonly ExplainedRule[]
}

/** Runs a case. */
export function runCase(compiled: CompiledRuleSet, one: Case): Ran {
  const { now, person } = one
  const facts = factBaseOf(person, compiled.vocabulary)
  const rules = explainRules(compiled, facts, now, person.onSite)
  return ranOf(one, evaluate(compiled, facts, now, person.onSite), rules)
}

/** Holds what came out against what a case expects. */
export function ranOf(
  one: Case,
  { outcome, fired, missing }: Verdict,
  rules: readonly ExplainedRule[],
): Ran {
  const got = { outcome, fired, missing: missing.length > 0 }
  const isRight =
    outcome === one.outcome &&
    String(fired) === String(one.fired) &&
    (one.missing === undefined || one.missing === got.missing)
  return { case: one, got, missing, isRight, rules }
}

/** The rules by which what came out differs from what was expected, and those in doubt that may be why. */
export function rulesThatDiffer({ case: wanted, got, rules }: Ran): readonly ExplainedRule[] {
  const isOther = wanted.outcome !== got.outcome
  const isDoubtOdd = wanted.missing !== undefined && wanted.missing !== got.missing
  return rules.filter(({ no, value }) => {
    const [isWanted, isGot] = [wanted.fired.includes(no), got.fired.includes(no)]
    if (isWanted !== isGot || (isOther && isGot)) return true
    return value === 'unknown' && (isOther || isDoubtOdd)
  })
}
