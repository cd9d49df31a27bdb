/** Checks a condition part by part: what is wrong in one part does not hide what is wrong in another. */
import { below, type Place } from '../compiled.ts'
import { compileCondition, compileExpression } from '../compile-expression.ts'
import { RuleSetFault } from '../fault.ts'
import type { Expression } from '../rule-set.ts'
import type { ValueType } from '../value-type.ts'
import type { Notes } from './notes.ts'
import { membersOf, noteMembers } from './outline.ts'

/** The members of each form beside the one that it is known by. */
interface Form {
  /** Members that must be text. */
  readonly names?: readonly string[]
  /** Members that hold expressions. */
  readonly parts?: readonly string[]
  readonly isQuantifier?: true
}

const comparison: Form = { parts: ['left', 'right'] }
const since: Form = { parts: ['of'] }
const quantifier: Form = { names: ['kind'], isQuantifier: true }
const last: Form = { names: ['kind', 'by', 'field'], isQuantifier: true }

const forms: Readonly<Record<string, Form>> = {
  and: { parts: ['of'] },
  or: { parts: ['of'] },
  not: since,
  '<': comparison,
  '<=': comparison,
  '>': comparison,
  '>=': comparison,
  '==': comparison,
  '!=': comparison,
  in: { names: ['set'], parts: ['left'] },
  days: since,
  years: since,
  elapsed: since,
  some: quantifier,
  every: quantifier,
  none: quantifier,
  count: quantifier,
  countDays: { names: ['kind', 'by'], isQuantifier: true },
  latest: last,
  earliest: last,
}

const leaves = ['value', 'parameter', 'field', 'onSite'] as const
const literals = ['number', 'string', 'boolean']
const ofOperators = ['of', 'left', 'right', 'set', 'kind', 'by', 'where']

/**
 * Notes every fault of an expression that can be seen beside the others.
 *
 * @param isCondition - Whether it must be true or false, and not a value.
 */
export function checkExpression(
  value: unknown,
  place: Place,
  isCondition: boolean,
  notes: Notes,
): void {
  const before = notes.count
  const members = membersOf(value)
  if (members === undefined) {
    notes.add('malformed', place.at, 'must be an expression')
    return
  }
  const leaf = leaves.find((name) => Object.hasOwn(members, name) && !isHidden(name, members))
  if (leaf !== undefined) {
    noteMembers(members, place.at, [leaf], leaf === 'value' ? ['unit'] : [], notes)
    if (leaf !== 'value') noteText(members, leaf, place, notes)
    else if (!literals.includes(typeof members['value'])) {
      notes.add('malformed', `${place.at}.value`, 'must be a number, text or truth value')
    }
  } else if (Object.hasOwn(members, 'op')) {
    checkOperator(members, place, notes)
  } else if (Object.keys(members).some((name) => ofOperators.includes(name))) {
    notes.add('missing-member', `${place.at}.op`, 'must be there')
  } else {
    notes.add('malformed', place.at, 'must be an expression')
  }
  // What the parts are for themselves is right: now what they are together.
  if (notes.count === before) checkWhole(value as Expression, place, isCondition, notes)
}

/** An operator's own `field` does not make it a field, even where `op` is forgotten. */
function isHidden(leaf: string, members: Readonly<Record<string, unknown>>): boolean {
  if (leaf !== 'field' && leaf !== 'onSite') return false
  return ['op', 'by'].some((name) => Object.hasOwn(members, name))
}

function noteText(
  members: Readonly<Record<string, unknown>>,
  name: string,
  place: Place,
  notes: Notes,
): void {
  if (!Object.hasOwn(members, name) || typeof members[name] === 'string') return
  notes.add('malformed', `${place.at}.${name}`, 'must be a name')
}

function checkOperator(
  members: Readonly<Record<string, unknown>>,
  place: Place,
  notes: Notes,
): void {
  const { op } = members
  const form = typeof op === 'string' && Object.hasOwn(forms, op) ? forms[op] : undefined
  if (form === undefined) {
    notes.addName(`${place.at}.op`, op, Object.keys(forms), 'names no operator')
    for (const part of ['of', 'left', 'right']) checkPart(members, part, place, undefined, notes)
    return
  }
  const { names = [], parts = [], isQuantifier } = form
  const optional = isQuantifier ? ['where'] : []
  noteMembers(members, place.at, ['op', ...names, ...parts], optional, notes)
  for (const name of names) noteText(members, name, place, notes)
  const isLogic = op === 'and' || op === 'or' || op === 'not'
  for (const part of parts) checkPart(members, part, place, isLogic ? op : '', notes)
  if (isQuantifier) checkWhere(members, place, notes)
}

/** @param logic - `and`, `or`, `not`; empty where values are wanted; undefined where that is not known. */
function checkPart(
  members: Readonly<Record<string, unknown>>,
  name: string,
  place: Place,
  logic: string | undefined,
  notes: Notes,
): void {
  if (!Object.hasOwn(members, name)) return
  const part = members[name]
  const at = below(place, name)
  const isList = logic === 'and' || logic === 'or'
  if (!isList && !(logic === undefined && Array.isArray(part))) {
    checkExpression(part, at, logic === 'not', notes)
    return
  }
  if (!Array.isArray(part) || (isList && part.length < 2)) {
    notes.add('malformed', at.at, 'must be an array of two or more')
    return
  }
  for (const [i, item] of part.entries()) {
    checkExpression(item, { ...at, at: `${at.at}[${String(i)}]` }, isList, notes)
  }
}

function checkWhere(members: Readonly<Record<string, unknown>>, place: Place, notes: Notes): void {
  const { kind, where, by, field } = members
  if (typeof kind !== 'string') return
  const { types } = place.vocabulary
  const fields = types.get(kind)?.fields
  if (fields === undefined) {
    notes.addName(`${place.at}.kind`, kind, types.keys(), 'names no kind of fact')
    return
  }
  if (Object.hasOwn(members, 'where')) {
    checkExpression(where, { ...below(place, 'where'), fields }, true, notes)
  }
  if (typeof field === 'string' && !fields.has(field)) {
    notes.addName(`${place.at}.field`, field, fields.keys(), 'names no field of this kind')
  }
  if (typeof by !== 'string') return
  const times = [...fields].filter(([, { type }]) => type === 'instant' || type === 'date')
  const names = times.map(([name]) => name)
  if (names.includes(by)) return
  const at = `${place.at}.by`
  if (!fields.has(by)) notes.addName(at, by, names, 'names no field of this kind')
  else notes.add('type', at, 'must name an instant or a date', { suggestion: names[0] ?? null })
}

function checkWhole(
  expression: Expression,
  place: Place,
  isCondition: boolean,
  notes: Notes,
): void {
  try {
    if (isCondition) compileCondition(expression, place)
    else compileExpression(expression, place)
  } catch (fault) {
    if (!(fault instanceof RuleSetFault)) throw fault
    noteFault(fault, expression, place, notes)
  }
}

function noteFault(fault: RuleSetFault, expression: Expression, place: Place, notes: Notes): void {
  const { at, expectation, known } = fault
  const sides = 'left' in expression && 'right' in expression ? expression : undefined
  if (known.length > 0 || isOfName(at)) {
    notes.addName(at, valueAt(expression, at, place), known, expectation)
  } else if (sides !== undefined && at === place.at) {
    noteUnlike(sides, place, expectation, notes)
  } else if ('value' in expression && at !== place.at) {
    notes.add(at.endsWith('.unit') ? 'unit' : 'malformed', at, expectation)
  } else {
    notes.add('type', at, expectation)
  }
}

/** Where nothing at all would be right, as where a set has no parameters, the name is still the fault. */
function isOfName(at: string): boolean {
  return /\.(parameter|set|onSite|field)$/.test(at)
}

/** What stands at a path at most two members below the expression. */
function valueAt(expression: Expression, at: string, place: Place): unknown {
  let value: unknown = expression
  for (const member of at.slice(place.at.length + 1).split('.')) value = membersOf(value)?.[member]
  return value
}

const orders: readonly string[] = ['<', '<=', '>', '>=']
const ordered: readonly string[] = ['number', 'instant', 'date']

/** Sides that do not go together: the constant is at fault if there is one. */
function noteUnlike(
  { op, left, right }: Extract<Expression, { right: Expression }>,
  place: Place,
  expectation: string,
  notes: Notes,
): void {
  const a = typeOf(left, below(place, 'left'))
  const b = typeOf(right, below(place, 'right'))
  const constants = [left, right].filter((side) => 'value' in side || 'parameter' in side)
  const [constant] = constants
  const other = constant === left ? b : a
  const isAlike = a.is === b.is || constants.length === 1
  if (isAlike && orders.includes(op) && !ordered.includes(other.is)) {
    notes.add('type', `${place.at}.op`, expectation)
    return
  }
  const isUnit = a.is === 'number' && b.is === 'number'
  if (constants.length !== 1 || constant === undefined) {
    notes.add(isUnit ? 'unit' : 'type', place.at, expectation)
    return
  }
  const at = `${place.at}.${constant === left ? 'left' : 'right'}`
  if (!isUnit) {
    notes.add('type', at, expectation)
    return
  }
  const suggestion = (other.is === 'number' ? other.unit : undefined) ?? 'no unit'
  notes.add('unit', 'unit' in constant ? `${at}.unit` : at, expectation, { suggestion })
}

function typeOf(side: Expression, place: Place): ValueType {
  return compileExpression(side, place).type
}
