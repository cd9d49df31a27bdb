/** What each piece of a condition is, for the eye and for whoever points at it. */
import { functions } from '../../../language/words.ts'
import { piecesOf, type Piece } from './condition-pieces.ts'
import { spotsOf, type Spot } from './condition-walk.ts'

/** What a piece is. */
export type Role =
  | 'function'
  | 'word'
  | 'kind'
  | 'field'
  | 'set'
  | 'measurement'
  | 'parameter'
  | 'unit'
  | 'text'
  | 'number'
  | 'sign'
  | 'comment'
  | 'wrong'

/** A piece and what it is. */
export interface Part extends Pick<Piece, 'text' | 'means' | 'start' | 'end'> {
  readonly role: Role
  readonly spot: Spot
}

/** The pieces of a condition, each with what it is. */
export function partsOf(condition: string): readonly Part[] {
  const pieces = piecesOf(condition)
  const spots = spotsOf(pieces)
  return pieces.map((piece, i) => {
    const { text, means, start, end } = piece
    // There is a spot for every piece.
    const spot = spots[i] as Spot
    return { text, means, start, end, spot, role: roleOf(piece, spot, pieces[i + 1]?.text === '(') }
  })
}

function roleOf({ type, text }: Piece, { expected, of }: Spot, isCalled: boolean): Role {
  switch (type) {
    case 'comment':
    case 'text':
    case 'number':
    case 'sign':
    case 'parameter':
      return type
    case 'open':
    case 'bad':
      return 'wrong'
    case 'word':
      if (expected === 'unit' && !isCalled && /^(?:days|years)$/.test(text)) return 'unit'
      return functions.includes(text) || text === 'onSite' ? 'function' : 'word'
    case 'name':
      return roleOfName(expected, of, text)
  }
}

function roleOfName(expected: Spot['expected'], of: string | undefined, text: string): Role {
  switch (expected) {
    case 'kind':
    case 'unit':
    case 'set':
      return expected
    case 'by':
      return text === 'by' ? 'word' : 'field'
    case 'member':
      return of === 'onSite' ? 'measurement' : 'field'
    default:
      return 'field'
  }
}
