/** Visits every expression of a rule. */
import type { Expression, Rule } from '../rule-set.ts'

type Visit = (expression: Expression, at: string) => void

/** Calls `visit` for an expression and all its parts. */
export function walkExpression(expression: Expression, at: string, visit: Visit): void {
  visit(expression, at)
  if (!('op' in expression)) return
  if ('of' in expression) {
    const { of } = expression
    if (Array.isArray(of)) {
      for (const [i, part] of (of as readonly Expression[]).entries()) {
        walkExpression(part, `${at}.of[${String(i)}]`, visit)
      }
    } else walkExpression(of as Expression, `${at}.of`, visit)
  }
  if ('left' in expression) walkExpression(expression.left, `${at}.left`, visit)
  if ('right' in expression) walkExpression(expression.right, `${at}.right`, visit)
  if ('where' in expression) {
    walkExpression(expression.where, `${at}.where`, visit)
  }
}

/** Calls `visit` for every expression of a rule. */
export function walkRule(rule: Rule, at: string, visit: Visit): void {
  walkExpression(rule.when, `${at}.when`, visit)
  if (rule.unless !== undefined) walkExpression(rule.unless, `${at}.unless`, visit)
}
