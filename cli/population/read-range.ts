/** Reads one range of a file of rows: every sound row is hashed and handed on, every other is noted with its line. */
import { numberHasher, type NumberHasher } from 'greengate/issue'
import { eachLine } from '../edges/each-line.ts'
import type { ByteRange } from '../impact/line-ranges.ts'
import { hashWords } from './entry.ts'
import { rowReader, type Reading } from './read-row.ts'
import { faultNumber, maxRowBytes } from './row-fault.ts'
import type { ReadRange } from './job.ts'

/** Takes a sound row. The hash is good until the next one. */
export type TakeRow = (hash: Uint32Array, code: number, line: number) => void

/** Reads ranges of a file, one after another. */
export function rangeReader(
  path: string,
  reading: Reading,
  key: Uint8Array,
): (range: ByteRange, take: TakeRow) => ReadRange {
  const reader = rowReader(reading)
  const hashers = new Map<string, NumberHasher>()
  const hash = new Uint32Array(hashWords)
  const hasherOf = (type: string): NumberHasher => {
    const known = hashers.get(type)
    if (known !== undefined) return known
    const made = numberHasher(key, type)
    hashers.set(type, made)
    return made
  }
  return (range, take) => {
    const bad: number[] = []
    const types = new Set<string>()
    let [lines, rows, cut, type, hasher] = [0, 0, 0, '', hasherOf('')]
    eachLine(path, range, maxRowBytes, (bytes, start, end, at) => {
      lines += 1
      if (at === 0 && reading.form.kind === 'csv') return
      const from = at === 0 ? afterMark(bytes, start) : start
      const to = end > from && bytes[end - 1] === carriageReturn ? end - 1 : end
      if (to === from) return
      const fault = to - from > maxRowBytes ? 'too-long' : reader.read(bytes, from, to)
      if (fault !== undefined) {
        bad.push(lines, faultNumber[fault])
        return
      }
      if (reader.type !== type) {
        type = reader.type
        types.add(type)
        hasher = hasherOf(type)
      }
      hasher(reader.bytes, reader.from, reader.to, hash, 0)
      take(hash, reader.code, lines)
      rows += 1
      if (reader.isCut) cut += 1
    })
    return { lines, rows, cut, types: [...types], bad: Uint32Array.from(bad) }
  }
}

const carriageReturn = 0x0d

/** Where the first line begins: behind the mark of UTF-8, where there is one. */
function afterMark(bytes: Buffer, from: number): number {
  return bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf
    ? from + 3
    : from
}
