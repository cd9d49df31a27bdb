/** Turns what speaks of all facts of a kind into formulas over counts of facts. */
import type { Comparison, Expression } from '../rule-set.ts'
import { conditionRails, withSettled, type Context } from './condition-rails.ts'
import type { CountExpression } from './side.ts'
import { always, and, negate, not, or, sure, type Rails } from './formula.ts'

type Quantifier = Extract<Expression, { op: 'some' | 'every' | 'none' | 'count' }>

/** When a fact meets `where`; all do where there is none. */
export function whereRails(
  { kind, where }: { readonly kind: string; readonly where?: Expression },
  context: Context,
): Rails {
  return where === undefined ? sure(always) : conditionRails(where, { ...context, kind })
}

export function quantifierRails(expression: Quantifier, context: Context): Rails {
  const { op, kind } = expression
  return withSettled(expression.where, context, (settled) => {
    const where = whereRails(expression, settled)
    const sought = op === 'every' ? not(where) : where
    const { model } = context
    const some: Rails = {
      isTrue: model.exists(kind, sought.isTrue),
      // A fact that is in doubt could be the one.
      isFalse: negate(model.exists(kind, negate(sought.isFalse))),
      isSure: sought.isSure,
    }
    // `every` is that there is none which does not.
    return op === 'some' ? some : not(some)
  })
}

/** A count against a number: true or false only if it is so for all that the count can be. */
export function countRails(
  op: Comparison,
  expression: CountExpression,
  than: number,
  context: Context,
): Rails {
  if (op === '==' || op === '!=') {
    const [least, most] = (['>=', '<='] as const).map((end) =>
      countRails(end, expression, than, context),
    ) as [Rails, Rails]
    const equal: Rails = {
      isTrue: and(least.isTrue, most.isTrue),
      isFalse: or(least.isFalse, most.isFalse),
      isSure: least.isSure && most.isSure,
    }
    return op === '==' ? equal : not(equal)
  }
  return withSettled(expression.where, context, (settled) => {
    const { isTrue, isFalse, isSure } = whereRails(expression, settled)
    const { kind } = expression
    const by = expression.op === 'countDays' ? expression.by : undefined
    const low = { kind, where: isTrue, by }
    const high = { kind, where: negate(isFalse), by }
    const { model } = context
    // Which end decides depends on which way it must go.
    const isUp = op === '>=' || op === '>'
    return {
      isTrue: model.counted(isUp ? low : high, op, than),
      isFalse: negate(model.counted(isUp ? high : low, op, than)),
      isSure,
    }
  })
}
