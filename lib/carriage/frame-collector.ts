/** Puts the frames of a container together again, whichever order a camera sees them in. */
import { concat, equalBytes } from '../encoding/bytes.ts'
import { decompress } from './compress.ts'
import {
  frameCrc,
  frameDigest,
  frameLayout,
  frameMagic,
  maxFrameBytes,
  maxFrames,
} from './frames.ts'

/** What became of one frame. */
export type Collected =
  /** `have` of `of` frames are there; `again` says that this one was there already. */
  | {
      readonly state: 'collecting'
      readonly have: number
      readonly of: number
      readonly again: boolean
    }
  | { readonly state: 'complete'; readonly of: number; readonly container: Uint8Array }
  /** Another kind of code; nothing has changed. */
  | { readonly state: 'no-frame' }
  /** Misread; nothing has changed. */
  | { readonly state: 'damaged' }
  /** A second frame of this number, with other bytes; the first one stays. */
  | { readonly state: 'conflict'; readonly have: number; readonly of: number }
  /** All frames are there and do not make up what they name: they are collected afresh. */
  | { readonly state: 'wrong-digest'; readonly of: number }

interface Collection {
  readonly digest: Uint8Array
  readonly parts: (Uint8Array | undefined)[]
}

/** Largest container that frames may inflate to: what 64 of them hold, deflated a thousandfold, is no container. */
const maxContainer = 16_777_216
/**
 * Sheets that are collected side by side; the one of the fewest frames goes first, and of those the one not seen for
 * longest: to push a sheet out costs more frames than it has.
 */
const maxCollections = 4

/**
 * Collects frames. Those of several containers may come mixed; each container is collected by itself.
 *
 * @example
 * ```ts
 * import { FrameCollector } from 'greengate/update'
 *
 * const collector = new FrameCollector()
 * const see = async (frame: Uint8Array): Promise<Uint8Array | undefined> => {
 *   const seen = await collector.add(frame)
 *   return seen.state === 'complete' ? seen.container : undefined
 * }
 * ```
 */
export class FrameCollector {
  /** Seen last comes last. */
  #collections: readonly Collection[] = []

  /** Takes one frame. */
  async add(frame: Uint8Array): Promise<Collected> {
    if (!isFrame(frame)) return { state: 'no-frame' }
    const { digest: start, index: indexAt, count: countAt, crc, part: partAt } = frameLayout
    const head = frame.subarray(0, crc)
    const part = frame.slice(partAt)
    if (!equalBytes(frame.subarray(crc, partAt), frameCrc(head, part))) return { state: 'damaged' }
    const [index, of] = [frame[indexAt] as number, frame[countAt] as number]
    if (of < 1 || of > maxFrames || index >= of || part.length === 0) return { state: 'damaged' }
    const collection = this.#touch(frame.slice(start, indexAt), of)
    const { parts } = collection
    const known = parts[index]
    parts[index] ??= part
    const have = haveOf(collection)
    if (known !== undefined && !equalBytes(known, part)) return { state: 'conflict', have, of }
    if (have < of) return { state: 'collecting', have, of, again: known !== undefined }
    return this.#finish(collection)
  }

  /** Forgets all frames. */
  clear(): void {
    this.#collections = []
  }

  #touch(digest: Uint8Array, of: number): Collection {
    const isIt = (found: Collection) =>
      found.parts.length === of && equalBytes(found.digest, digest)
    const found = this.#collections.find(isIt) ?? {
      digest,
      parts: Array.from<undefined>({ length: of }),
    }
    const others = this.#collections.filter((other) => other !== found)
    const fewest = Math.min(...others.map(haveOf))
    const least =
      others.length < maxCollections ? undefined : others.find((other) => haveOf(other) === fewest)
    this.#collections = [...others.filter((other) => other !== least), found]
    return found
  }

  async #finish(collection: Collection): Promise<Collected> {
    const { digest, parts } = collection
    const of = parts.length
    this.#collections = this.#collections.filter((other) => other !== collection)
    const whole = concat(parts.filter((part) => part !== undefined))
    if (!equalBytes(await frameDigest(whole), digest)) return { state: 'wrong-digest', of }
    return {
      state: 'complete',
      of,
      container: await decompress(whole, 'deflate-raw', maxContainer),
    }
  }
}

const haveOf = ({ parts }: Collection): number =>
  parts.filter((found) => found !== undefined).length

function isFrame(bytes: Uint8Array): boolean {
  return (
    bytes.length >= frameLayout.part &&
    bytes.length <= maxFrameBytes &&
    frameMagic.every((byte, at) => bytes[at] === byte)
  )
}
