/** Compiles what speaks of all facts of a kind: some, every, none, count, countDays, latest, earliest. */
import { allow, below, fault, kindPlace, type Compiled, type Place, type Read } from './compiled.ts'
import { compileCondition, type CompiledCondition } from './compile-expression.ts'
import { addForEachFact } from './cost.ts'
import { askOnce, countDaysOf, countOf, lastOf, someOf } from './quantify.ts'
import type { Expression } from './rule-set.ts'
import { not, type Truth } from './truth.ts'
import { truthType, valueType } from './value-type.ts'
import type { FieldType } from './vocabulary.ts'

type Quantifier = Extract<Expression, { kind: string }>
/** `none` is asked as `some`, so that both have one answer. */
type Asked = Quantifier & { readonly op: Exclude<Quantifier['op'], 'none'> }
type Fields = ReadonlyMap<string, FieldType>

const members: Readonly<Record<Quantifier['op'], readonly string[]>> = {
  some: ['op', 'kind'],
  every: ['op', 'kind'],
  none: ['op', 'kind'],
  count: ['op', 'kind'],
  countDays: ['op', 'kind', 'by'],
  latest: ['op', 'kind', 'by', 'field'],
  earliest: ['op', 'kind', 'by', 'field'],
}

/** @throws RuleSetFault `ERR_RULE_SET_MALFORMED` */
export function compileQuantifier(
  expression: Quantifier,
  found: readonly string[],
  place: Place,
): Compiled {
  if (expression.op === 'none') {
    const some = compileQuantifier({ ...expression, op: 'some' }, found, place)
    const read = some.read as Read<Truth>
    return { ...some, read: (scene, fact) => not(read(scene, fact)) }
  }
  allow(found, members[expression.op], place, ['where'])
  const { kind } = expression
  const { types } = place.vocabulary
  const fields = types.get(kind)?.fields
  if (fields === undefined) throw fault(below(place, 'kind'), 'names no kind of fact', types.keys())
  const where =
    expression.where === undefined
      ? undefined
      : compileCondition(expression.where, { ...below(place, 'where'), fields })
  const { type, read } = compileForm(expression as Asked, where, fields, place)
  const key = JSON.stringify(expression)
  const answer = place.asked.get(key) ?? place.asked.size
  place.asked.set(key, answer)
  return { cost: addForEachFact(where), type, read: askOnce(answer, read) }
}

const always = (): true => true

function compileForm(
  expression: Asked,
  compiled: CompiledCondition | undefined,
  fields: Fields,
  place: Place,
): Pick<Compiled, 'type' | 'read'> {
  const kind = kindPlace(place.vocabulary, expression.kind)
  const where = compiled?.read ?? always
  switch (expression.op) {
    case 'some':
      return { type: truthType, read: someOf(kind, where) }
    case 'every': {
      const other = someOf(kind, (scene, fact) => not(where(scene, fact)))
      return { type: truthType, read: (scene, fact) => not(other(scene, fact)) }
    }
    case 'count':
      return { type: countType, read: countOf(kind, where) }
    case 'countDays': {
      const { slot, type } = timeField(expression.by, fields, place)
      return { type: countType, read: countDaysOf(kind, where, slot, type.type === 'date') }
    }
    case 'latest':
    case 'earliest': {
      const by = timeField(expression.by, fields, place)
      const field = fieldNamed('field', expression.field, fields, place)
      const sign = expression.op === 'latest' ? 1 : -1
      return {
        type: valueType(field.type),
        read: lastOf(kind, where, by.slot, field.slot, sign),
      }
    }
  }
}

const countType = { is: 'number', unit: undefined, isRange: true } as const

/** A field and its place among the values of a fact. */
interface Slot {
  readonly slot: number
  readonly type: FieldType
}

function fieldNamed(member: string, name: string, fields: Fields, place: Place): Slot {
  const type = fields.get(name)
  const names = [...fields.keys()]
  if (type === undefined) throw fault(below(place, member), 'names no field of this kind', names)
  return { slot: names.indexOf(name), type }
}

function timeField(name: string, fields: Fields, place: Place): Slot {
  const found = fieldNamed('by', name, fields, place)
  if (found.type.type !== 'instant' && found.type.type !== 'date') {
    const times = [...fields].filter(([, { type }]) => type === 'instant' || type === 'date')
    const known = times.map(([time]) => time)
    throw fault(below(place, 'by'), 'must name an instant or date field of this kind', known)
  }
  return found
}
