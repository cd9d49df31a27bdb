/** Goes through the pieces of a condition and says, before each, what may stand there and of which kind it speaks. */
import { comparisons, functions, quantifiers, timed } from '../../../language/words.ts'
import type { Piece } from './condition-pieces.ts'

/** What may stand somewhere. */
export type Expected =
  /** A kind of fact: `some(`. */
  | 'kind'
  /** The word `by`: `latest(test `. */
  | 'by'
  /** A field that lies in time: `latest(test by `. */
  | 'by-field'
  /** `,` or `)`: `latest(test by at `. */
  | 'comma'
  /** A value or a condition. */
  | 'operand'
  /** A comparison, `and`, `or`. */
  | 'operator'
  /** What a number counts, or as `operator`. */
  | 'unit'
  /** `(`: `some `. */
  | 'call'
  /** `.`: `onSite`, `latest(test by at)`. */
  | 'dot'
  /** What stands behind that. */
  | 'member'
  /** A value set: `region in `. */
  | 'set'

/** What stands on one side of a comparison. */
export type Operand =
  | { readonly is: 'field'; readonly kind: string | undefined; readonly name: string }
  | { readonly is: 'call'; readonly function: string }
  | { readonly is: 'measurement'; readonly name: string }
  | { readonly is: 'parameter'; readonly name: string }
  | { readonly is: 'condition' | 'text' | 'number' | 'truth' }

/** Where a piece stands. */
export interface Spot {
  readonly expected: Expected
  /** The function around, `''` in none. */
  readonly inside: string
  /** Whose fields can be named; of `dot` and `member`, the kind of the fact that was found. */
  readonly kind: string | undefined
  /** The left side, once it is there. */
  readonly left: Operand | undefined
  /** `left` behind a comparison: this is its right side; `whole`: both sides are there. */
  readonly side: 'none' | 'right' | 'whole'
  /** Of `dot` and `member`: `onSite`, or `latest` or `earliest`. */
  readonly of: string | undefined
}

/** A spot while it is made. */
type Frame = { -readonly [name in keyof Spot]: Spot[name] }

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word)

/** The spot of each piece that is no comment, and behind the last that of the end. */
export function spotsOf(pieces: readonly Piece[]): readonly Spot[] {
  const walk = new Walk()
  return [
    ...pieces.map((piece, i) => {
      const spot = walk.spot()
      if (piece.type !== 'comment') walk.step(piece, pieces[i + 1]?.means === '(')
      return spot
    }),
    walk.spot(),
  ]
}

const blank = { left: undefined, side: 'none', of: undefined } as const

class Walk {
  readonly #outer: Frame[] = []
  #frame: Frame = { expected: 'operand', inside: '', kind: undefined, ...blank }
  #called = ''

  spot(): Spot {
    const { expected, of } = this.#frame
    const isOfFound = (expected === 'dot' || expected === 'member') && of !== 'onSite'
    return { ...this.#frame, ...(isOfFound ? { kind: this.#found } : {}) }
  }

  step(piece: Piece, isCalled: boolean): void {
    const frame = this.#frame
    const called = this.#called
    this.#called = ''
    const isQuoted = piece.text.startsWith('`') || piece.type === 'text' || piece.type === 'open'
    const word = isQuoted ? '' : piece.means
    if (word === '(') this.#open(called)
    else if (word === ')') this.#close()
    else if (word === ',') Object.assign(frame, { expected: 'operand', ...blank })
    else if (isOneOf(['and', 'or', 'not'], word)) {
      Object.assign(frame, { expected: 'operand', ...blank })
    } else if (word in comparisons) Object.assign(frame, { expected: 'operand', side: 'right' })
    else if (word === 'in') Object.assign(frame, { expected: 'set', side: 'right' })
    else if (word === '.') frame.expected = frame.expected === 'dot' ? 'member' : 'operator'
    else if (word === 'onSite') Object.assign(frame, { expected: 'dot', of: 'onSite' })
    else if (isOneOf(functions, word) && (isCalled || frame.expected !== 'unit')) {
      this.#called = word
      frame.expected = 'call'
    } else this.#take(piece)
  }

  #open(called: string): void {
    const { kind } = this.#frame
    this.#outer.push(this.#frame)
    const speaksOfKind = isOneOf([...quantifiers, ...timed], called)
    this.#frame = {
      ...blank,
      expected: speaksOfKind ? 'kind' : 'operand',
      inside: called,
      kind: speaksOfKind ? undefined : kind,
    }
  }

  #close(): void {
    const closed = this.#frame
    const outer = this.#outer.pop()
    if (outer === undefined) return
    this.#frame = outer
    const { inside, kind } = closed
    if (inside === 'latest' || inside === 'earliest') {
      // Until the condition goes on, the kind is the one of the fact that was found.
      this.#found = kind
      Object.assign(outer, { expected: 'dot', of: inside })
    } else this.#operand(inside === '' ? { is: 'condition' } : { is: 'call', function: inside })
  }
  #found: string | undefined

  #take({ type, means }: Piece): void {
    const frame = this.#frame
    if (type === 'number') {
      this.#operand({ is: 'number' })
      frame.expected = 'unit'
    } else if (type === 'text' || type === 'open') this.#operand({ is: 'text' })
    else if (type === 'parameter') this.#operand({ is: 'parameter', name: means })
    else if (means === 'true' || means === 'false') this.#operand({ is: 'truth' })
    else if (type !== 'bad' && type !== 'sign') this.#name(means)
  }

  #name(name: string): void {
    const frame = this.#frame
    switch (frame.expected) {
      case 'kind':
        Object.assign(frame, { expected: frame.inside in byField ? 'by' : 'comma', kind: name })
        break
      case 'by':
        if (name === 'by') frame.expected = 'by-field'
        break
      case 'by-field':
        frame.expected = 'comma'
        break
      case 'member':
        if (frame.of === 'onSite') this.#operand({ is: 'measurement', name })
        else this.#operand({ is: 'field', kind: this.#found, name })
        break
      case 'unit':
        frame.expected = 'operator'
        break
      case 'operand':
      case 'set':
        this.#operand({ is: 'field', kind: frame.kind, name })
        break
      default:
    }
  }

  #operand(operand: Operand): void {
    const frame = this.#frame
    if (frame.side === 'right') frame.side = 'whole'
    else Object.assign(frame, { left: operand, side: 'none' })
    Object.assign(frame, { expected: 'operator', of: undefined })
  }
}

const byField = Object.fromEntries(timed.map((name) => [name, true]))
