/** Runs a compiled rule set over one person's facts: the worst outcome wins, and unknown is never guessed. */
import type { CompiledRule, CompiledRuleSet } from './compile.ts'
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
 * @param now - Unix seconds.
 */
export function evaluate(
  compiled: CompiledRuleSet,
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  return run(compiled, compiled.rules, facts, now, onSite)
}

/**
 * Evaluates the check and stop rules that read what is measured at the gate, for a person whose facts are
 * not known here; no such rule firing is a pass.
 */
export function evaluateOnSite(
  compiled: CompiledRuleSet,
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  const rules = compiled.rules.filter(({ isOnSite, rule }) => isOnSite && rule.outcome !== 'pass')
  const verdict = run(compiled, rules, facts, now, onSite)
  const isQuiet = verdict.fired.length === 0 && verdict.missing.length === 0
  return isQuiet ? { ...verdict, outcome: 'pass' } : verdict
}

function run(
  compiled: CompiledRuleSet,
  rules: readonly CompiledRule[],
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  const scene = makeScene(now, compiled.set.zone.offsets, facts, onSite)
  const values = rules.map(({ fires }) => fires(scene))
  const firing = (outcome: Verdict['outcome'], value: Truth): CompiledRule[] =>
    rules.filter(({ rule }, i) => rule.outcome === outcome && values[i] === value)
  const [stop, check, pass] = [firing('stop', true), firing('check', true), firing('pass', true)]
  const doubts: CompiledRule[] = []
  if (stop.length === 0) {
    doubts.push(...firing('stop', undefined))
    if (check.length === 0) {
      doubts.push(...firing('check', undefined))
      if (pass.length === 0) doubts.push(...firing('pass', undefined))
    }
  }
  const missing = [...new Set(doubts.flatMap(({ reads }) => reads))].sort()
  const common = { missing, values, next: scene.next }
  const numbers = (fired: readonly CompiledRule[]): number[] => fired.map(({ rule }) => rule.no)
  if (stop.length > 0) return { outcome: 'stop', fired: numbers(stop), ...common }
  if (check.length > 0) return { outcome: 'check', fired: numbers(check), ...common }
  if (doubts.length > 0 || pass.length === 0) return { outcome: 'check', fired: [], ...common }
  return { outcome: 'pass', fired: numbers(pass).slice(0, 1), ...common }
}
