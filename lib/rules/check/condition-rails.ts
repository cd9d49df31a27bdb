/** Turns conditions into formulas: when each is true, and when it is false. */
import type { Expression, Rule } from '../rule-set.ts'
import type { Truth } from '../truth.ts'
import { comparisonRails, lastRails, membershipRails } from './comparison-rails.ts'
import {
  allOf,
  always,
  and,
  anyOf,
  leaf,
  negate,
  never,
  not,
  or,
  sure,
  type Rails,
} from './formula.ts'
import type { Model } from './model.ts'
import { quantifierRails } from './quantifier-rails.ts'
import { pointCells, Variable } from './variable.ts'
import { walkExpression } from './walk.ts'

/** Where a condition stands. */
export interface Context {
  readonly model: Model
  /** Of the fact at hand. */
  readonly kind: string | undefined
  /** What is taken for granted of conditions that do not speak of the fact at hand. */
  readonly settled: ReadonlyMap<Expression, Truth>
}

const unknown: Rails = { isTrue: never, isFalse: never, isSure: false }

/** When a rule is true and when false, if all is known that can be. */
export function ruleRails(rule: Rule, model: Model): Rails {
  const context: Context = { model, kind: undefined, settled: new Map() }
  const when = conditionRails(rule.when, context)
  if (rule.unless === undefined) return when
  return allOf([when, not(conditionRails(rule.unless, context))])
}

export function conditionRails(expression: Expression, context: Context): Rails {
  if (context.settled.has(expression)) {
    const truth = context.settled.get(expression)
    return truth === undefined ? unknown : sure(truth ? always : never)
  }
  if (context.kind !== undefined && !('value' in expression) && isAboutPerson(expression)) {
    // More of them in one `where` than are told apart: each may be anything.
    return freely(expression, context)
  }
  if ('value' in expression) return sure(expression.value === true ? always : never)
  if ('field' in expression && !('op' in expression)) return fieldRails(expression.field, context)
  if (!('op' in expression)) return freely(expression, context)
  switch (expression.op) {
    case 'and':
      return allOf(expression.of.map((part) => conditionRails(part, context)))
    case 'or':
      return anyOf(expression.of.map((part) => conditionRails(part, context)))
    case 'not':
      return not(conditionRails(expression.of, context))
    case 'some':
    case 'every':
    case 'none':
      return quantifierRails(expression, context)
    case 'latest':
    case 'earliest':
      return lastRails(expression, 'raw', '==', true, context)
    case 'in':
      return membershipRails(expression, context)
    case 'days':
    case 'years':
    case 'elapsed':
    case 'count':
    case 'countDays':
      return freely(expression, context)
    default:
      return comparisonRails(expression, context)
  }
}

function fieldRails(name: string, { model, kind }: Context): Rails {
  const { variable } = model.table.term(kind ?? '', name, 'raw')
  return sure(leaf(variable, 'is true', (point) => point === true))
}

/** A condition of which nothing is known but that it is one. */
function freely(expression: Expression, { model }: Context): Rails {
  const key = `?${JSON.stringify(expression)}`
  const variable = model.named(key, () => {
    return new Variable(key, () => pointCells([true, false, undefined]))
  })
  return {
    isTrue: leaf(variable, 'true', (point) => point === true),
    isFalse: leaf(variable, 'false', (point) => point === false),
    isSure: false,
  }
}

/** Whether a condition says nothing of the fact at hand, but something of the person or the gate. */
function isAboutPerson(expression: Expression): boolean {
  return !mentionsFact(expression) && mentionsPerson(expression)
}

function mentionsFact(expression: Expression): boolean {
  if ('field' in expression && !('op' in expression)) return true
  if (!('op' in expression)) return false
  if ('of' in expression) {
    const { of } = expression
    const parts: readonly Expression[] = Array.isArray(of) ? of : [of as Expression]
    return parts.some(mentionsFact)
  }
  if ('right' in expression) {
    return mentionsFact(expression.left) || mentionsFact(expression.right)
  }
  return 'left' in expression && mentionsFact(expression.left)
}

function mentionsPerson(expression: Expression): boolean {
  let found = false
  walkExpression(expression, '', (part) => {
    if ('kind' in part || 'onSite' in part) found = true
  })
  return found
}

/** Conditions about the person inside of one `where` that are told apart. */
const mostSettled = 2

/**
 * Reads what speaks of all facts, once for every way in which conditions about the person inside of its
 * `where` can turn out: for each way they are the same for all facts.
 */
export function withSettled(
  where: Expression | undefined,
  context: Context,
  read: (context: Context) => Rails,
): Rails {
  const open = where === undefined ? [] : personConditions(where, context)
  const [first] = open
  if (first === undefined || open.length > mostSettled) return read(context)
  const { isTrue, isFalse } = conditionRails(first, { ...context, kind: undefined })
  const ways = [
    [true, isTrue],
    [false, isFalse],
    [undefined, and(negate(isTrue), negate(isFalse))],
  ] as const
  const read1 = ways.map(([truth, is]) => {
    const settled = new Map(context.settled).set(first, truth)
    return [is, withSettled(where, { ...context, settled }, read)] as const
  })
  return {
    isTrue: or(...read1.map(([is, rails]) => and(is, rails.isTrue))),
    isFalse: or(...read1.map(([is, rails]) => and(is, rails.isFalse))),
    isSure: false,
  }
}

/** The largest conditions about the person in a `where` that are not settled. */
function personConditions(where: Expression, { settled }: Context): readonly Expression[] {
  if (settled.has(where)) return []
  if (isCondition(where) && isAboutPerson(where)) return [where]
  if (!('op' in where)) return []
  switch (where.op) {
    case 'and':
    case 'or':
      return where.of.flatMap((part) => personConditions(part, { settled } as Context))
    case 'not':
      return personConditions(where.of, { settled } as Context)
    default:
      return []
  }
}

const values = ['count', 'countDays', 'latest', 'earliest', 'days', 'years', 'elapsed']

function isCondition(expression: Expression): boolean {
  return 'op' in expression && !values.includes(expression.op)
}
