/** The font of one sheet: the characters that are on it, in one weight. */
import { outlineOf, type Outline, type Weight } from './font-parts.ts'
import { trueType } from './true-type.ts'

/** As Noto Sans SC has them. */
const [ascent, descent] = [1160, -288]

/** Writes what cannot be drawn by its number, so that nobody takes it for another character. */
export function drawable(text: string, weight: Weight): string {
  return Array.from(text, (character) => {
    const codePoint = character.codePointAt(0) as number
    return outlineOf(codePoint, weight) === undefined
      ? `[U+${codePoint.toString(16).toUpperCase()}]`
      : character
  }).join('')
}

/** The font with the characters of these texts. */
export function sheetFont(texts: readonly string[], weight: Weight): Uint8Array {
  const outlines = new Map<number, Outline>()
  for (const character of new Set(texts.join(''))) {
    const codePoint = character.codePointAt(0) as number
    const outline = outlineOf(codePoint, weight)
    if (outline === undefined) throw new TypeError('the texts must be drawable')
    outlines.set(codePoint, outline)
  }
  return trueType({ name: `NotoSansSC-${weight}`, ascent, descent, outlines })
}
