/** Refuses JSON that is no expression of engine 1, so that printing never leaves anything out. */
import { childrenOf } from './children.ts'
import type { Expression } from 'greengate/rules'

/** The members of each form besides `op`, those that may be missing with a question mark. */
const forms: Readonly<Record<string, readonly string[]>> = {
  and: ['of'],
  or: ['of'],
  not: ['of'],
  days: ['of'],
  years: ['of'],
  elapsed: ['of'],
  in: ['left', 'set'],
  some: ['kind', 'where?'],
  every: ['kind', 'where?'],
  none: ['kind', 'where?'],
  count: ['kind', 'where?'],
  countDays: ['kind', 'by', 'where?'],
  latest: ['kind', 'by', 'field', 'where?'],
  earliest: ['kind', 'by', 'field', 'where?'],
  ...Object.fromEntries(
    ['==', '!=', '<', '<=', '>', '>='].map((op) => [op, ['left', 'right']] as const),
  ),
}
const expressions = ['of', 'left', 'right', 'where']
const maxDepth = 64

/** @throws TypeError for what is no expression, or nests deeper than any set may. */
export function checkExpression(value: unknown, depth = maxDepth): asserts value is Expression {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) {
    throw new TypeError('must be an expression')
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const names = members.map(([name]) => name)
  const has = (required: readonly string[]): boolean =>
    required.every((name) => name.endsWith('?') || names.includes(name)) &&
    names.every((name) => required.includes(name) || required.includes(`${name}?`))
  const { op, value: literal, unit } = value as Readonly<Record<string, unknown>>
  if (literal !== undefined) {
    const isNumber = typeof literal === 'number' && Number.isFinite(literal)
    const isRight =
      isNumber ||
      ((typeof literal === 'string' || typeof literal === 'boolean') && unit === undefined)
    if (!isRight || !has(['value', 'unit?'])) throw new TypeError('must be a literal')
  } else if (op !== undefined) {
    const form = typeof op === 'string' && Object.hasOwn(forms, op) ? forms[op] : undefined
    if (form === undefined || !has(['op', ...form])) throw new TypeError('must be an operator')
  } else if (!has(['parameter']) && !has(['field']) && !has(['onSite'])) {
    throw new TypeError('must be an expression')
  }
  for (const [name, member] of members) {
    if (name === 'value' || name === 'op' || expressions.includes(name)) continue
    if (typeof member !== 'string') throw new TypeError(`${name} must be text`)
  }
  if (op === 'and' || op === 'or') {
    const { of } = value as { readonly of: unknown }
    if (!Array.isArray(of) || of.length < 2) throw new TypeError(`${op} needs two or more parts`)
  }
  for (const [, child] of childrenOf(value as Expression)) checkExpression(child, depth - 1)
}
