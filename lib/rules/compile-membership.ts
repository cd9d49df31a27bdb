/** Compiles `in`: text or an enumeration in a value set, a region in one of its regions. */
import { allow, below, fault, type Compiled, type Place } from './compiled.ts'
import { compileExpression } from './compile-expression.ts'
import { add } from './cost.ts'
import type { Expression } from './rule-set.ts'
import { truthType } from './value-type.ts'

/** @throws RuleSetFault `ERR_RULE_SET_MALFORMED` */
export function compileMembership(
  expression: Extract<Expression, { op: 'in' }>,
  members: readonly string[],
  place: Place,
): Compiled {
  allow(members, ['op', 'left', 'set'], place)
  const left = compileExpression(expression.left, below(place, 'left'))
  const { valueSets } = place.set
  const name: unknown = expression.set
  if (typeof name !== 'string' || !Object.hasOwn(valueSets, name)) {
    throw fault(below(place, 'set'), 'names no value set of this set', Object.keys(valueSets))
  }
  const { type, read } = left
  if (type.is !== 'text' && type.is !== 'region') {
    throw fault(below(place, 'left'), `a ${type.is} is in no value set`)
  }
  const values = new Set(valueSets[name])
  const isIn = type.is === 'region' ? startsWithOneOf(values) : (text: string) => values.has(text)
  return {
    type: truthType,
    cost: add(left),
    read(scene, fact) {
      const value = read(scene, fact)
      return typeof value === 'string' ? isIn(value) : undefined
    },
  }
}

/** A region lies in every region whose code it begins with; asked by length, since counties are many. */
function startsWithOneOf(prefixes: ReadonlySet<string>): (text: string) => boolean {
  const lengths = [...new Set([...prefixes].map(({ length }) => length))]
  return (text) => lengths.some((length) => prefixes.has(text.slice(0, length)))
}
