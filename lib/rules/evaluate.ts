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
  return run(compiled, compiled.rules, 'none', facts, now, onSite)
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
  const rules = compiled.rules.filter(({ isOnSite, rule }) => isOnSite && rule.outcome !== 'pass')
  return run(compiled, rules, assessed, facts, now, onSite)
}

function run(
  compiled: CompiledRuleSet,
  rules: readonly CompiledRule[],
  assessed: Verdict['outcome'] | 'none',
  facts: FactBase,
  now: number,
  onSite: Readonly<Record<string, number>>,
): Verdict {
  const scene = makeScene(now, compiled.set.zone.offsets, facts, onSite)
  const values = rules.map(({ fires }) => fires(scene))
  const sure = {
    pass: [] as CompiledRule[],
    check: [] as CompiledRule[],
    stop: [] as CompiledRule[],
  }
  const doubtful: typeof sure = { pass: [], check: [], stop: [] }
  for (let i = 0; i < rules.length; i++) {
    if (values[i] === false) continue
    const rule = rules[i] as CompiledRule
    ;(values[i] === true ? sure : doubtful)[rule.rule.outcome].push(rule)
  }
  const { stop, check, pass } = sure
  const isStop = stop.length > 0 || assessed === 'stop'
  const isCheck = check.length > 0 || assessed === 'check'
  const isPass = pass.length > 0 || assessed === 'pass'
  // Only what could change the outcome is in doubt: nothing is worse than stop, no check than a check.
  const doubts = [
    ...(isStop ? [] : doubtful.stop),
    ...(isStop || isCheck ? [] : doubtful.check),
    ...(isStop || isCheck || isPass ? [] : doubtful.pass),
  ]
  const missing =
    doubts.length === 0 ? [] : [...new Set(doubts.flatMap(({ reads }) => reads))].sort()
  const common = { missing, values, next: scene.next }
  const numbers = (fired: readonly CompiledRule[]): number[] => fired.map(({ rule }) => rule.no)
  if (stop.length > 0) return { outcome: 'stop', fired: numbers(stop), ...common }
  if (check.length > 0) return { outcome: 'check', fired: numbers(check), ...common }
  if (isCheck || doubts.length > 0 || !isPass) return { outcome: 'check', fired: [], ...common }
  return { outcome: 'pass', fired: numbers(pass).slice(0, 1), ...common }
}
