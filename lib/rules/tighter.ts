/** Which way a parameter makes a rule set stricter, found from where it stands (docs/rules.md 7). */
import type { Expression, Rule } from './rule-set.ts'

/** 1: a larger value can only be stricter; -1: a smaller one; undefined: neither. */
export type Direction = 1 | -1

/** 0: it stands where neither way is stricter. */
type Sign = Direction | 0

/**
 * Finds which way a parameter makes rules stricter.
 *
 * @returns undefined where it stands nowhere, both ways, or where neither way is stricter.
 *
 * @example
 * ```ts
 * import { tighterDirection, type RuleSet } from 'greengate/rules'
 *
 * const isTighter = (set: RuleSet, name: string, by: number): boolean =>
 *   Math.sign(by) === tighterDirection(name, set.rules)
 * ```
 */
export function tighterDirection(name: string, rules: readonly Rule[]): Direction | undefined {
  const signs = new Set<Sign>()
  for (const { outcome, when, unless } of rules) {
    const sign = outcome === 'pass' ? -1 : 1
    collect(when, name, sign, signs)
    if (unless !== undefined) collect(unless, name, -sign as Sign, signs)
  }
  const [only] = signs
  return signs.size === 1 && only !== 0 ? only : undefined
}

/**
 * Collects how the strictness of a set follows a parameter.
 *
 * @param sign - 1 where a truer (or larger) expression is stricter, -1 where it is less so.
 */
function collect(expression: Expression, name: string, sign: Sign, signs: Set<Sign>): void {
  const turned = -sign as Sign
  if ('parameter' in expression) {
    if (expression.parameter === name) signs.add(sign)
    return
  }
  if (!('op' in expression)) return
  switch (expression.op) {
    case 'and':
    case 'or':
      for (const part of expression.of) collect(part, name, sign, signs)
      return
    case 'not':
      collect(expression.of, name, turned, signs)
      return
    case 'some':
    case 'every':
    case 'count':
    case 'countDays':
      if (expression.where !== undefined) collect(expression.where, name, sign, signs)
      return
    case 'none':
      if (expression.where !== undefined) collect(expression.where, name, turned, signs)
      return
    case 'latest':
    case 'earliest':
      // Another fact may be the last one then, with any value.
      if (expression.where !== undefined) collect(expression.where, name, 0, signs)
      return
    case '<':
    case '<=':
      collect(expression.left, name, turned, signs)
      collect(expression.right, name, sign, signs)
      return
    case '>':
    case '>=':
      collect(expression.left, name, sign, signs)
      collect(expression.right, name, turned, signs)
      return
    case '==':
    case '!=':
      collect(expression.left, name, 0, signs)
      collect(expression.right, name, 0, signs)
      return
    case 'days':
    case 'years':
    case 'elapsed':
    case 'in':
      // No number can stand below these.
      return
  }
}
