/** Runs a compiled rule set over one person's facts: the worst outcome wins, and unknown is never guessed. */
import { ranks, type CompiledRule, type CompiledRuleSet } from './compile.ts'
import { makeScene } from './scene.ts'
import type { Truth } from './truth.ts'
import type { FactBase } from './vocabulary.ts'

/** What a rule set makes of one person at one instant. */
export interface Verdict {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The numbers of the rules that made the outcome, ascending; for pass the lowest alone. */
  readonly fired: readonly number[]
  /** What would settle rules that might change the outcome, sorted. */
  readonly missing: readonly string[]
  /** Whether every rule, in the order of their numbers, fires. */
  readonly values: readonly Truth[]
  /** The first instant at which any of this may be otherwise; Infinity: never. */
  readonly next: number
}

/**
 * Evaluates a rule set.
 *
 * @param facts - Made with the fact types that the set was compiled with.
 * @param now - Unix seconds.
 * @throws TypeError if the facts were made with other fact types.
 */
export function evaluate(
  compiled: CompiledRuleSet,
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  return run(compiled, compiled.rules, undefined, facts, now, onSite)
}

/**
 * Evaluates the check and stop rules that read what is measured at the gate, for a person whose facts are
 * not known here, on top of what was assessed elsewhere.
 */
export function evaluateOnSite(
  compiled: CompiledRuleSet,
  assessed: Verdict['outcome'],
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  return run(compiled, compiled.onSiteRules, assessed, facts, now, onSite)
}

/**
 * Evaluates what can be assessed away from a gate. The check and stop rules that read what is measured there are left
 * to it: it judges them on top of the assessment.
 */
export function evaluateOffSite(compiled: CompiledRuleSet, facts: FactBase, now: number): Verdict {
  return run(compiled, compiled.offSiteRules, undefined, facts, now, {})
}

function run(
  compiled: CompiledRuleSet,
  rules: readonly CompiledRule[],
  assessed: Verdict['outcome'] | undefined,
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  if (facts.types !== compiled.vocabulary.types) {
    throw new TypeError('facts must be made with the fact types that the set was compiled with')
  }
  const scene = makeScene(now, compiled.set.zone.offsets, facts, onSite)
  const values: Truth[] = []
  // How bad the worst is; 0: none.
  let [sure, doubtful] = [0, 0]
  for (const { rank, fires } of rules) {
    const value = fires(scene)
    values.push(value)
    if (value === false) continue
    if (value === undefined) doubtful = Math.max(doubtful, rank)
    else sure = Math.max(sure, rank)
  }
  const worst = assessed === undefined ? sure : Math.max(sure, ranks[assessed])
  // Only what could change the outcome is in doubt: nothing is worse than stop, no check than a check.
  const isInDoubt = doubtful > worst
  const missing = isInDoubt ? readsInDoubt(rules, values, worst) : none
  const isPass = worst === ranks.pass && !isInDoubt
  const outcome = sure === ranks.stop ? 'stop' : isPass ? 'pass' : 'check'
  return { outcome, fired: firedOf(rules, values, outcome), missing, values, next: scene.next }
}

const none: readonly string[] = []

/** What the rules in doubt read that are worse than the worst that is sure. */
function readsInDoubt(
  rules: readonly CompiledRule[],
  values: readonly Truth[],
  worst: number,
): readonly string[] {
  const doubtful = rules.filter(({ rank }, i) => values[i] === undefined && rank > worst)
  return [...new Set(doubtful.flatMap(({ reads }) => reads))].sort()
}

/** The rules that are true and have the outcome; for pass the first alone. */
function firedOf(
  rules: readonly CompiledRule[],
  values: readonly Truth[],
  outcome: Verdict['outcome'],
): readonly number[] {
  const fired: number[] = []
  for (let i = 0; i < rules.length; i++) {
    const { rule } = rules[i] as CompiledRule
    if (values[i] !== true || rule.outcome !== outcome) continue
    fired.push(rule.no)
    if (outcome === 'pass') break
  }
  return fired
}
