/** Opens the data of population sets once, so that a gate only looks up; what is malformed refuses the bundle. */
import { GreengateError } from '../errors.ts'
import { openCovered, type CoveredSet as OpenCovered } from '../status/population/covered.ts'
import {
  openNotGreen,
  openPatch,
  type NotGreenSet as OpenNotGreen,
  type PatchSet as OpenPatch,
} from '../status/population/not-green.ts'
import { universeDigest, type Universe as OpenUniverse } from '../status/population/universe.ts'
import type { CoveredSet, NotGreenSet, Universe } from './population-header.ts'
import { malformed } from './refused.ts'

/** Opened data by SHA-256, base64url. */
export interface OpenSets {
  readonly covered: ReadonlyMap<string, OpenCovered>
  readonly notGreen: ReadonlyMap<string, OpenNotGreen>
  readonly patches: ReadonlyMap<string, OpenPatch>
}

export const noSets: OpenSets = { covered: new Map(), notGreen: new Map(), patches: new Map() }

/**
 * Opens what headers name, unless it was open before.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`
 */
export function openSets(
  current: OpenSets,
  covered: readonly CoveredSet[],
  notGreen: readonly NotGreenSet[],
  data: ReadonlyMap<string, Uint8Array>,
): OpenSets {
  const opened = {
    covered: openAll(current.covered, covered, data, openCovered),
    notGreen: openAll(current.notGreen, notGreen, data, openNotGreen),
    patches: openAll(
      current.patches,
      notGreen.flatMap(({ patches }) => patches),
      data,
      openPatch,
    ),
  }
  for (const { data, rate, universe } of covered) {
    const found = opened.covered.get(data.sha256)
    if (found?.rate !== rate) throw otherwise()
    refuseOther(found.universe, universe)
  }
  for (const { data, patches, classes, universe } of notGreen) {
    const found = [
      opened.notGreen.get(data.sha256),
      ...patches.map((patch) => opened.patches.get(patch.data.sha256)),
    ]
    for (const set of found) {
      if (set === undefined || set.classes > classes.length) throw otherwise()
      refuseOther(set.universe, universe)
    }
  }
  return opened
}

function openAll<T>(
  current: ReadonlyMap<string, T>,
  sets: readonly Named[],
  data: ReadonlyMap<string, Uint8Array>,
  open: (bytes: Uint8Array) => T,
): ReadonlyMap<string, T> {
  const opened = new Map<string, T>()
  for (const {
    data: { sha256 },
  } of sets) {
    // Accepting the data has seen to it that they are there.
    const bytes = data.get(sha256) as Uint8Array
    opened.set(sha256, opened.get(sha256) ?? current.get(sha256) ?? orMalformed(open, bytes))
  }
  return opened
}

type Named = Pick<CoveredSet, 'data'>

function orMalformed<T>(open: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return open(bytes)
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw malformed('holds a population set that is malformed', cause)
  }
}

/** What is signed is the header: data of other people, or with other classes, would be read by its words. */
function refuseOther({ count, sum }: OpenUniverse, stated: Universe): void {
  if (count !== stated.count || universeDigest({ count, sum }) !== stated.digest) throw otherwise()
}

function otherwise(): GreengateError {
  return malformed('holds a population set that its header states otherwise')
}
