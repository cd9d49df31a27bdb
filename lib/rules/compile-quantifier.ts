/** Compiles what speaks of all facts of a kind: some, every, none, count, latest, earliest. */
import type { Range, Value } from './compare.ts'
import {
  allow,
  below,
  compileCondition,
  fault,
  valueType,
  type Compiled,
  type Place,
  type Read,
} from './compile-expression.ts'
import type { Expression } from './rule-set.ts'
import type { Scene } from './scene.ts'
import { not, type Truth } from './truth.ts'
import type { FieldType, TypedFields } from './vocabulary.ts'

type Quantifier = Extract<Expression, { kind: string }>
type Last = Extract<Quantifier, { op: 'latest' | 'earliest' }>

/** @throws GreengateError `ERR_RULE_SET_MALFORMED` */
export function compileQuantifier(
  expression: Quantifier,
  members: readonly string[],
  place: Place,
): Compiled {
  const { kind } = expression
  const fields = place.vocabulary.types.get(kind)?.fields
  if (fields === undefined) throw fault(place, 'names no kind of fact')
  const where: Read<Truth> =
    expression.where === undefined
      ? () => true
      : compileCondition(expression.where, { ...below(place, 'where'), fields })
  if (expression.op === 'latest' || expression.op === 'earliest') {
    allow(members, ['op', 'kind', 'by', 'field', 'where'], place)
    return compileLast(expression, where, fields, place)
  }
  allow(members, ['op', 'kind', 'where'], place)
  switch (expression.op) {
    case 'some':
      return { type: { is: 'truth' }, read: (scene) => some(scene, kind, where) }
    case 'none':
      return { type: { is: 'truth' }, read: (scene) => not(some(scene, kind, where)) }
    case 'every': {
      const counter: Read<Truth> = (scene, fact) => not(where(scene, fact))
      return { type: { is: 'truth' }, read: (scene) => not(some(scene, kind, counter)) }
    }
    case 'count':
      return {
        type: { is: 'number', unit: undefined },
        read: (scene) => count(scene, kind, where),
      }
  }
}

function isCovered(scene: Scene, kind: string): boolean {
  return scene.facts.coveredUntil(kind) !== undefined
}

function some(scene: Scene, kind: string, where: Read<Truth>): Truth {
  let result: Truth = isCovered(scene, kind) ? false : undefined
  for (const fact of scene.facts.facts(kind)) {
    const value = where(scene, fact)
    if (value === true) return true
    if (value === undefined) result = undefined
  }
  return result
}

function count(scene: Scene, kind: string, where: Read<Truth>): Range {
  let low = 0
  let doubtful = 0
  for (const fact of scene.facts.facts(kind)) {
    const value = where(scene, fact)
    if (value === true) low++
    if (value === undefined) doubtful++
  }
  return { low, high: isCovered(scene, kind) ? low + doubtful : Infinity }
}

function compileLast(
  { op, kind, by, field }: Last,
  where: Read<Truth>,
  fields: ReadonlyMap<string, FieldType>,
  place: Place,
): Compiled {
  const [order, type] = [fields.get(by), fields.get(field)]
  if (order?.type !== 'instant' && order?.type !== 'date') {
    throw fault(place, '`by` must name an instant or date field of this kind')
  }
  if (type === undefined) throw fault(place, '`field` names no field of this kind')
  const sign = op === 'latest' ? 1 : -1
  return {
    type: valueType(type),
    read: (scene) => last(scene, kind, where, by, field, sign),
  }
}

/** The field of the last fact in an order; unknown wherever another fact might be the last one. */
function last(
  scene: Scene,
  kind: string,
  where: Read<Truth>,
  by: string,
  field: string,
  sign: 1 | -1,
): Value {
  if (!isCovered(scene, kind)) return undefined
  let best: TypedFields | undefined
  let isTied = false
  for (const fact of scene.facts.facts(kind)) {
    const matches = where(scene, fact)
    if (matches === false) continue
    const place = fact.get(by)
    if (matches === undefined || typeof place !== 'number') return undefined
    const ahead = best === undefined ? 1 : sign * (place - (best.get(by) as number))
    // Two facts of one instant that differ leave no one last.
    if (ahead === 0 && best?.get(field) !== fact.get(field)) isTied = true
    if (ahead > 0) {
      best = fact
      isTied = false
    }
  }
  if (isTied) return undefined
  return best?.get(field)
}
