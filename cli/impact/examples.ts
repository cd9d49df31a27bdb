/** Keeps a few examples of each change, drawn by a seed: the same ones however the people are shared out. */
import type { Verdict } from 'greengate/rules'
import type { Subject } from './person.ts'

/** Somebody who changes. */
export interface Kept {
  readonly subject: Subject
  /** The two verdicts. */
  readonly a: Verdict
  readonly b: Verdict
  /** The lot that was drawn: the lowest are kept. */
  readonly lot: number
  /** Where the person stands in the population; settles equal lots. */
  readonly index: number
}

/** Whom to keep for one cell of the matrix. */
export interface Keeper {
  readonly of: ReadonlyMap<number, readonly Kept[]>
  keep(cell: number, index: number, of: Pick<Kept, 'subject' | 'a' | 'b'>): void
}

/** Keeps at most `most` for each cell. */
export function startKeeping(seed: number, most: number): Keeper {
  const of = new Map<number, Kept[]>()
  return {
    of,
    keep(cell, index, { subject, a, b }) {
      const kept = of.get(cell) ?? []
      const lot = lotOf(seed, index)
      const last = kept.at(-1)
      if (kept.length >= most && (last === undefined || compareLots(last, { lot, index }) < 0)) {
        return
      }
      kept.push({ subject, a, b, lot, index })
      kept.sort(compareLots)
      if (kept.length > most) kept.pop()
      of.set(cell, kept)
    },
  }
}

type Lot = Pick<Kept, 'lot' | 'index'>

/** The order in which examples are kept and shown. */
export function compareLots(a: Lot, b: Lot): number {
  return a.lot - b.lot || a.index - b.index
}

/** A number from 0 to 2^32 - 1 that seed and place fix, and that looks like chance. */
function lotOf(seed: number, index: number): number {
  let lot = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  for (const half of [index >>> 0, Math.floor(index / 4_294_967_296)]) {
    lot = Math.imul(lot ^ half, 0xcc9e2d51)
    lot = Math.imul(lot ^ (lot >>> 15), 0x1b873593)
    lot ^= lot >>> 13
  }
  return lot >>> 0
}
