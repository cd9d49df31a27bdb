/** Reads a file of rows and puts everybody in it in order, once each: the first half of whatever is made of a population. */
import type { Universe } from 'greengate/issue'
import { emptyUniverse, joinUniverses } from 'greengate/issue'
import { cutLines, type CutFile } from '../impact/line-ranges.ts'
import type { CountProgress } from '../impact/progress-bar.ts'
import { BadRows } from './bad-rows.ts'
import { faultNumber } from './row-fault.ts'
import type { ReadRange, SiftedBucket, Task } from './job.ts'
import type { Pool } from './pool.ts'

/** How far it has come. */
export interface Progress extends CountProgress {
  readonly what: 'read' | 'sort' | 'compare' | 'build' | 'filter' | 'prove'
}

/** A file that was read. */
export interface Gathered {
  readonly lines: number
  readonly rows: number
  readonly universe: Universe
  /** How many people are what, by code. */
  readonly counts: ReadonlyMap<number, number>
  /** Rows whose pass ends before the limit. */
  readonly cut: number
  readonly types: readonly string[]
  readonly bad: BadRows
  /** People about whom rows do not agree: they are in no set. */
  readonly disputed: number
  readonly disputedRows: number
  /** By range: the lines, ascending, of the rows about them. */
  readonly skippedByRange: ReadonlyMap<number, Uint32Array>
}

/** How a file is gone through. */
export interface Plan {
  readonly cut: CutFile
  /** Rows go into 2 to the power of this many buckets. */
  readonly bucketBits: number
}

/** About a third of a second's work each. */
const rangeBytes = 4_194_304
/** A row is not shorter. */
const leastRowBytes = 20
const bucketRows = 262_144
const mostBucketBits = 12

/** Cuts the file, and says into how many buckets it goes: 2 to the power of it. */
export function planOf(path: string): Plan {
  const cut = cutLines(path, rangeBytes)
  const bits = Math.ceil(Math.log2(cut.bytes / leastRowBytes / bucketRows))
  return { cut, bucketBits: Math.min(mostBucketBits, Math.max(0, bits)) }
}

/** Reads and sorts. */
export async function gather(
  { cut: { ranges, bytes }, bucketBits }: Plan,
  pool: Pool<Task>,
  onProgress: (progress: Progress) => void,
): Promise<Gathered> {
  const read: ReadRange[] = []
  let [done, rows, cut] = [0, 0, 0]
  await pool.run(
    ranges.map((range, place) => ({ is: 'read', range, place })),
    (of: ReadRange, place) => {
      read[place] = of
      const { start, end } = ranges[place] as (typeof ranges)[number]
      done += end - start
      rows += of.rows
      cut += of.cut
      onProgress({ what: 'read', done, whole: bytes, people: rows })
    },
  )
  await pool.each({ is: 'flush' })
  const lines = new Lines(read)
  const bad = new BadRows()
  for (const [place, of] of read.entries()) bad.add(lines.faults(place, of.bad))
  const counts = new Map<number, number>()
  let [universe, disputed] = [emptyUniverse, 0]
  const buckets = 2 ** bucketBits
  let sorted = 0
  await pool.run(
    Array.from({ length: buckets }, (_, bucket) => ({ is: 'sift', bucket, threads: pool.size })),
    (of: SiftedBucket) => {
      universe = joinUniverses(universe, of.universe)
      for (const [code, count] of of.counts) counts.set(code, (counts.get(code) ?? 0) + count)
      disputed += of.disputed
      bad.add(lines.pairs('repeat', of.repeats))
      bad.add(lines.pairs('conflict', of.conflicts))
      sorted += 1
      onProgress({ what: 'sort', done: sorted, whole: buckets, people: universe.count })
    },
  )
  const types = [...new Set(read.flatMap((of) => of.types))].sort()
  const skippedByRange = lines.byRange(bad.disputedLines())
  const disputedRows = [...skippedByRange.values()].reduce((sum, { length }) => sum + length, 0)
  // prettier-ignore
  return { lines: lines.count, rows, universe, counts, cut, types, bad, disputed, disputedRows, skippedByRange }
}

/** Lines of the whole file, from those of its ranges. */
class Lines {
  readonly count: number
  /** By range: lines before it. */
  readonly #before: Float64Array

  constructor(read: readonly ReadRange[]) {
    this.#before = new Float64Array(read.length)
    let before = 0
    for (const [place, { lines }] of read.entries()) {
      this.#before[place] = before
      before += lines
    }
    this.count = before
  }

  /** Pairs of line and fault in a range, as {@link BadRows} takes them. */
  faults(range: number, bad: Uint32Array): Uint32Array {
    const rows = new Uint32Array((bad.length / 2) * 3)
    for (let from = 0, to = 0; from < bad.length; from += 2, to += 3) {
      rows[to] = this.#of(range, bad[from])
      rows[to + 1] = bad[from + 1] as number
    }
    return rows
  }

  /** Places of two rows about one person, as {@link BadRows} takes them. */
  pairs(fault: 'repeat' | 'conflict', pairs: Uint32Array): Uint32Array {
    const rows = new Uint32Array((pairs.length / 4) * 3)
    for (let from = 0, to = 0; from < pairs.length; from += 4, to += 3) {
      rows[to] = this.#of(pairs[from], pairs[from + 1])
      rows[to + 1] = faultNumber[fault]
      rows[to + 2] = this.#of(pairs[from + 2], pairs[from + 3])
    }
    return rows
  }

  /** Lines of the whole file by their ranges, where they count from 1 again. */
  byRange(lines: Uint32Array): ReadonlyMap<number, Uint32Array> {
    const found = new Map<number, number[]>()
    let range = 0
    for (const line of lines) {
      while ((this.#before[range + 1] ?? Number.POSITIVE_INFINITY) < line) range += 1
      const known = found.get(range) ?? []
      if (known.length === 0) found.set(range, known)
      known.push(line - (this.#before[range] as number))
    }
    return new Map([...found].map(([place, of]) => [place, Uint32Array.from(of)]))
  }

  #of(range = 0, line = 0): number {
    return (this.#before[range] as number) + line
  }
}
