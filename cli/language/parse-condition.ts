/** Parses infix conditions: a Pratt parser whose two tables are what may begin an expression and what may follow one. */
import type { Expression } from 'greengate/rules'
import type { Token } from './lexer.ts'
import { nearest } from './nearest.ts'
import { parseWord } from './parse-word.ts'
import { locator, wholeText, type Locate, type SourceText } from './source-text.ts'
import { SyntaxTree, type Part } from './syntax-tree.ts'
import { TokenStream } from './token-stream.ts'
import { comparisons, functions, plurals, unitBeside, unitless } from './words.ts'

/**
 * Parses a condition (docs/language.md).
 *
 * @throws {@link LanguageError} with the place, and what was expected there.
 */
export function parseCondition(text: string): Expression {
  return parseTree(wholeText(text), locator(text)).root
}

/** Parses a condition that stands in a file; the tree knows where everything stands, and its comments. */
export function parseTree(source: SourceText, locate: Locate): SyntaxTree {
  const parser = new ConditionParser(source, locate)
  return parser.tree(parser.whole())
}

/** How tightly an operator binds. */
const powers = { or: 1, and: 2, comparison: 3, operand: 4 } as const
/** As deep as any set within the limits of the engine is written. */
const maxDepth = 256
const beginnings = [
  ...['a field', 'a value', '$parameter', 'onSite.', 'not', '('],
  ...functions.map((name) => `${name}(`),
]

/** One condition being parsed. */
export class ConditionParser {
  readonly stream: TokenStream
  /** Gives the meaning of a bare name; the tables of conditions have others. */
  readonly nameOf: (name: Token, parser: ConditionParser) => Expression
  readonly #parts = new Map<Expression, Part>()
  #depth = 0

  constructor(
    source: SourceText,
    locate: Locate,
    nameOf: ConditionParser['nameOf'] = (name) => ({ field: String(name.value) }),
  ) {
    this.stream = new TokenStream(source, locate)
    this.nameOf = nameOf
  }

  /** All of the text. */
  whole(): Expression {
    const expression = this.condition()
    this.end(expression)
    return expression
  }

  end(expression: Expression): void {
    if (this.stream.token.type !== 'end') {
      throw this.stream.refuse([...followersOf(expression), 'the end'], 'here')
    }
  }

  tree(root: Expression): SyntaxTree {
    return new SyntaxTree(root, this.#parts, this.stream)
  }

  /** A condition, or a value, of any form. */
  condition(): Expression {
    return this.#expression(powers.or)
  }

  /** What stands on one side of a comparison, or behind `not`. */
  operand(): Expression {
    return this.#expression(powers.operand)
  }

  /** Everything from here on that binds at least so tightly. */
  #expression(power: number): Expression {
    if (++this.#depth > maxDepth) {
      throw this.stream.fault(this.stream.token, [], 'nested too deep; write it as several rules')
    }
    const first = this.stream.index
    let left = this.#begin()
    for (;;) {
      const { token } = this.stream
      if (token.type !== 'word' && token.type !== 'sign') break
      const { text } = token
      if ((text === 'and' || text === 'or') && powers[text] >= power) {
        left = this.#chain(text, left, first)
      } else if ((text === 'in' || text in comparisons) && powers.comparison >= power) {
        left = this.#comparison(left, first)
      } else break
    }
    this.#depth--
    return left
  }

  /** Remembers what was made of the tokens since `first`. */
  part(first: number, expression: Expression, members: Part['members'] = {}): Expression {
    this.#parts.set(expression, { first, last: this.stream.index - 1, members })
    return expression
  }

  /** A number that has been stepped over, with the unit behind it. */
  number(token: Token): Expression {
    const at = this.stream.index - 1
    const value = Number(token.value)
    const { token: next } = this.stream
    const isCall = this.stream.lexed.tokens[at + 2]?.text === '('
    const isSpan = (next.text === 'days' || next.text === 'years') && !isCall
    if (next.type !== 'name' && !isSpan) return this.part(at, { value }, { value: at })
    const unit = String(this.stream.step().value)
    const members = { value: at, unit: at + 1 }
    if (next.isQuoted) return this.part(at, { value, unit }, members)
    if (unit === unitless) {
      const plain = this.part(at, { value }, members)
      this.#explicit.add(plain)
      return plain
    }
    const singular = Object.keys(plurals).find((name) => plurals[name] === unit)
    return this.part(at, { value, unit: singular ?? unit }, members)
  }
  /** Plain numbers that say so. */
  readonly #explicit = new Set<Expression>()

  /** A plain number beside `days(...)` counts days. */
  withUnit(value: Expression, beside: Expression): Expression {
    const unit = unitBeside(beside)
    if (unit === undefined || !('value' in value) || typeof value.value !== 'number') return value
    if (value.unit !== undefined || this.#explicit.has(value)) return value
    const { first, last, members } = this.#parts.get(value) as Part
    const counted: Expression = { value: value.value, unit }
    this.#parts.set(counted, { first, last, members: { ...members, unit: first } })
    return counted
  }

  #begin(): Expression {
    const { stream } = this
    const at = stream.index
    const { token } = stream
    switch (token.type) {
      case 'text':
        stream.step()
        return this.part(at, { value: token.value }, { value: at })
      case 'number':
        return this.number(stream.step())
      case 'parameter':
        stream.step()
        return this.part(at, { parameter: String(token.value) }, { parameter: at })
      case 'name':
        return this.#name(stream.step())
      case 'word': {
        const expression = parseWord(this, token)
        if (expression !== undefined) return expression
        break
      }
      case 'sign':
        if (token.text === '(') return this.#inParentheses()
        break
      default:
    }
    throw stream.refuse(beginnings, 'here', 'a value or a condition')
  }

  #name(token: Token): Expression {
    const at = this.stream.index - 1
    if (this.stream.is('(')) {
      const near = nearest(token.text, functions)
      const hint = near === undefined ? `, only ${functions.join(', ')}` : `; did you mean ${near}?`
      throw this.stream.fault(token, functions, `there is no function ${token.text}${hint}`)
    }
    const expression = this.nameOf(token, this)
    return this.part(at, expression, { field: this.stream.index - 1 })
  }

  #inParentheses(): Expression {
    const first = this.stream.index
    const open = this.stream.step()
    const inner = this.condition()
    this.close(open, inner)
    // The parentheses are part of what they hold, so that comments behind them find it.
    const part = this.#parts.get(inner) as Part
    this.#parts.set(inner, { ...part, first, last: this.stream.index - 1, isInParentheses: true })
    return inner
  }

  /** Steps over a `)`. */
  close(open: Token, before?: Expression): void {
    if (this.stream.is(')')) {
      this.stream.step()
      return
    }
    const { line, column } = this.stream.place(open.start, open.end)
    const where = `for the ( of line ${String(line)}, column ${String(column)}`
    throw this.stream.refuse([...(before === undefined ? [] : followersOf(before)), ')'], where)
  }

  #chain(op: 'and' | 'or', left: Expression, first: number): Expression {
    const of = [left]
    while (this.stream.is(op)) {
      this.stream.step()
      of.push(this.#expression(powers[op] + 1))
    }
    return this.part(first, { op, of })
  }

  #comparison(stated: Expression, first: number): Expression {
    this.#refuseBareNot(stated)
    const sign = this.stream.step()
    const at = this.stream.index - 1
    if (sign.text === 'in') {
      const set = this.stream.takeName('the name of a value set', 'behind in')
      const members = { op: at, set: at + 1 }
      return this.part(first, { op: 'in', left: stated, set: String(set.value) }, members)
    }
    const other = this.operand()
    this.#refuseBareNot(other)
    if (this.stream.is('in') || this.stream.token.text in comparisons) {
      const expected = ['and', 'or', 'the end']
      throw this.stream.refuse(expected, 'since a comparison has two sides only')
    }
    const op = comparisons[sign.text as keyof typeof comparisons]
    const left = this.withUnit(stated, other)
    const right = this.withUnit(other, stated)
    return this.part(first, { op, left, right }, { op: at })
  }

  /** `not a = b` would be (not a) = b, which nobody means. */
  #refuseBareNot(side: Expression): void {
    const part = this.#parts.get(side)
    if (!('op' in side) || side.op !== 'not' || part?.isInParentheses === true) return
    const token = this.stream.lexed.tokens[part?.first ?? 0] as Token
    const message = 'put what not speaks of in parentheses, as in not (region in highRisk)'
    throw this.stream.fault(token, ['not ('], message)
  }
}

/** What may follow a whole expression. */
function followersOf(expression: Expression): readonly string[] {
  return isComparison(expression) ? ['and', 'or'] : ['and', 'or', 'a comparison']
}

function isComparison(expression: Expression): boolean {
  return 'op' in expression && !['days', 'years', 'elapsed', 'count'].includes(expression.op)
}
