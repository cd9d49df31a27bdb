/** A small population for tests: people by their cards, sets built of them, and bundles that carry these. */
import { createHash } from 'node:crypto'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import { decodeBundle, encodeBundle } from '../bundle/container.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { pinRoot } from '../bundle/pin-root.ts'
import { holdStationKeys, type StationKeys } from '../judge/station-keys.ts'
import { buildCovered } from '../status/population/build-covered.ts'
import { buildNotGreen, buildPatch } from '../status/population/build-not-green.ts'
import { joinWords } from '../status/population/set-words.ts'
import { hashNumber } from '../status/population/keyed-hash.ts'
import { addToUniverse, emptyUniverse, universeDigest } from '../status/population/universe.ts'
import { keyNamed } from './keys.ts'
import { publishBytes, type Member } from './publisher.ts'
import {
  at,
  clock,
  day,
  freshness,
  hour,
  issuerId,
  publication,
  rootPayload,
  setId,
  signedRoot,
} from './world.ts'

export const idType = 'passport'
const keyBytes = Uint8Array.from({ length: 16 }, (_, i) => i * 7)
const keyId = 'AAECAwQFBgc'

/** Keys of a station that was given the population key. */
export const stationKeys: StationKeys = holdStationKeys('gate', {
  binding: new Map(),
  population: new Map([[keyId, keyBytes]]),
})

/** The card number of a person, by place in the population. */
export const numberOf = (person: number): string => `E${String(1_000_000 + person)}`

const people = 400
const classes = [
  { outcome: 'stop', rule: 7 },
  { outcome: 'check', rule: 5 },
] as const

const hashesOf = (persons: readonly number[]): Uint32Array =>
  joinWords(persons.map((person) => hashNumber(keyBytes, idType, numberOf(person))))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/** Person 1 is to be stopped and 2 to be checked; a patch makes 1 green and stops 3. All else are green. */
export async function builtSets() {
  const everyone = hashesOf(upTo(people))
  const universe = addToUniverse(emptyUniverse, everyone)
  const parts = () => [everyone]
  const input = { universe, hashes: hashesOf([1, 2]), classes: [0, 1] }
  const changed = { universe, hashes: hashesOf([1, 3]), classes: [-1, 0] }
  return {
    universe: { count: universe.count, digest: universeDigest(universe) },
    covered: await buildCovered({ universe, rate: 10 }, parts),
    notGreen: await buildNotGreen(input, parts),
    patch: await buildPatch(changed, parts),
  }
}

const named = (bytes: Uint8Array) => ({
  length: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('base64url'),
})

/** What the headers state, but for what a test changes. */
export interface Changes {
  readonly covered?: object
  readonly notGreen?: object
  readonly headers?: readonly ('covered' | 'not-green')[]
  /** Data in place of those that were built, by name. */
  readonly data?: Readonly<Partial<Record<'covered' | 'notGreen' | 'patch', Uint8Array>>>
  /** When each patch was made, all of the same data. */
  readonly patchedAt?: readonly string[]
  /** What the headers hold in place of the one set. */
  readonly sets?: (set: object) => readonly object[]
  readonly ruleSet?: string
  readonly root?: object
}

/** The container of a world whose members name the sets. */
async function populationBytes(changes: Changes = {}): Promise<Uint8Array> {
  const built = await builtSets()
  const data = { ...built, ...changes.data }
  const { headers = ['covered', 'not-green'], patchedAt = [at(-2 * hour)] } = changes
  const { ruleSet = setId, sets: held = (set) => [set] } = changes
  const own = {
    version: 1,
    issuer: issuerId,
    assessedAt: at(-3 * hour),
    limit: at(2 * day),
    key: keyId,
    universe: built.universe,
    idTypes: [idType],
    counts: [],
  }
  const patches = patchedAt.map((assessedAt) => ({
    assessedAt,
    counts: [],
    data: named(data.patch),
  }))
  const sets = {
    covered: { ...own, rate: 10, data: named(data.covered), ...changes.covered },
    'not-green': {
      ...own,
      classes,
      data: named(data.notGreen),
      patches,
      ...changes.notGreen,
    },
  }
  const members = headers.map((kind): Member => ({
    name: `${kind}/${setId}`,
    value: { version: 1, expires: at(9 * day), ruleSet, sets: held(sets[kind]) } as {
      version: number
    },
    keys: [keyNamed('facts')],
  }))
  const plain = await publication()
  const roots = [await populationRoot(changes.root)]
  const { documents } = decodeBundle(
    await publishBytes({ ...plain, roots, members: [...plain.members, ...members] }),
  )
  const stated = JSON.stringify(members)
  const carried = [data.covered, data.notGreen, data.patch].filter((bytes) =>
    stated.includes(named(bytes).sha256),
  )
  return encodeBundle(documents, carried)
}

const exact = (limit: number) => ({ limit, grace: limit })

async function populationRoot(changes: object = {}) {
  const rows = { ...freshness, covered: exact(9 * day), notGreen: exact(26 * hour) }
  return signedRoot({
    ...(await rootPayload()),
    freshness: { poll: rows, stick: rows },
    ...changes,
  })
}

/** A verifier that knows the world and the population. */
export async function populationBundle(changes: Changes = {}): Promise<Bundle> {
  const root = encodeBundle([await populationRoot(changes.root)])
  const pinned = await pinRoot(root, { worlds: ['test'] })
  return acceptBundle(pinned, await populationBytes(changes), clock)
}
