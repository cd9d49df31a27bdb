/** Prints conditions in the one form that they have: long ones broken before and/or, and inside of parentheses. */
import type { Expression } from 'greengate/rules'
import type { Remarks } from './attach-comments.ts'
import { group, hardline, indent, layOut, line, softline, type Doc } from './doc.ts'
import { checkExpression } from './check-expression.ts'
import { comparisons, isBareName, isTime, plurals, unitBeside, unitless } from './words.ts'

/** How to print. */
export interface PrintOptions {
  /** Columns; Infinity for one line. Default: 80. */
  readonly width?: number
  /** The comments beside expressions, of a tree that was parsed. */
  readonly remarks?: ReadonlyMap<Expression, Remarks>
}

/**
 * Prints an expression as infix text. Parsing it gives the same expression.
 *
 * @throws TypeError for what is no expression of engine 1 (docs/rules.md 2).
 */
export function printCondition(
  expression: Expression,
  { width = 80, remarks = new Map() }: PrintOptions = {},
): string {
  checkExpression(expression)
  return layOut(new Printer(remarks).slot(expression, []), width)
}

/** How tightly a printed form holds together; what is looser than its place gets parentheses. */
const powers = { or: 1, and: 2, comparison: 3, not: 4, operand: 5 } as const

function powerOf(expression: Expression): number {
  if (!('op' in expression)) return powers.operand
  const { op } = expression
  if (op === 'or' || op === 'and' || op === 'not') return powers[op]
  return op === 'in' || Object.values<string>(comparisons).includes(op)
    ? powers.comparison
    : powers.operand
}

class Printer {
  readonly #remarks: ReadonlyMap<Expression, Remarks>
  constructor(remarks: ReadonlyMap<Expression, Remarks>) {
    this.#remarks = remarks
  }

  /** An expression where it may have lines of its own, with its comments; `lead` is the word in front of it. */
  slot(expression: Expression, lead: Doc, power: number = powers.or): Doc {
    const { before = [], behind = [] } = this.#remarks.get(expression) ?? {}
    const [first, ...below] = behind
    return [
      ...before.flatMap((text) => [text, hardline]),
      lead,
      this.#print(expression, power),
      ...(first === undefined ? [] : [' ', first, endOfLine]),
      ...below.flatMap((text) => [hardline, text]),
    ]
  }

  #print(expression: Expression, power: number): Doc {
    const doc = this.#form(expression)
    if (powerOf(expression) >= power) return doc
    return group(['(', indent([softline, doc]), softline, ')'])
  }

  #form(expression: Expression): Doc {
    if ('value' in expression) return literal(expression.value, expression.unit)
    if ('parameter' in expression) return `$${printName(expression.parameter)}`
    if ('field' in expression && !('op' in expression)) return printName(expression.field)
    if ('onSite' in expression) return `onSite.${printName(expression.onSite)}`
    switch (expression.op) {
      case 'and':
      case 'or':
        return this.#chain(expression.op, expression.of)
      case 'not':
        return ['not ', this.#print(expression.of, powers.not)]
      case 'days':
      case 'years':
      case 'elapsed':
        return this.#call(expression.op, this.#print(expression.of, powers.or))
      case 'in':
        return [this.#print(expression.left, powers.operand), ' in ', printName(expression.set)]
      case 'some':
      case 'every':
      case 'none':
      case 'count':
        return this.#quantifier(expression.op, printName(expression.kind), expression.where)
      case 'countDays':
      case 'latest':
      case 'earliest': {
        const facts = `${printName(expression.kind)} by ${printName(expression.by)}`
        const call = this.#quantifier(expression.op, facts, expression.where)
        return expression.op === 'countDays' ? call : [call, '.', printName(expression.field)]
      }
      default:
        return this.#comparison(expression.op, expression.left, expression.right)
    }
  }

  #chain(op: 'and' | 'or', parts: readonly Expression[]): Doc {
    return group(
      // An `and` inside of an `or` binds tighter as it is; its parentheses are for whoever reads it.
      parts.map((part, i) => [
        ...(i === 0 ? [] : [line]),
        this.slot(part, i === 0 ? [] : `${op} `, powers.comparison),
      ]),
    )
  }

  #call(name: string, inner: Doc): Doc {
    return group([`${name}(`, indent([softline, inner]), softline, ')'])
  }

  #quantifier(op: string, facts: string, where: Expression | undefined): Doc {
    if (where === undefined) return `${op}(${facts})`
    return group([`${op}(${facts},`, indent([line, this.slot(where, [])]), softline, ')'])
  }

  #comparison(op: string, left: Expression, right: Expression): Doc {
    const sign = Object.entries(comparisons).find(([, name]) => name === op)?.[0] ?? ''
    const [stated, other] = [this.#side(left, right), this.#side(right, left)]
    const isShort = typeof other === 'string'
    return isShort
      ? [stated, ` ${sign} `, other]
      : group([stated, indent([line, `${sign} `, other])])
  }

  /** One side; beside `days(...)` and `years(...)` a number need not say its unit. */
  #side(side: Expression, other: Expression): Doc {
    const unit = unitBeside(other)
    if (unit !== undefined && 'value' in side && typeof side.value === 'number') {
      if (side.unit === unit) return literal(side.value, undefined)
      if (side.unit === undefined) return `${literal(side.value, undefined)} ${unitless}`
    }
    return this.#print(side, powers.operand)
  }
}

/** Breaks whatever a comment stands in: what follows it must not become part of it. */
const endOfLine: Doc = { group: [], isBroken: true }

function literal(value: string | number | boolean, unit: string | undefined): string {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return isTime(value) ? value : quote(value)
  const digits = Object.is(value, -0) ? '-0' : String(value)
  return unit === undefined ? digits : `${digits} ${printUnit(value, unit)}`
}

function printUnit(value: number, unit: string): string {
  const plural = Object.hasOwn(plurals, unit) ? plurals[unit] : undefined
  if (plural !== undefined) return value === 1 ? unit : plural
  return printName(unit, [...Object.values(plurals), unitless])
}

function printName(name: string, also: readonly string[] = []): string {
  if (isBareName(name, also)) return name
  return `\`${quote(name).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', '\\`')}\``
}

/** As JSON, with everything escaped that an editor does not show. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
