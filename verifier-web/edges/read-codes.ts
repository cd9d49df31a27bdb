/** Reads every QR code of a picture: once as it is, and where nothing is read once more, made clearer (docs/decisions/0021). */
import { enlarged, sharpened, type Pixels } from './clearer.ts'

/** A code as a decoder gives it. */
export interface FoundCode {
  readonly text: string
  readonly bytes: Uint8Array
}

/** A decoder of QR codes; what it cannot read it leaves out. */
export type FindCodes = (picture: Pixels) => Promise<readonly FoundCode[]>

/** How a picture may be made clearer. */
const passes: readonly ((picture: Pixels) => Pixels)[] = [sharpened, enlarged]

/** Reads picture after picture of one camera. */
export interface CodeReading {
  /** A frame of a film: the next one shows the same thing, and gets the other way of being made clearer. */
  readonly frame: FindCodes
  /** A picture that comes once: everything is tried. */
  readonly picture: FindCodes
}

/** Starts to read by a decoder. */
export function startCodeReading(find: FindCodes): CodeReading {
  let turn = 0
  return {
    async frame(picture) {
      const found = await find(picture)
      if (found.length > 0) return found
      const clearer = passes[turn++ % passes.length] ?? sharpened
      return find(clearer(picture))
    },
    async picture(picture) {
      for (const clearer of [(same: Pixels) => same, ...passes]) {
        const found = await find(clearer(picture))
        if (found.length > 0) return found
      }
      return []
    },
  }
}
