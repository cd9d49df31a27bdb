/** Opens the data of population sets once, so that a gate only looks up; what is malformed refuses the bundle. */
import { GreengateError } from '../errors.ts'
import {
  openCovered,
  openNotGreen,
  openPatch,
  type OpenCovered,
  type OpenNotGreen,
  type OpenPatch,
} from '../status/population/open.ts'
import type { CoveredSet, NotGreenSet } from './population-header.ts'
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
  // The header is signed for what the data say; one of other data would be read by another's words.
  const isOther =
    covered.some((set) => opened.covered.get(set.data.sha256)?.rate !== set.rate) ||
    notGreen.some(({ data: { sha256 }, classes }) => {
      const found = opened.notGreen.get(sha256)
      return found?.classes !== classes.length
    })
  if (isOther) throw malformed('holds a population set of another header')
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
