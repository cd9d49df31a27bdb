/** The headers of population sets: who was assessed by whom, under which version and key, and where the data are. */
import { shapeOf } from '../encoding/json-shape.ts'
import { parseNamedData, type NamedData } from './named-data.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** The people that a set was built over. */
export interface Universe {
  readonly count: number
  /** The sum of all their keyed hashes, whatever their order: 16 bytes, base64url. */
  readonly digest: string
}

/** How many people a rule made an outcome of; rule 0: none in particular. */
export interface OutcomeCount {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly rule: number
  readonly count: number
}

/** An assessment of a population, as both kinds of sets state it. Instants are unix seconds. */
export interface PopulationSet {
  /** Of the rule set. */
  readonly version: number
  readonly issuer: string
  readonly assessedAt: number
  /** Until when it was looked ahead: nobody's outcome worsens before for time alone. */
  readonly limit: number
  /** Id of the population key that numbers are hashed with. */
  readonly key: string
  readonly universe: Universe
  readonly idTypes: readonly string[]
  readonly counts: readonly OutcomeCount[]
  readonly data: NamedData
}

/** Everybody who was assessed, as a membership filter. */
export interface CoveredSet extends PopulationSet {
  /** One of 2^rate outsiders is taken for one of them. */
  readonly rate: number
}

/** What everybody is who is not green. */
export interface NotGreenSet extends PopulationSet {
  readonly classes: readonly { readonly outcome: 'check' | 'stop'; readonly rule: number }[]
  /** What became otherwise since, oldest first. */
  readonly patches: readonly Patch[]
}

export interface Patch {
  readonly assessedAt: number
  readonly counts: readonly OutcomeCount[]
  readonly data: NamedData
}

/** The payload of a member `covered/<set id>` or `not-green/<set id>`. */
export interface PopulationHeader<S extends PopulationSet> {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  /** The rule set that people were assessed under. */
  readonly ruleSet: string
  /** Of one version, or of that and the next, ascending. */
  readonly sets: readonly S[]
}

const ownMembers = [
  ...['version', 'issuer', 'assessedAt', 'limit', 'key', 'universe', 'idTypes', 'counts', 'data'],
]
const maxSets = 2
const maxPatches = 24
const maxRate = 32

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, also when it is not the one that its name says. */
export function parseCoveredHeader(value: unknown, name: string): PopulationHeader<CoveredSet> {
  return parseHeader(value, name, 'covered', (item, at) => {
    const set = shape.record(item, at, [...ownMembers, 'rate'])
    const rate = shape.integer(set['rate'], `${at}.rate`, 1)
    if (rate > maxRate) throw shape.refuse(`${at}.rate`, `must be at most ${String(maxRate)}`)
    return { ...parseSet(set, at), rate }
  })
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, also when it is not the one that its name says. */
export function parseNotGreenHeader(value: unknown, name: string): PopulationHeader<NotGreenSet> {
  return parseHeader(value, name, 'not-green', (item, at) => {
    const members = shape.record(item, at, [...ownMembers, 'classes', 'patches'])
    const set = parseSet(members, at)
    const classes = shape.list(members['classes'], `${at}.classes`, (one, place) => {
      const { outcome, rule } = shape.record(one, place, ['outcome', 'rule'])
      return {
        outcome: shape.oneOf(outcome, `${place}.outcome`, ['check', 'stop']),
        rule: shape.integer(rule, `${place}.rule`),
      }
    })
    refuseDoubled(classes, `${at}.classes`)
    const patches = shape.list(members['patches'], `${at}.patches`, (one, place) => {
      const patch = shape.record(one, place, ['assessedAt', 'counts', 'data'])
      return {
        assessedAt: shape.instant(patch['assessedAt'], `${place}.assessedAt`),
        counts: parseCounts(patch['counts'], `${place}.counts`, set.universe),
        data: parseNamedData(patch['data'], `${place}.data`),
      }
    })
    if (patches.length > maxPatches) {
      throw shape.refuse(`${at}.patches`, `must be at most ${String(maxPatches)}`)
    }
    refuseUnordered(
      [set, ...patches].map(({ assessedAt }) => assessedAt),
      `${at}.patches`,
    )
    if ((patches.at(-1) ?? set).assessedAt >= set.limit) {
      throw shape.refuse(`${at}.patches`, 'must be of before the limit')
    }
    return { ...set, classes, patches }
  })
}

/** When what a set says was last looked at anew. */
export function assessedLast(set: CoveredSet | NotGreenSet): number {
  const patches = 'patches' in set ? set.patches : []
  return (patches.at(-1) ?? set).assessedAt
}

/** The set that counts while a version of the rules is in force: of that version, or of the last before it. */
export function setFor<S extends PopulationSet>(
  { sets }: PopulationHeader<S>,
  version: number,
): S | undefined {
  return sets.findLast((set) => set.version <= version)
}

function parseHeader<S extends PopulationSet>(
  value: unknown,
  name: string,
  kind: 'covered' | 'not-green',
  parse: (item: unknown, at: string) => S,
): PopulationHeader<S> {
  const header = shape.record(value, kind, ['version', 'expires', 'ruleSet', 'sets'])
  const ruleSet = shape.text(header['ruleSet'], 'ruleSet')
  if (name !== `${kind}/${ruleSet}`) throw shape.refuse(kind, 'differs from its name')
  const sets = shape.list(header['sets'], 'sets', parse)
  if (sets.length === 0 || sets.length > maxSets) {
    throw shape.refuse('sets', `must be one to ${String(maxSets)}`)
  }
  refuseUnordered(
    sets.map(({ version }) => version),
    'sets',
  )
  return {
    version: shape.integer(header['version'], 'version', 1),
    expires: shape.instant(header['expires'], 'expires'),
    ruleSet,
    sets,
  }
}

function parseSet(set: Readonly<Record<string, unknown>>, at: string): PopulationSet {
  const { count, digest } = shape.record(set['universe'], `${at}.universe`, ['count', 'digest'])
  const universe = {
    count: shape.integer(count, `${at}.universe.count`, 1),
    digest: bytesText(digest, `${at}.universe.digest`, 22),
  }
  const assessedAt = shape.instant(set['assessedAt'], `${at}.assessedAt`)
  const limit = shape.instant(set['limit'], `${at}.limit`)
  if (limit <= assessedAt) throw shape.refuse(`${at}.limit`, 'must be after assessedAt')
  const idTypes = shape.list(set['idTypes'], `${at}.idTypes`, shape.text)
  if (new Set(idTypes).size < idTypes.length) {
    throw shape.refuse(`${at}.idTypes`, 'must be unique')
  }
  return {
    version: shape.integer(set['version'], `${at}.version`, 1),
    issuer: shape.text(set['issuer'], `${at}.issuer`),
    assessedAt,
    limit,
    key: bytesText(set['key'], `${at}.key`, 11),
    universe,
    idTypes,
    counts: parseCounts(set['counts'], `${at}.counts`, universe),
    data: parseNamedData(set['data'], `${at}.data`),
  }
}

function parseCounts(value: unknown, at: string, universe: Universe): readonly OutcomeCount[] {
  const counts = shape.list(value, at, (item, place) => {
    const { outcome, rule, count } = shape.record(item, place, ['outcome', 'rule', 'count'])
    return {
      outcome: shape.oneOf(outcome, `${place}.outcome`, ['pass', 'check', 'stop']),
      rule: shape.integer(rule, `${place}.rule`),
      count: shape.integer(count, `${place}.count`),
    }
  })
  refuseDoubled(counts, at)
  if (counts.reduce((sum, { count }) => sum + count, 0) > universe.count) {
    throw shape.refuse(at, 'are of more people than there are')
  }
  return counts
}

function bytesText(value: unknown, at: string, length: number): string {
  const text = shape.text(value, at)
  if (text.length !== length || !/^[\w-]+$/.test(text)) {
    throw shape.refuse(at, `must be ${String(Math.floor((length * 3) / 4))} bytes as base64url`)
  }
  return text
}

function refuseDoubled(
  list: readonly { readonly outcome: string; readonly rule: number }[],
  at: string,
): void {
  if (new Set(list.map(({ outcome, rule }) => `${outcome} ${String(rule)}`)).size < list.length) {
    throw shape.refuse(at, 'must be unique')
  }
}

function refuseUnordered(numbers: readonly number[], at: string): void {
  if (numbers.some((number, i) => number <= (numbers[i - 1] ?? -1))) {
    throw shape.refuse(at, 'must be ascending')
  }
}
