/** Reads a set of everyone who is not green, and a patch of what changed since: exact for whoever was assessed. */
import { greenClass, openClassTree } from './class-tree.ts'
import type { KeyedHash } from './keyed-hash.ts'
import { malformedSet, openFrame, type SetKind } from './set-words.ts'
import { openSubset, type Subset } from './subset.ts'
import type { Universe } from './universe.ts'

/** A set `not-green`, opened. */
export interface NotGreenSet {
  /** Everyone it was built over; of others it says something or other. */
  readonly universe: Universe
  /** How many are not green. */
  readonly count: number
  /** How many by class. */
  readonly counts: ReadonlyMap<number, number>
  /** How many classes a header has to name: one more than the highest. */
  readonly classes: number
  /** The class of a person, an index into the header's classes; undefined: green. */
  readonly lookUp: (hash: KeyedHash) => number | undefined
  /** The same for a hash within an array; -1: green. */
  readonly classAt: (hashes: Uint32Array, at: number) => number
}

/** A patch, opened. */
export interface PatchSet {
  /** The same as of the set that it changes. */
  readonly universe: Universe
  /** How many changed. */
  readonly count: number
  /** How many became what; `green` too. */
  readonly counts: ReadonlyMap<number | 'green', number>
  readonly classes: number
  /** What a person became; undefined: not changed by this patch, so that what was before it counts. */
  readonly lookUp: (hash: KeyedHash) => number | 'green' | undefined
  /** The same for a hash within an array; -1: green, -2: not changed. */
  readonly classAt: (hashes: Uint32Array, at: number) => number
}

/**
 * Opens the data of a member `not-green`.
 *
 * @throws GreengateError `ERR_POPULATION_MALFORMED` for whatever is not one to the last bit.
 */
export function openNotGreen(data: Uint8Array): NotGreenSet {
  const { universe, counts, classes, count, classAt } = open(data, 'not-green')
  return {
    universe,
    count,
    counts,
    classes,
    lookUp: (hash) => {
      const one = classAt(hash, 0)
      return one < 0 ? undefined : one
    },
    classAt: (hashes, at) => Math.max(-1, classAt(hashes, at)),
  }
}

/**
 * Opens the data of a patch.
 *
 * @throws GreengateError `ERR_POPULATION_MALFORMED`
 */
export function openPatch(data: Uint8Array): PatchSet {
  const { universe, counts, classes, count, classAt } = open(data, 'patch')
  return {
    universe,
    count,
    counts: new Map([...counts].map(([one, many]) => [one === greenClass ? 'green' : one, many])),
    classes,
    lookUp: (hash) => {
      const one = classAt(hash, 0)
      return one === unchanged ? undefined : one === becameGreen ? 'green' : one
    },
    classAt,
  }
}

const becameGreen = -1
const unchanged = -2

function open(data: Uint8Array, kind: SetKind) {
  const { universe, reader } = openFrame(data, kind)
  const members = reader.next()
  if (members === 0) {
    reader.end()
    const counts: ReadonlyMap<number, number> = new Map()
    return { universe, count: 0, counts, classes: 0, classAt: () => unchanged }
  }
  const isMember: Subset = openSubset(reader)
  const { classOf, counts } = openClassTree(reader, kind === 'patch')
  reader.end()
  const total = [...counts.values()].reduce((sum, one) => sum + one, 0)
  if (total !== members || members > universe.count) throw malformedSet('counts otherwise')
  const classes = Math.max(
    0,
    ...[...counts.keys()].map((one) => (one === greenClass ? 0 : one + 1)),
  )
  const classAt = (hashes: Uint32Array, at: number): number => {
    if (!isMember(hashes, at)) return unchanged
    const one = classOf(hashes, at)
    return one === greenClass ? becameGreen : one
  }
  return { universe, count: members, counts, classes, classAt }
}
