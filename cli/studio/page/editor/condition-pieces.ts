/** Cuts a condition into pieces, also a broken one: the lexer of the language, begun again behind whatever is no token. */
import { lex, type Token } from '../../../language/lexer.ts'

/** A token or a comment; `open`: a text or a name whose closing quote is missing, to the end of its line. */
export interface Piece {
  readonly type: Exclude<Token['type'], 'end'> | 'comment' | 'open'
  readonly text: string
  /** What it means; of something wrong that has a right form (`，` for `,`), that form. */
  readonly means: string
  readonly start: number
  readonly end: number
}

/** The pieces in order; only white space is between them. */
export function piecesOf(source: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < source.length; at = pieces.at(-1)?.end ?? source.length) {
    const before = pieces.length
    const rest = source.slice(at)
    const { tokens, comments } = lex(rest)
    for (const token of tokens) {
      if (token.type !== 'end') pieces.push(pieceOf(token, token.type, rest, at))
    }
    for (const { text, start } of comments) {
      const place = { start: at + start, end: at + start + text.length }
      pieces.push({ type: 'comment', text, means: '', ...place })
    }
    pieces.sort((a, b) => a.start - b.start)
    if (pieces.length === before || tokens.at(-1)?.type === 'end') break
  }
  return pieces
}

function pieceOf(token: Token, type: Piece['type'], rest: string, at: number): Piece {
  const { text, value, start, complaint } = token
  const place = (end: number): Pick<Piece, 'start' | 'end'> => ({
    start: at + start,
    end: at + end,
  })
  if (type === 'bad' && (text === '"' || text === '`')) {
    const [line = ''] = rest.slice(start).split('\n', 1)
    return { type: 'open', text: line, means: line.slice(1), ...place(start + line.length) }
  }
  const right = complaint?.expected[0] ?? text
  return { type, text, means: type === 'bad' ? right : String(value), ...place(token.end) }
}
