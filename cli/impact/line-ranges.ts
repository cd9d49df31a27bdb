/** Cuts a file of lines into ranges of bytes that begin and end with whole lines, so that several workers can read it at once. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** Bytes of a file; `end` is excluded. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A file cut into ranges. */
export interface CutFile {
  readonly bytes: number
  /** In order, and together the whole file. */
  readonly ranges: readonly ByteRange[]
}

const newline = 0x0a
const advice = 'name a file of people, a line of JSON each'

/**
 * Cuts a file.
 *
 * @param rangeBytes - About how long a range is: it ends with the line in which it would have ended.
 * @throws {@link OperatorError} for what is no ordinary file, or is empty
 */
export function cutLines(path: string, rangeBytes: number): CutFile {
  try {
    const file = openSync(path, 'r')
    try {
      const found = fstatSync(file)
      if (!found.isFile()) throw new OperatorError(`${path}: is no ordinary file; ${advice}`)
      if (found.size === 0) throw new OperatorError(`${path}: is empty; ${advice}`)
      return { bytes: found.size, ranges: [...rangesOf(file, found.size, rangeBytes)] }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw fileError(path, error, advice)
  }
}

function* rangesOf(file: number, size: number, rangeBytes: number): Iterable<ByteRange> {
  for (let start = 0; start < size;) {
    const end = start + rangeBytes >= size ? size : afterLine(file, start + rangeBytes - 1, size)
    yield { start, end }
    start = end
  }
}

/** Where the line ends that a byte stands in. */
function afterLine(file: number, from: number, size: number): number {
  const block = Buffer.allocUnsafe(65_536)
  for (let at = from; at < size;) {
    const read = readSync(file, block, 0, block.length, at)
    if (read === 0) break
    const found = block.subarray(0, read).indexOf(newline)
    if (found >= 0) return at + found + 1
    at += read
  }
  return size
}
