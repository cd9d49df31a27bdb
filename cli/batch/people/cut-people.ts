/** Cuts a file of people into shards of whole records; never more than a block of it is held. */
import { closeSync, openSync, readSync } from 'node:fs'
import { fileError } from '../../edges/file.ts'
import { cutLines, type ByteRange } from '../../impact/line-ranges.ts'
import { OperatorError } from '../../operator-error.ts'
import type { PeopleForm } from '../job.ts'
import { peopleStart } from './people-form.ts'
import { maxRecordBytes, recordEnd } from './record-end.ts'

/** A file cut into shards. */
export interface CutPeople {
  readonly bytes: number
  /** Lines before the first shard: of CSV the one that names the columns. */
  readonly linesBefore: number
  /** In order; together all of the file from its first record on. */
  readonly shards: readonly ByteRange[]
}

const blockBytes = 1_048_576
const newline = 0x0a
const advice = 'name a file of people: CSV, or a line of JSON each'

/**
 * Cuts a file.
 *
 * @param shardBytes - About how long a shard is: it ends with the record in which it would have ended.
 * @throws {@link OperatorError} for what is no ordinary file, or is empty
 */
export function cutPeople(path: string, form: PeopleForm, shardBytes: number): CutPeople {
  const { bytes, ranges } = cutLines(path, shardBytes)
  const { start, lines } = peopleStart(path, form)
  const whole = { start, end: bytes }
  // Where JSON lines end one sees anywhere; where records of CSV do only from the start on.
  const shards =
    form.kind === 'csv'
      ? [...shardsOf(path, form, whole, shardBytes)]
      : ranges.map((range) => ({ start: Math.max(range.start, start), end: range.end }))
  const filled = shards.filter((shard) => shard.end > shard.start)
  return { bytes, linesBefore: lines, shards: filled }
}

function* shardsOf(
  path: string,
  form: PeopleForm,
  whole: ByteRange,
  shardBytes: number,
): Iterable<ByteRange> {
  let { start } = whole
  for (const { end } of recordsOf(path, form, whole)) {
    if (end - start < shardBytes && end < whole.end) continue
    yield { start, end }
    start = end
  }
}

function* recordsOf(path: string, form: PeopleForm, range: ByteRange): Generator<ByteRange> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw fileError(path, error, advice)
  }
  try {
    yield* scan(file, form, range)
  } finally {
    closeSync(file)
  }
}

function* scan(
  file: number,
  { kind }: PeopleForm,
  { start, end }: ByteRange,
): Generator<ByteRange> {
  const block = new Uint8Array(blockBytes + maxRecordBytes)
  // Where the block begins in the file, how much of it is filled, and where in it the next record begins.
  let [base, filled, at] = [start, 0, 0]
  const fill = (): void => {
    block.copyWithin(0, at, filled)
    base += at
    filled -= at
    at = 0
    while (filled < block.length && base + filled < end) {
      const most = Math.min(block.length - filled, end - base - filled)
      const read = readSync(file, block, filled, most, base + filled)
      if (read === 0) throw new OperatorError('the file of people became shorter; run it again')
      filled += read
    }
  }
  for (;;) {
    fill()
    if (filled === 0) return
    const isLast = base + filled === end
    const seen = block.subarray(0, filled)
    // What is seen of a record is as much as its end is looked for in.
    while (at < filled && (isLast || filled - at > maxRecordBytes)) {
      const { to } = recordEnd(seen, at, kind)
      const from = base + at
      if (to >= 0) {
        yield { start: from, end: base + to }
        at = to
        continue
      }
      for (;;) {
        const found = block.subarray(0, filled).indexOf(newline, at)
        at = found < 0 ? filled : found + 1
        if (found >= 0 || base + filled === end) break
        fill()
      }
      yield { start: from, end: base + at }
      break
    }
  }
}
