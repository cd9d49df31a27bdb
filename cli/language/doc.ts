/** Lays text out within a width: what fits stays on one line, what does not is broken at its joints (after Wadler). */

/** A text with joints. */
export type Doc =
  | string
  | readonly Doc[]
  /** A joint: nothing or a space on one line, else a new line; `hard`: always a new line. */
  | { readonly joint: '' | ' ' | 'hard' }
  | { readonly indent: Doc }
  /** Broken at its own joints together, or not at all. */
  | { readonly group: Doc; readonly isBroken: boolean }

export const softline: Doc = { joint: '' }
export const line: Doc = { joint: ' ' }
export const hardline: Doc = { joint: 'hard' }
export const indent = (doc: Doc): Doc => ({ indent: doc })
export const group = (doc: Doc): Doc => ({ group: doc, isBroken: mustBreak(doc) })

function mustBreak(doc: Doc): boolean {
  if (typeof doc === 'string') return false
  if ('joint' in doc) return doc.joint === 'hard'
  if ('indent' in doc) return mustBreak(doc.indent)
  if ('group' in doc) return doc.isBroken
  return doc.some(mustBreak)
}

/** A piece still to be laid out. */
interface Piece {
  readonly doc: Doc
  readonly depth: number
  readonly isFlat: boolean
}

/** Lays a text out, with two spaces for each level. */
export function layOut(doc: Doc, width: number): string {
  const rest: Piece[] = [{ doc, depth: 0, isFlat: false }]
  let text = ''
  let column = 0
  for (let piece = rest.pop(); piece !== undefined; piece = rest.pop()) {
    const { doc: found, depth, isFlat } = piece
    if (typeof found === 'string') {
      text += found
      column += widthOf(found)
    } else if ('joint' in found) {
      if (isFlat) {
        text += found.joint
        column += found.joint.length
      } else {
        text = `${text.trimEnd()}\n${'  '.repeat(depth)}`
        column = 2 * depth
      }
    } else if ('indent' in found) {
      rest.push({ doc: found.indent, depth: depth + 1, isFlat })
    } else if ('group' in found) {
      const flat = { doc: found.group, depth, isFlat: true }
      const fit = !found.isBroken && (isFlat || fits(flat, rest, width - column))
      rest.push({ ...flat, isFlat: fit })
    } else {
      for (const part of found.toReversed()) rest.push({ doc: part, depth, isFlat })
    }
  }
  return text
}

/** Whether a piece, and what follows it up to the next new line, has room on this line. */
function fits(first: Piece, rest: readonly Piece[], room: number): boolean {
  const next: Piece[] = [first]
  let left = room
  let following = rest.length
  for (;;) {
    if (left < 0) return false
    const piece = next.pop() ?? rest[--following]
    if (piece === undefined) return true
    const { doc, depth, isFlat } = piece
    if (typeof doc === 'string') left -= widthOf(doc)
    else if ('joint' in doc) {
      if (!isFlat) return true
      left -= doc.joint.length
    } else if ('indent' in doc) next.push({ doc: doc.indent, depth, isFlat })
    else if ('group' in doc) next.push({ doc: doc.group, depth, isFlat: isFlat && !doc.isBroken })
    else for (const part of doc.toReversed()) next.push({ doc: part, depth, isFlat })
  }
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g

/** Columns of a fixed-width font: Chinese characters take two. */
export function widthOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0)
}
