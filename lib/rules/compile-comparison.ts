/** Compiles comparisons: both sides of one type and unit, and when time may turn them. */
import { parseDate, parseInstant } from '../encoding/instant.ts'
import { compare, type Value } from './compare.ts'
import { allow, below, fault, type Compiled, type Place, type Read } from './compiled.ts'
import { compileExpression } from './compile-expression.ts'
import { add } from './cost.ts'
import { comparators, readComparison } from './read-comparison.ts'
import type { Comparison, Expression } from './rule-set.ts'
import type { Scene } from './scene.ts'
import type { Truth } from './truth.ts'
import { truthType } from './value-type.ts'
import type { TypedFact } from './vocabulary.ts'

const orders: readonly string[] = ['<', '<=', '>', '>=']
/** What a comparison says when its sides change places. */
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const

/** @throws RuleSetFault `ERR_RULE_SET_MALFORMED` */
export function compileComparison(
  expression: Extract<Expression, { op: Comparison }>,
  members: readonly string[],
  place: Place,
): Compiled {
  const { op } = expression
  allow(members, ['op', 'left', 'right'], place)
  const [atLeft, atRight] = [below(place, 'left'), below(place, 'right')]
  const stated = compileExpression(expression.left, atLeft)
  const other = compileExpression(expression.right, atRight)
  const left = literalAs(stated, other, atLeft)
  const right = literalAs(other, stated, atRight)
  refuseUnlike(op, left, right, place)
  return { type: truthType, cost: add(left, right), read: readSides(op, left, right) }
}

function readSides(op: Comparison, left: Compiled, right: Compiled): Read<Truth> {
  if (left.constant !== undefined && right.constant === undefined) {
    return readSides(mirrored[op], right, left)
  }
  if (isRange(left) || isRange(right)) {
    return (scene, fact) => compare(op, left.read(scene, fact), right.read(scene, fact))
  }
  const { since } = left
  if (since !== undefined && typeof right.constant === 'number') {
    return readSinceConstant(op, since, right.constant)
  }
  const read = readComparison(op, left, right)
  if (since === undefined && right.since === undefined) return read
  return (scene, fact) => {
    noteTurns(scene, fact, left, right)
    noteTurns(scene, fact, right, left)
    return read(scene, fact)
  }
}

function isRange({ type }: Compiled): boolean {
  return type.is === 'number' && type.isRange === true
}

/** The commonest comparison of all: how long ago, against a number that stands in the set. */
function readSinceConstant(
  op: Comparison,
  { origin, valueAt, noteReach }: NonNullable<Compiled['since']>,
  limit: number,
): Read<Truth> {
  const holds = comparators[op]
  const turns = turnsOf(op, limit)
  return (scene, fact) => {
    const from = origin(scene, fact)
    if (from === undefined) return undefined
    const value = valueAt(scene, from)
    if (value === undefined) return undefined
    for (const turn of turns) noteReach(scene, from, turn)
    return holds(value, limit)
  }
}

/** The whole numbers at whose reaching a comparison with a limit turns. */
function turnsOf(op: Comparison, limit: number): readonly number[] {
  const [reached, passed] = [Math.ceil(limit), Math.floor(limit) + 1]
  if (op === '<' || op === '>=') return [reached]
  if (op === '<=' || op === '>') return [passed]
  return reached === passed ? [] : [reached, passed]
}

/** A value that grows with time passes a steady one when it reaches it, and again one later. */
function noteTurns(scene: Scene, fact: TypedFact, moving: Compiled, steady: Compiled): void {
  const origin = moving.since?.origin(scene, fact)
  if (origin === undefined || moving.since === undefined) return
  const { noteReach, valueAt } = moving.since
  if (steady.since !== undefined) {
    // Both move. Days and seconds keep their distance; years are completed one by one, so each turn counts.
    const value = valueAt(scene, origin)
    const isOfYears = moving.type.is === 'number' && moving.type.unit === 'year'
    if (isOfYears && value !== undefined) noteReach(scene, origin, value + 1)
    return
  }
  const limit: Value = steady.read(scene, fact)
  if (typeof limit !== 'number') return
  noteReach(scene, origin, Math.ceil(limit))
  noteReach(scene, origin, Math.floor(limit) + 1)
}

/** Turns literal text into the date or instant that it is compared with. */
function literalAs(side: Compiled, { type }: Compiled, place: Place): Compiled {
  if (side.isLiteral === undefined || typeof side.constant !== 'string') return side
  if (type.is === 'region') return { ...side, type }
  const at = below(place, 'value')
  if (type.is === 'text') {
    if (type.values?.includes(side.constant) === false) {
      throw fault(at, 'compares with a value that the enumeration does not have', type.values)
    }
    return side
  }
  if (type.is !== 'date' && type.is !== 'instant') return side
  const value = type.is === 'date' ? parseDate(side.constant) : parseInstant(side.constant)
  if (value === undefined) throw fault(at, `must compare with the form of ${type.is}`)
  return { type, cost: side.cost, read: () => value, constant: value }
}

function refuseUnlike(op: Comparison, left: Compiled, right: Compiled, place: Place): void {
  const [a, b] = [left.type, right.type]
  if (a.is !== b.is) throw fault(place, `compares ${a.is} with ${b.is}`)
  if (a.is === 'number' && b.is === 'number' && a.unit !== b.unit) {
    throw fault(place, `compares ${a.unit ?? 'a plain number'} with ${b.unit ?? 'a plain number'}`)
  }
  const isOrdered = a.is === 'number' || a.is === 'instant' || a.is === 'date'
  if (orders.includes(op) && !isOrdered) throw fault(place, `${a.is} has no order`)
}
