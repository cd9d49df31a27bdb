/** Looks a card's number up in the population sets that count now; what is left of it is the answers. */
import type { Bundle } from '../bundle/bundle.ts'
import { newestBegun } from '../bundle/hold-rule-set.ts'
import {
  setFor,
  type CoveredSet,
  type NotGreenSet,
  type PopulationSet,
} from '../bundle/population-header.ts'
import { parseIdNumber } from '../credential/id-types.ts'
import type { CardLookUps } from '../decision.ts'
import { hashNumber, type KeyedHash } from '../status/population/keyed-hash.ts'
import type { Card } from './context.ts'
import { populationKeyOf, type StationKeys } from './station-keys.ts'

/** The sets that count while one version of the rules is in force. */
export interface SetsInUse {
  readonly covered: CoveredSet | undefined
  readonly notGreen: NotGreenSet | undefined
}

/** The sets that count at an instant. */
export function setsInUse(bundle: Bundle, ruleSet: string | null, now: number): SetsInUse {
  const version = newestBegun(bundle.ruleSets.get(ruleSet ?? '') ?? [], now)?.version
  const [covered, notGreen] = [
    bundle.covered.get(`covered/${String(ruleSet)}`),
    bundle.notGreen.get(`not-green/${String(ruleSet)}`),
  ]
  return {
    covered: (covered && version && setFor(covered, version)) || undefined,
    notGreen: (notGreen && version && setFor(notGreen, version)) || undefined,
  }
}

/** Whether both sets are of the same people, hashed with the same key, as the same issuer knows them. */
export function isSameUniverse(a: PopulationSet, b: PopulationSet): boolean {
  return (
    a.issuer === b.issuer &&
    a.key === b.key &&
    a.universe.count === b.universe.count &&
    a.universe.digest === b.universe.digest
  )
}

type Answers = Pick<CardLookUps, 'covered' | 'notGreen'>

/**
 * Looks a number up.
 *
 * @returns undefined where it is no number of its type.
 */
export function lookUpCard(
  { type, number }: Pick<Card, 'type' | 'number'>,
  bundle: Bundle | undefined,
  { covered, notGreen }: SetsInUse,
  keys: StationKeys | undefined,
): Answers | undefined {
  const canonical = parseIdNumber(type, number)
  if (canonical === undefined) return undefined
  if (bundle === undefined) return { covered: null, notGreen: null }
  const hashFor = (set: PopulationSet): KeyedHash | undefined => {
    const key = populationKeyOf(keys, set.key)
    return key && hashNumber(key, type, canonical)
  }
  const isCovered = covered ? isAmong(covered, type, hashFor(covered), bundle) : null
  // Of whom it was not built over, an exact set answers by chance.
  const isOutsider = isCovered === false && covered && notGreen && isSameUniverse(covered, notGreen)
  return {
    covered: isCovered,
    notGreen: notGreen && !isOutsider ? stateIn(notGreen, type, hashFor(notGreen), bundle) : null,
  }
}

function isAmong(
  { idTypes, data }: CoveredSet,
  type: string,
  hash: KeyedHash | undefined,
  { population }: Bundle,
): boolean | null {
  const opened = population.covered.get(data.sha256)
  if (hash === undefined || opened === undefined) return null
  return idTypes.includes(type) && opened.has(hash)
}

/** The newest patch that speaks of the number decides, else the set. */
function stateIn(
  { idTypes, data, patches, classes }: NotGreenSet,
  type: string,
  hash: KeyedHash | undefined,
  { population }: Bundle,
): Answers['notGreen'] {
  const opened = population.notGreen.get(data.sha256)
  if (hash === undefined || opened === undefined || !idTypes.includes(type)) return null
  for (const patch of patches.toReversed()) {
    const found = population.patches.get(patch.data.sha256)
    if (found === undefined) return null
    const now = found.lookUp(hash)
    if (now !== undefined) return now === 'green' ? now : (classes[now] ?? null)
  }
  const found = opened.lookUp(hash)
  return found === undefined ? 'green' : (classes[found] ?? null)
}
