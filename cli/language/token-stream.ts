/** The tokens of one condition, taken one after the other, and the error that says what was expected instead. */
import { LanguageError } from './language-error.ts'
import { lex, type Lexed, type Token } from './lexer.ts'
import type { Locate, SourceText } from './source-text.ts'

/** Where the parser stands. */
export class TokenStream {
  readonly lexed: Lexed
  /** The token at hand. */
  index = 0
  readonly #source: SourceText
  readonly #locate: Locate

  constructor(source: SourceText, locate: Locate) {
    this.lexed = lex(source.text)
    this.#source = source
    this.#locate = locate
  }

  get token(): Token {
    // Never empty, and nothing steps over its last.
    return this.lexed.tokens[this.index] as Token
  }

  /** Whether the token at hand is this word or sign; a name in quotes is never one. */
  is(text: string): boolean {
    const { type, text: found } = this.token
    return found === text && type !== 'bad' && type !== 'end'
  }

  step(): Token {
    const { token } = this
    this.index++
    return token
  }

  take(text: string, expected: readonly string[], where: string): Token {
    if (!this.is(text)) throw this.refuse(expected, where)
    return this.step()
  }

  /** A name of the author's own, bare or in backquotes. */
  takeName(what: string, where: string): Token {
    const { type, text } = this.token
    if (type === 'name') return this.step()
    if (type === 'word') {
      throw this.fault(this.token, [what], `${text} is a word of the language; write \`${text}\``)
    }
    throw this.refuse([what], where)
  }

  /** The error that something else was expected where the token at hand stands. */
  refuse(
    expected: readonly string[],
    where: string,
    said: string = listed(expected),
  ): LanguageError {
    const { token } = this
    if (token.complaint !== undefined) {
      return this.fault(token, token.complaint.expected, token.complaint.message)
    }
    const found = token.type === 'end' ? 'the end' : quoted(token.text)
    return this.fault(token, expected, `expected ${said} ${where}, but found ${found}`)
  }

  fault(
    { start, end }: { readonly start: number; readonly end: number },
    expected: readonly string[],
    message: string,
  ): LanguageError {
    return new LanguageError(this.place(start, end), expected, message)
  }

  place(start: number, end: number): ReturnType<Locate> {
    const from = this.#source.offsetAt(start)
    return this.#locate(from, this.#source.offsetAt(end) - from)
  }
}

/** Words and signs in quotes; what is described is not. */
function quoted(name: string): string {
  return /^(a|an|the) /.test(name) || name.includes('"') ? name : `"${name}"`
}

/** `a, b or c` */
function listed(expected: readonly string[]): string {
  const names = expected.map(quoted)
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}
