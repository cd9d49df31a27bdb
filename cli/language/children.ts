/** The expressions inside of an expression, with their paths. */
import type { Expression } from 'greengate/rules'

/** Each with its path below the outer one, such as `of[1]` or `left`, in the order of writing. */
export function childrenOf(
  expression: Expression,
): readonly (readonly [member: string, child: Expression])[] {
  if (!('op' in expression)) return []
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.of.map((part, i) => [`of[${String(i)}]`, part] as const)
    case 'not':
    case 'days':
    case 'years':
    case 'elapsed':
      return [['of', expression.of]]
    case 'in':
      return [['left', expression.left]]
    case 'some':
    case 'every':
    case 'none':
    case 'count':
    case 'countDays':
    case 'latest':
    case 'earliest':
      return expression.where === undefined ? [] : [['where', expression.where]]
    default:
      return [
        ['left', expression.left],
        ['right', expression.right],
      ]
  }
}
