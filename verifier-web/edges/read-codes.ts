/** Reads every QR code of a picture: once as it is, and where nothing is read once more, made clearer (docs/decisions/0021). */
import { enlarged, fitted, sharpened, type Pixels } from './clearer.ts'

/** A code as a decoder gives it. */
export interface FoundCode {
  readonly text: string
  /** What it carries, as bytes; a browser's own reader does not say. */
  readonly bytes?: Uint8Array
}

/** A decoder of QR codes; what it cannot read it leaves out. */
export type FindCodes = (picture: Pixels) => Promise<readonly FoundCode[]>

/** How a picture may be made clearer: a frame of a camera as it is, what is larger made smaller first, for each pass takes twenty times its room. */
const passes: readonly ((picture: Pixels) => Pixels)[] = [
  (picture) => sharpened(fitted(picture, 4_000_000)),
  (picture) => enlarged(fitted(picture, 1_000_000)),
]

/** Reads picture after picture of one camera. */
export interface CodeReading {
  /** A frame of a film: the next one shows the same thing, and gets the other way of being made clearer. */
  readonly frame: FindCodes
  /** A picture that comes once: everything is tried. */
  readonly picture: FindCodes
}

/**
 * Starts to read.
 *
 * @param find - Reads a picture as it is.
 * @param findAgain - Reads what was made clearer; the same one by default.
 */
export function startCodeReading(find: FindCodes, findAgain: FindCodes = find): CodeReading {
  let turn = 0
  const again = (way: number, picture: Pixels) => findAgain((passes[way] ?? sharpened)(picture))
  return {
    async frame(picture) {
      const found = await find(picture)
      return found.length > 0 ? found : again(turn++ % passes.length, picture)
    },
    async picture(picture) {
      const ways: (() => Promise<readonly FoundCode[]>)[] = [() => find(picture)]
      // What one reader does not see the other may, and nobody shows it again.
      if (findAgain !== find) ways.push(() => findAgain(picture))
      for (const way of passes.keys()) ways.push(() => again(way, picture))
      for (const look of ways) {
        const found = await look()
        if (found.length > 0) return found
      }
      return []
    },
  }
}
