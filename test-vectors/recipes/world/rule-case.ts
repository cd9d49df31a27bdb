/** Cases of rules/: a rule set alone, facts and coverage as they are read, and what the set says of them. */
import type { Case } from '../hand/vector-file.ts'
import type { Fact } from '../hand/claims.ts'
import type { Base } from '../hand/overlay.ts'
import { byRule, check, missing, pass, stop, type Expected } from '../hand/reasons.ts'
import { rule, ruleSet, value, type Expression } from '../hand/rule-set.ts'
import { noon } from './people.ts'

/** What a rule set is asked about. */
export interface Asked {
  readonly now?: string
  readonly facts?: readonly Fact[]
  /** Kinds that are covered, until now or until the instant given. */
  readonly covers?: readonly string[] | Readonly<Record<string, string>>
  readonly onSite?: Readonly<Record<string, number>>
}

/** The three truth values. */
export type Truth = 'true' | 'false' | 'unknown'

/** A group as the file has it. */
export interface RuleGroup {
  readonly given: { readonly ruleSet: Expression; readonly bases?: readonly Base[] }
  readonly cases: readonly Case[]
}

/** One case: what is asked, the value of each rule by its number, and the outcome. */
export const asks = (
  id: string,
  asked: Asked,
  rules: Readonly<Record<string, Truth>>,
  expected: Expected,
  comment: string,
): Case => {
  const { now = noon, facts = [], covers = [], onSite = {} } = asked
  const coverage = Array.isArray(covers)
    ? (covers as readonly string[]).map((kind) => ({ kind, until: now }))
    : Object.entries(covers as Readonly<Record<string, string>>).map(([kind, until]) => ({
        kind,
        until,
      }))
  return { id, comment, now, facts, covers: coverage, onSite, rules, ...expected }
}

/** A line of an operator's table. */
export type Line = readonly [id: string, truth: Truth, asked: Asked, comment: string]

/**
 * The table of one condition: a stop rule under it, and a pass rule that is always true. So a true condition is a
 * stop, a false one a pass, and an unknown one a check that names what the condition reads.
 */
export const condition = (
  id: string,
  when: Expression,
  reads: readonly string[],
  lines: readonly Line[],
  more: Expression = {},
): RuleGroup => {
  const set = `vector-${id}`
  const outcomes: Readonly<Record<Truth, Expected>> = {
    true: stop(byRule('rule-stop', `${set}/1#1`)),
    false: pass(byRule('rule-pass', `${set}/1#2`)),
    unknown: check(missing(...reads)),
  }
  return {
    given: {
      ruleSet: ruleSet(set, 1, [rule(1, 'stop', when), rule(2, 'pass', value(true))], more),
    },
    cases: lines.map(([name, truth, asked, comment]) =>
      asks(`${id}-${name}`, asked, { 1: truth, 2: 'true' }, outcomes[truth], comment),
    ),
  }
}

/** The table of a whole set. */
export const table = (
  id: string,
  rules: readonly Expression[],
  lines: readonly (readonly [
    name: string,
    asked: Asked,
    truths: Readonly<Record<string, Truth>>,
    expected: Expected,
    comment: string,
  ])[],
  more: Expression = {},
): RuleGroup => ({
  given: { ruleSet: ruleSet(`vector-${id}`, 1, rules, more) },
  cases: lines.map(([name, asked, truths, expected, comment]) =>
    asks(`${id}-${name}`, asked, truths, expected, comment),
  ),
})
