/** Makes population sets in memory and proves them: for as many people as are made anew at every change. */
import {
  addToUniverse,
  buildCovered,
  buildNotGreen,
  emptyUniverse,
  hashNumber,
  openCovered,
  openNotGreen,
  type Universe,
} from 'greengate/issue'
import { classCode, isGreen, outcomes, storedCode } from 'greengate-cli/population'
import type { PopulationRow } from './feeds.ts'

/** People with a code each: what their outcome is stored as. */
export interface Members {
  readonly hashes: Uint32Array
  readonly codes: readonly number[]
  readonly universe: Universe
}

/** The data of `not-green`, and the codes that its classes stand for. */
export interface MadeNotGreen {
  readonly data: Uint8Array
  readonly classes: readonly number[]
  readonly counts: ReadonlyMap<number, number>
}

const words = 4

/**
 * Puts rows together.
 *
 * @param limit - Unix seconds: a pass that ends before is stored as check, by the same rule.
 */
export function membersOf(rows: readonly PopulationRow[], key: Uint8Array, limit: number): Members {
  const hashes = new Uint32Array(rows.length * words)
  const codes = rows.map(({ type, number, outcome, rule, holdsUntil }, at) => {
    hashes.set(hashNumber(key, type, number), at * words)
    return storedCode(classCode(outcomes.indexOf(outcome), rule), holdsUntil ?? Infinity, limit)
  })
  return { hashes, codes, universe: addToUniverse(emptyUniverse, hashes) }
}

/** Makes the set of everybody. */
export async function makeCovered(
  { hashes, universe }: Members,
  rate: number,
): Promise<Uint8Array> {
  const data = await buildCovered({ universe, rate }, () => [hashes])
  const set = openCovered(data)
  for (let at = 0; at < universe.count; at++)
    if (!set.hasAt(hashes, at * words))
      throw new Error('covered does not hold somebody who is in it')
  return data
}

/** Makes the set of those who are not green, and asks it about everybody. */
export async function makeNotGreen({ hashes, codes, universe }: Members): Promise<MadeNotGreen> {
  const counts = new Map<number, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const classes = [...counts.keys()].filter((code) => !isGreen(code)).sort((a, b) => a - b)
  const places = codes.flatMap((code, at) => (isGreen(code) ? [] : [at]))
  const others = Uint32Array.from(
    places.flatMap((at) => [...hashes.subarray(at * words, (at + 1) * words)]),
  )
  const said = places.map((at) => classes.indexOf(codes[at] as number))
  const data = await buildNotGreen({ universe, hashes: others, classes: said }, () => [hashes])
  const set = openNotGreen(data)
  for (const [at, code] of codes.entries()) {
    const found = set.classAt(hashes, at * words)
    if (isGreen(code) ? found !== -1 : classes[found] !== code)
      throw new Error('not-green says something else of somebody than the store')
  }
  return { data, classes, counts }
}
