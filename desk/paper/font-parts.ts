/** The parts that the font comes in: which of them draws a character, and the outline of the character at a weight. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type OutlineCommand, type Woff2Font } from 'fontkit'

/** How heavy it is written. */
export type Weight = 400 | 700

/** A character as it is drawn, in thousandths of its height. */
export interface Outline {
  readonly advance: number
  readonly commands: readonly OutlineCommand[]
}

const folder = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
)
/** By part: the first and the last of each of its ranges. */
type Ranges = readonly (readonly [part: string, ranges: readonly (readonly [number, number])[]])[]
let known: Ranges | undefined

function ranges(): Ranges {
  const listed = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as object
  known ??= Object.entries(listed).map(([part, text]) => [
    part.replace(/^\[(\d+)\]$/, '$1'),
    (text as string).split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-')
      return [parseInt(from, 16), parseInt(to, 16)]
    }),
  ])
  return known
}

/** A part is opened once in a weight: what sheets say differs by little. */
const opened = new Map<string, OpenPart>()
interface OpenPart {
  readonly font: Woff2Font
  readonly characters: ReadonlySet<number>
  readonly outlines: Map<number, Outline>
}

function open(part: string, weight: Weight): OpenPart {
  const key = `${part} ${weight}`
  let found = opened.get(key)
  if (found === undefined) {
    const file = join(folder, 'files', `noto-sans-sc-${part}-wght-normal.woff2`)
    const font = create(readFileSync(file))
    font.variationCoords = [weight]
    found = { font, characters: new Set(font.characterSet), outlines: new Map() }
    opened.set(key, found)
  }
  return found
}

/** The outline of a character; undefined: no part has it. */
export function outlineOf(codePoint: number, weight: Weight): Outline | undefined {
  for (const [part, pairs] of ranges()) {
    if (!pairs.some(([from, to]) => codePoint >= from && codePoint <= to)) continue
    const { font, characters, outlines } = open(part, weight)
    if (!characters.has(codePoint)) continue
    const outline = outlines.get(codePoint) ?? draw(font, codePoint)
    outlines.set(codePoint, outline)
    return outline
  }
  return undefined
}

const shaped = new WeakMap<Woff2Font, Set<number>>()

function draw(font: Woff2Font, codePoint: number): Outline {
  const glyph = font.glyphForCodePoint(codePoint)
  // Before anything is asked of it: its width makes its path, and a path is made once.
  shape(font, glyph.id)
  return { advance: glyph.advanceWidth, commands: glyph.path.commands }
}

/** fontkit reads glyphs of WOFF2 at their thinnest: their points are moved to the weight before they become a path. */
function shape(font: Woff2Font, id: number): void {
  const done = shaped.get(font) ?? new Set()
  shaped.set(font, done)
  if (done.has(id)) return
  done.add(id)
  const { points, components = [] } = font._transformedGlyphs[id] ?? {}
  for (const { glyphID } of components) shape(font, glyphID)
  const last = points?.at(-1)
  if (points === undefined || last === undefined) return
  // Deltas are for four points more, each a contour of its own as the last one ends one: where the glyph begins and ends.
  for (let more = 0; more < 4; more++) points.push(last.copy())
  font._variationProcessor.transformPoints(id, points)
  points.splice(-4)
}
