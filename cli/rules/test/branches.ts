/** Lists the conditions in a rule that may be true or false: each has two branches, and a case may take them. */
import type { Expression, Rule } from 'greengate/rules'

/** A condition and its path within the rule, such as `when.where.of[0]`. */
export interface Condition {
  readonly at: string
  /** Undefined for `requires`. */
  readonly expression: Expression | undefined
}

/** Forms that are true or false wherever they stand. */
const truths = new Set([
  ...['and', 'or', 'not', 'in', 'some', 'every', 'none'],
  ...['<', '<=', '>', '>=', '==', '!='],
])

/** The conditions of a rule: what it requires, then `when` and `unless` taken apart. */
export function conditionsOf({ requires, when, unless }: Rule): readonly Condition[] {
  const required = (requires ?? []).map((_, i) => ({
    at: `requires[${String(i)}]`,
    expression: undefined,
  }))
  const exempt = unless === undefined ? [] : [...within(unless, 'unless', true)]
  return [...required, ...within(when, 'when', true), ...exempt]
}

/**
 * The conditions in an expression, itself among them.
 *
 * @param isCondition - Whether it stands where something is true or false.
 */
function* within(expression: Expression, at: string, isCondition: boolean): Iterable<Condition> {
  const op = 'op' in expression ? expression.op : undefined
  // A literal has no other branch.
  const isTruth = op === undefined ? isCondition && !('value' in expression) : truths.has(op)
  if (isTruth || (isCondition && op !== undefined)) yield { at, expression }
  for (const [member, part, isPartCondition] of partsOf(expression)) {
    yield* within(part, `${at}.${member}`, isPartCondition)
  }
}

type Part = readonly [member: string, part: Expression, isCondition: boolean]

function partsOf(expression: Expression): readonly Part[] {
  if (!('op' in expression)) return []
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.of.map((part, i): Part => [`of[${String(i)}]`, part, true])
    case 'not':
      return [['of', expression.of, true]]
    case 'days':
    case 'years':
    case 'elapsed':
      return [['of', expression.of, false]]
    case 'in':
      return [['left', expression.left, false]]
    case 'some':
    case 'every':
    case 'none':
    case 'count':
    case 'countDays':
    case 'latest':
    case 'earliest':
      return expression.where === undefined ? [] : [['where', expression.where, true]]
    default:
      return [
        ['left', expression.left, false],
        ['right', expression.right, false],
      ]
  }
}
