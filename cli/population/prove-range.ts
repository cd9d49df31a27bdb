/** Holds the sets, as they were read back, against rows of the file: what each row says must come out. */
import type { ByteRange } from '../impact/line-ranges.ts'
import type { OpenedSets } from './ask-sets.ts'
import { isGreen } from './class-code.ts'
import type { Proved } from './job.ts'
import type { rangeReader } from './read-range.ts'

/**
 * Proves a range.
 *
 * @param skipped - Lines, ascending, about people who are in no set since rows about them do not agree.
 */
export function proveRange(
  read: ReturnType<typeof rangeReader>,
  sets: OpenedSets,
  range: ByteRange,
  skipped: Uint32Array,
): Proved {
  let [rows, wrong, firstWrong, next] = [0, 0, 0, 0]
  read(range, (hash, code, line) => {
    while (next < skipped.length && (skipped[next] as number) < line) next += 1
    if (skipped[next] === line) return
    rows += 1
    const isRight = sets.codeAt(hash, 0) === (isGreen(code) ? 0 : code) && sets.isCovered(hash, 0)
    if (isRight) return
    wrong += 1
    if (firstWrong === 0) firstWrong = line
  })
  return { rows, wrong, firstWrong }
}
