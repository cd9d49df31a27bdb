/** A set's file as words of 32 bits: what frames it, and a reader that never runs past its end. */
import { crc32c } from '../../encoding/crc32c.ts'
import { GreengateError } from '../../errors.ts'
import { hashWords } from './keyed-hash.ts'
import type { Universe } from './universe.ts'

/** The kinds of sets, as the second word of a file says them. */
export const setKinds = { covered: 1, 'not-green': 2, patch: 3 } as const

/** A kind of set. */
export type SetKind = keyof typeof setKinds

/** `GGP1`. */
const magic = 0x31504747
const headWords = 3 + hashWords

/** Whether this machine's words are those of the file. */
const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** The one refusal of a set's file. */
export function malformedSet(what: string): GreengateError {
  return new GreengateError('ERR_POPULATION_MALFORMED', `a population set ${what}`)
}

/** Reads the words of a set one after another. */
export interface WordReader {
  readonly next: () => number
  /** So many words as they stand: not a copy. */
  readonly take: (count: number) => Uint32Array
  /** @throws GreengateError where words are left. */
  readonly end: () => void
}

/**
 * Opens a file's frame: what kind it is, over whom, and that not a bit of it was changed.
 *
 * @throws GreengateError `ERR_POPULATION_MALFORMED`
 */
export function openFrame(
  data: Uint8Array,
  kind: SetKind,
): { readonly universe: Universe; readonly reader: WordReader } {
  if (data.length % 4 !== 0 || data.length < (headWords + 1) * 4) {
    throw malformedSet('has another length than its words')
  }
  const words = wordsOf(data)
  const body = words.subarray(0, words.length - 1)
  if (words[0] !== magic) throw malformedSet('begins otherwise')
  if (crc32c(data.subarray(0, data.length - 4)) !== words[words.length - 1]) {
    throw malformedSet('differs from its check sum')
  }
  if (words[1] !== setKinds[kind]) throw malformedSet('is of another kind')
  const universe = { count: words[2] as number, sum: words.slice(3, headWords) }
  return { universe, reader: wordReader(body, headWords) }
}

/** Reads words from a place on. */
export function wordReader(words: Uint32Array, from: number): WordReader {
  let at = from
  const take = (count: number): Uint32Array => {
    if (count > words.length - at) throw malformedSet('ends too soon')
    at += count
    return words.subarray(at - count, at)
  }
  return {
    take,
    next: () => take(1)[0] as number,
    end: () => {
      if (at !== words.length) throw malformedSet('goes on after its end')
    },
  }
}

/** The words of bytes; a copy only where the machine or the place demands it. */
function wordsOf(data: Uint8Array): Uint32Array {
  if (littleEndian && data.byteOffset % 4 === 0) {
    return new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
  }
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  return Uint32Array.from({ length: data.length / 4 }, (_, at) => view.getUint32(at * 4, true))
}

/** A file of the given words: framed, with its check sum. */
export function frameSet(
  kind: SetKind,
  universe: Universe,
  parts: readonly ArrayLike<number>[],
): Uint8Array {
  const head = [magic, setKinds[kind], universe.count, ...universe.sum]
  const words = joinWords([head, ...parts, [0]])
  const bytes = bytesOf(words)
  new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32c(bytes.subarray(0, -4)), true)
  return bytes
}

/** Several runs of words as one. */
export function joinWords(parts: readonly ArrayLike<number>[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function bytesOf(words: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(words.buffer)
  if (littleEndian) return bytes
  const view = new DataView(words.buffer)
  for (const [at, word] of words.slice().entries()) view.setUint32(at * 4, word, true)
  return bytes
}
