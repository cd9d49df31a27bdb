/** Keeps count of what came of the receipts, in memory that does not grow with those that came out the same. */
import type { Named, Replayed } from './replay.ts'

/** The count so far. */
export interface Tally {
  readonly receipts: number
  readonly same: number
  readonly changed: number
  readonly otherBytes: number
  /** The numbers of the receipts, by segment. */
  readonly notReplayable: Readonly<Record<Missing, ReadonlyMap<string, readonly number[]>>>
  /** Rule sets that the folder of versions lacks. */
  readonly lacking: readonly Named[]
  /** How many were recomputed with fact types that are not, to the byte, those of the gate. */
  readonly otherFactTypes: number
}

/** Why a receipt cannot be replayed. */
export type Missing = (Replayed & { readonly state: 'not-replayable' })['why']

/** Takes results in, and says how many there were. */
export interface Counter {
  add(segment: string, seq: number, replayed: Replayed): void
  tally(): Tally
}

/** Begins at nothing. */
export function startCount(): Counter {
  const counts = { same: 0, changed: 0, 'other-bytes': 0, 'not-replayable': 0 }
  let otherFactTypes = 0
  const notReplayable = {
    'no-opening': new Map<string, number[]>(),
    'not-by-facts': new Map<string, number[]>(),
    'no-version': new Map<string, number[]>(),
  }
  const lacking = new Map<string, Named>()
  return {
    add(segment, seq, replayed) {
      counts[replayed.state] += 1
      if ('factTypes' in replayed && replayed.factTypes === 'other') otherFactTypes += 1
      if (replayed.state !== 'not-replayable') return
      const numbers = notReplayable[replayed.why].get(segment) ?? []
      notReplayable[replayed.why].set(segment, numbers)
      numbers.push(seq)
      if (replayed.why === 'no-version') {
        lacking.set(JSON.stringify(replayed.under), replayed.under)
      }
    },
    tally: () => ({
      receipts: Object.values(counts).reduce((sum, count) => sum + count),
      same: counts.same,
      changed: counts.changed,
      otherBytes: counts['other-bytes'],
      notReplayable,
      lacking: [...lacking.values()],
      otherFactTypes,
    }),
  }
}

/** How many receipts stand in a list by segment. */
export function countOf(places: ReadonlyMap<string, readonly number[]>): number {
  return [...places.values()].reduce((sum, { length }) => sum + length, 0)
}
