/** Writes a small TrueType font of given outlines: what is put into the sheet, and nothing that is not on it. */
import type { Outline } from './font-parts.ts'

/** What it is made of. */
export interface FontParts {
  readonly name: string
  readonly ascent: number
  readonly descent: number
  /** By code point. */
  readonly outlines: ReadonlyMap<number, Outline>
}

const unitsPerEm = 1000

/** The bytes of the font. Glyph 0 is an empty box of nothing: whoever draws asks first what there is. */
export function trueType({ name, ascent, descent, outlines }: FontParts): Uint8Array {
  const sorted = [...outlines].sort(([a], [b]) => a - b)
  const glyphs = [
    { bytes: Buffer.alloc(0), left: 0, advance: unitsPerEm },
    ...sorted.map(([, { advance, commands }]) => ({ ...glyphOf(commands), advance })),
  ]
  const count = glyphs.length
  const offsets = [0]
  for (const { bytes } of glyphs) offsets.push((offsets.at(-1) as number) + bytes.length)
  const widest = Math.max(...glyphs.map(({ advance }) => advance))
  return tables({
    cmap: cmap(sorted.map(([codePoint]) => codePoint)),
    glyf: Buffer.concat(glyphs.map(({ bytes }) => bytes)),
    head: Buffer.concat([
      u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
      u16(0, unitsPerEm),
      Buffer.alloc(16),
      u16(0, descent, widest, ascent, 0, 6, 2, 1, 0),
    ]),
    hhea: Buffer.concat([
      u32(0x00010000),
      u16(ascent, descent, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, count),
    ]),
    hmtx: Buffer.concat(glyphs.map(({ advance, left }) => u16(advance, left))),
    loca: u32(...offsets),
    maxp: Buffer.concat([u32(0x00010000), u16(count, 2000, 200, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: nameTable(name),
    post: Buffer.concat([u32(0x00030000), Buffer.alloc(28)]),
  })
}

/** `left`: where its ink begins, which readers move it to. */
function glyphOf(commands: Outline['commands']): { readonly bytes: Buffer; readonly left: number } {
  const points: { x: number; y: number; isOn: boolean }[] = []
  const ends: number[] = []
  for (const { command, args } of commands) {
    if (command === 'closePath') ends.push(points.length - 1)
    for (let at = 0; at < args.length; at += 2) {
      const isOn = !(command === 'quadraticCurveTo' && at === 0)
      points.push({
        x: Math.round(args[at] as number),
        y: Math.round(args[at + 1] as number),
        isOn,
      })
    }
  }
  if (points.length === 0) return { bytes: Buffer.alloc(0), left: 0 }
  const steps = (axis: 'x' | 'y') =>
    points.map((point, at) => point[axis] - (points[at - 1]?.[axis] ?? 0))
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const left = Math.min(...xs)
  const body = Buffer.concat([
    u16(ends.length, left, Math.min(...ys), Math.max(...xs), Math.max(...ys)),
    u16(...ends, 0),
    Buffer.from(points.map(({ isOn }) => (isOn ? 1 : 0))),
    u16(...steps('x'), ...steps('y')),
  ])
  return { bytes: Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]), left }
}

/** Format 12: each character is a group of its own. */
function cmap(codePoints: readonly number[]): Buffer {
  const groups = codePoints.map((codePoint, at) => u32(codePoint, codePoint, at + 1))
  const length = 16 + 12 * groups.length
  return Buffer.concat([
    u16(0, 1, 3, 10),
    u32(12),
    u16(12, 0),
    u32(length, 0, groups.length),
    ...groups,
  ])
}

function nameTable(name: string): Buffer {
  const text = Buffer.from(name, 'utf16le').swap16()
  const record = (id: number) => u16(3, 1, 0x409, id, text.length, 0)
  return Buffer.concat([u16(0, 2, 30), record(1), record(6), text])
}

/** The directory, and the tables behind it; checksums are for whoever writes the font into a file. */
function tables(all: Readonly<Record<string, Buffer>>): Uint8Array {
  const names = Object.keys(all).sort()
  const power = Math.floor(Math.log2(names.length))
  const head = [
    u32(0x00010000),
    u16(names.length, 16 * 2 ** power, power, 16 * (names.length - 2 ** power)),
  ]
  let offset = 12 + 16 * names.length
  const bodies: Buffer[] = []
  for (const name of names) {
    const table = all[name] as Buffer
    head.push(Buffer.from(name, 'latin1'), u32(0, offset, table.length))
    bodies.push(table, Buffer.alloc((4 - (table.length % 4)) % 4))
    offset += table.length + ((4 - (table.length % 4)) % 4)
  }
  return Uint8Array.from(Buffer.concat([...head, ...bodies]))
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [at, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * at)
  return bytes
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, 4 * at)
  return bytes
}
