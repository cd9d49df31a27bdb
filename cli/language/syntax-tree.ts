/** A parsed condition: its expression, where each part of it stands, and the comments beside them. */
import type { Expression } from 'greengate/rules'
import { attach, type Remarks } from './attach-comments.ts'
import { childrenOf } from './children.ts'
import type { Place } from './language-error.ts'
import type { TokenStream } from './token-stream.ts'

/** The tokens that an expression was made of, by their numbers. */
export interface Part {
  readonly first: number
  readonly last: number
  /** The token of each member that is no expression itself. */
  readonly members: Readonly<Record<string, number>>
  readonly isInParentheses?: true
}

/** What parsing gives. */
export class SyntaxTree {
  readonly root: Expression
  readonly #parts: ReadonlyMap<Expression, Part>
  readonly #stream: TokenStream

  constructor(root: Expression, parts: ReadonlyMap<Expression, Part>, stream: TokenStream) {
    this.root = root
    this.#parts = parts
    this.#stream = stream
  }

  /** The comments, each beside the expression that it goes with. */
  remarks(): ReadonlyMap<Expression, Remarks> {
    return attach(this.root, this.#parts, this.#stream.lexed)
  }

  /** Where every expression and every member of one stands, by its path in JSON below `at`. */
  places(at: string): Map<string, Place> {
    const found = new Map<string, Place>()
    const walk = (expression: Expression, path: string): void => {
      // Every expression of the tree was made by the parser, which noted it.
      const { first, last, members } = this.#parts.get(expression) as Part
      found.set(path, this.#place(first, last))
      for (const [name, token] of Object.entries(members)) {
        found.set(`${path}.${name}`, this.#place(token, token))
      }
      for (const [member, child] of childrenOf(expression)) walk(child, `${path}.${member}`)
    }
    walk(this.root, at)
    return found
  }

  #place(first: number, last: number): Place {
    const { tokens } = this.#stream.lexed
    return this.#stream.place(tokens[first]?.start ?? 0, tokens[last]?.end ?? 0)
  }
}
