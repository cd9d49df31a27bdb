/** What must hold of the rules for one of them to be true, or to be named (docs/rules.md 5). */
import type { CompiledRule } from '../compile.ts'
import { negate, type Formula, type Rails } from './formula.ts'
import type { Goal } from './prove.ts'

/** That a rule is true. */
export function reaching(i: number): Goal {
  return (rules) => [(rules[i] as Rails).isTrue]
}

/** That a check or pass rule is among those that are named. */
export function naming(i: number, compiled: readonly CompiledRule[]): Goal {
  const { outcome } = (compiled[i] as CompiledRule).rule
  return (rules) =>
    rules.flatMap((rails, j): readonly Formula[] => {
      const other = (compiled[j] as CompiledRule).rule.outcome
      if (j === i) return [rails.isTrue]
      if (outcome === 'check') return other === 'stop' ? [negate(rails.isTrue)] : []
      if (other !== 'pass') return [rails.isFalse]
      return j < i ? [negate(rails.isTrue)] : []
    })
}

/** That every rule is false: nothing is unknown, and nobody decides. */
export const leaving: Goal = (rules) => rules.map(({ isFalse }) => isFalse)
