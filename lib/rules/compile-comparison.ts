/** Compiles comparisons and membership: both sides of one type and unit, and when time may turn them. */
import { parseDate, parseInstant } from '../encoding/instant.ts'
import { compare, type Value } from './compare.ts'
import {
  allow,
  below,
  compileExpression,
  fault,
  own,
  type Compiled,
  type Place,
} from './compile-expression.ts'
import type { Comparison, Expression } from './rule-set.ts'
import type { Scene } from './scene.ts'
import type { TypedFields } from './vocabulary.ts'

const orders: readonly string[] = ['<', '<=', '>', '>=']
const equalities: readonly string[] = ['==', '!=']

type ComparisonExpression = Extract<Expression, { op: Comparison | 'in' }>

/** @throws GreengateError `ERR_RULE_SET_MALFORMED` */
export function compileComparison(
  expression: ComparisonExpression,
  members: readonly string[],
  place: Place,
): Compiled {
  const { op } = expression
  if (op === 'in') return compileMembership(expression, members, place)
  if (!orders.includes(op) && !equalities.includes(op)) throw fault(place, 'names no operator')
  allow(members, ['op', 'left', 'right'], place)
  const [left, right] = matched(
    compileExpression(expression.left, below(place, 'left')),
    compileExpression(expression.right, below(place, 'right')),
    place,
  )
  refuseUnlike(op, left, right, place)
  return {
    type: { is: 'truth' },
    read(scene, fact) {
      const [a, b] = [left.read(scene, fact), right.read(scene, fact)]
      noteTurn(scene, fact, left, right, b)
      noteTurn(scene, fact, right, left, a)
      return compare(op, a, b)
    },
  }
}

/** A value that grows with time passes a steady one when it reaches it, and again one later. */
function noteTurn(
  scene: Scene,
  fact: TypedFields,
  moving: Compiled,
  steady: Compiled,
  threshold: Value,
): void {
  if (moving.noteWhen === undefined || steady.noteWhen !== undefined) return
  if (threshold === undefined || typeof threshold === 'string') return
  const ends = typeof threshold === 'object' ? [threshold.low, threshold.high] : [Number(threshold)]
  for (const end of ends) {
    if (!Number.isFinite(end)) continue
    moving.noteWhen(scene, fact, Math.ceil(end))
    moving.noteWhen(scene, fact, Math.floor(end) + 1)
  }
}

/** Turns literal text into the date or instant that it is compared with. */
function matched(left: Compiled, right: Compiled, place: Place): [Compiled, Compiled] {
  return [literalAs(left, right, place), literalAs(right, left, place)]
}

function literalAs(side: Compiled, other: Compiled, place: Place): Compiled {
  const { literal } = side
  if (literal === undefined) return side
  if (other.type.is === 'region') return { ...side, type: other.type }
  if (other.type.is === 'text') {
    if (other.type.values?.includes(literal) === false) {
      throw fault(place, 'compares with a value that the enumeration does not have')
    }
    return side
  }
  if (other.type.is !== 'date' && other.type.is !== 'instant') return side
  const value = other.type.is === 'date' ? parseDate(literal) : parseInstant(literal)
  if (value === undefined) throw fault(place, `must compare with the form of ${other.type.is}`)
  return { type: other.type, read: () => value }
}

function refuseUnlike(op: Comparison, left: Compiled, right: Compiled, place: Place): void {
  const [a, b] = [left.type, right.type]
  if (a.is !== b.is) throw fault(place, `compares ${a.is} with ${b.is}`)
  if (a.is === 'number' && b.is === 'number' && a.unit !== b.unit) {
    throw fault(place, `compares ${a.unit ?? 'a plain number'} with ${b.unit ?? 'a plain number'}`)
  }
  const ordered = a.is === 'number' || a.is === 'instant' || a.is === 'date'
  if (orders.includes(op) && !ordered) throw fault(place, `${a.is} has no order`)
}

function compileMembership(
  expression: Extract<Expression, { op: 'in' }>,
  members: readonly string[],
  place: Place,
): Compiled {
  allow(members, ['op', 'left', 'set'], place)
  const left = compileExpression(expression.left, below(place, 'left'))
  const set = own(place.set.valueSets, expression.set)
  if (set === undefined) throw fault(place, 'names no value set of this set')
  if (left.type.is !== 'text' && left.type.is !== 'region') {
    throw fault(place, `a ${left.type.is} is in no value set`)
  }
  const isIn =
    left.type.is === 'region'
      ? (value: string): boolean => set.some((prefix) => value.startsWith(prefix))
      : (value: string): boolean => set.includes(value)
  return {
    type: { is: 'truth' },
    read(scene, fact) {
      const value = left.read(scene, fact)
      return typeof value === 'string' ? isIn(value) : undefined
    },
  }
}
