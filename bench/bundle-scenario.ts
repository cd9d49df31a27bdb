/** The bundle's fixed scenario: 800 keys, 15 sets, a status list of 10,000,000, and an update of it; with many signers if wanted. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { encodeBundle, type BundleDocument } from 'greengate/issue'
import { ed25519Key, p256Key, secondsOf, signDocument, type NamedKey } from './bundle-keys.ts'

/** What a publisher hands out, before and after an update. */
export interface Scenario {
  readonly root: Uint8Array
  /** All of it as published first, and as published next. */
  readonly first: Uint8Array
  readonly next: Uint8Array
  /** What of the next one a holder of the first lacks: documents and data. */
  readonly update: Uint8Array
  /** The raw bits before and after. */
  readonly bits: readonly [before: Uint8Array, after: Uint8Array]
  readonly now: Date
  readonly keys: ReadonlyMap<string, NamedKey>
  /** The rule sets of either publication, and the fact types that they are read by. */
  readonly sets: readonly RuleSetText[]
  readonly newSet: RuleSetText
  readonly factTypes: unknown
}

/** A rule set as it is published. */
export interface RuleSetText {
  readonly id: string
  readonly version: number
  readonly value: unknown
}

const issuers = 40
const keysEach = 20
const entries = 10_000_000
const revokedFirst = 100_000
const revokedNext = 1000
const [firstAt, nextAt] = ['2020-03-16T08:00:00Z', '2020-03-18T00:00:00Z']
const expires = '2020-04-10T00:00:00Z'
const rails = { notice: 86_400, minDuration: 86_400, maxAhead: 1_209_600 }

const vectors = new URL('../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, vectors), 'utf8'))
const setOf = (path: string): RuleSetText => {
  const value = read(path) as { readonly id: string; readonly version: number }
  return { id: value.id, version: value.version, value }
}

/** The province and its eleven cities in version 13, and what assessments may still rest on. */
const firstSets = (): readonly RuleSetText[] => [
  ...['09', '11', '12', '13'].map((version) => setOf(`hangzhou/${version}/cn-33.json`)),
  ...Array.from({ length: 11 }, (_, i) => setOf(`hangzhou/13/cn-${3301 + i}.json`)),
]

const words = (text: string): { zh: string; en: string } => ({ zh: text, en: text })

interface Publisher {
  readonly top: Readonly<Record<'root' | 'snapshot' | 'timestamp' | 'trust' | 'other', NamedKey>>
  /** Who signs the sets of an id, by the longest prefix. */
  readonly signerOf: (id: string) => readonly NamedKey[]
  /** Signed documents `delegation/<prefix>`. */
  readonly delegations: readonly BundleDocument[]
  readonly root: BundleDocument
  readonly keys: readonly NamedKey[]
}

const role = (...keys: readonly NamedKey[]): { keys: string[]; threshold: number } => ({
  keys: keys.map(({ thumbprint }) => thumbprint),
  threshold: keys.length,
})
const named = (keys: readonly NamedKey[]): Record<string, unknown> =>
  Object.fromEntries(keys.map(({ thumbprint, jwk }) => [thumbprint, jwk]))

/** The prefixes of 30 provinces, of 400 cities within them, and of 3,000 counties within those. */
const prefixes = (): readonly (readonly string[])[] => {
  const two = (n: number): string => String(n).padStart(2, '0')
  const within = (above: readonly string[], count: number): string[] =>
    Array.from({ length: count }, (_, i) => {
      const number = two(Math.floor(i / above.length) + 1)
      return `${above[i % above.length] ?? ''}${number}`
    })
  const provinces = Array.from({ length: 30 }, (_, i) => `cn-${String(i + 11)}`)
  const cities = within(provinces, 400)
  return [provinces, cities, within(cities, 3000)]
}

const publisher = async (manySigners: boolean): Promise<Publisher> => {
  const [root, snapshot, timestamp, trust, other] = await Promise.all(
    ['root', 'snapshot', 'timestamp', 'trust', 'other'].map(ed25519Key),
  )
  const top = { root, snapshot, timestamp, trust, other } as Publisher['top']
  const levels = manySigners ? prefixes() : [['cn-']]
  const signers = new Map<string, readonly NamedKey[]>()
  for (const prefix of levels.flat()) {
    const count = manySigners ? 1 : 2
    const names = Array.from({ length: count }, (_, i) => `rules ${prefix} ${String(i)}`)
    signers.set(prefix, await Promise.all(names.map(ed25519Key)))
  }
  const listOf = (own: readonly string[]): { keys: NamedKey[]; delegations: unknown[] } => {
    const keys = own.map((prefix) => signers.get(prefix) ?? [])
    const delegations = own.map((prefix, i) => ({ prefix, ...role(...(keys[i] ?? [])), rails }))
    return { keys: keys.flat(), delegations }
  }
  const delegations = levels.slice(0, -1).flatMap((above, level) =>
    above.map((prefix) => {
      const own = levels[level + 1]?.filter((longer) => longer.startsWith(prefix)) ?? []
      const { keys, ...list } = listOf(own)
      const value = { version: 1, expires, prefix, keys: named(keys), ...list }
      return signDocument(`delegation/${prefix}`, value, signers.get(prefix) ?? [], firstAt)
    }),
  )
  const direct = listOf(levels[0] ?? [])
  const exact = { limit: 86_400, grace: 1_209_600 }
  const schedule = { timestamp: exact, trust: exact, facts: exact, status: exact }
  const value = {
    version: 1,
    world: 'test',
    purpose: words('benchmarks'),
    legalBasis: ['none'],
    endsAt: '2021-01-01T00:00:00Z',
    expires: '2021-01-01T00:00:00Z',
    keys: named([...Object.values(top), ...direct.keys]),
    roles: {
      root: role(top.root),
      snapshot: role(top.snapshot),
      timestamp: role(top.timestamp),
      trust: role(top.trust),
      facts: role(top.other),
      status: role(top.other),
      stations: role(top.other),
      rules: direct.delegations,
      emergency: null,
    },
    freshness: { poll: schedule, stick: schedule },
    clockUncertainty: 60,
  }
  const longest = (id: string): string =>
    levels.flat().reduce((best, each) => {
      return id.startsWith(each) && each.length > best.length ? each : best
    }, '')
  return {
    top,
    signerOf: (id) => signers.get(longest(id)) ?? [],
    delegations,
    root: signDocument('root/1', value, [top.root], firstAt),
    keys: [...Object.values(top), ...[...signers.values()].flat()],
  }
}

const trustList = async (): Promise<unknown> => {
  const issuerOf = async (_: unknown, i: number): Promise<unknown> => {
    const id = `cn-33${String(i).padStart(2, '0')}`
    // One key in eight is of the other kind.
    const names = Array.from({ length: keysEach }, (_each, n) => `${id} ${String(n)}`)
    const keys = names.map((name, n) => (n % 8 === 7 ? p256Key(name) : ed25519Key(name)))
    const says = { states: ['*'], covers: ['*'], regions: ['33'], sets: ['cn-33*'] }
    const span = { from: '2020-02-01T00:00:00Z', until: '2021-02-01T00:00:00Z' }
    const entries_ = (await Promise.all(keys)).map(({ jwk }) => ({ jwk, ...span, ...says }))
    return { id, name: words(`Issuer ${id}`), status: 'lists', keys: entries_ }
  }
  const list = await Promise.all(Array.from({ length: issuers }, issuerOf))
  return { version: 1, expires, issuers: list, revoked: [] }
}

/** Numbers below a bound that look like chance and are the same in every run (xorshift32). */
const chances = function* (below: number): Generator<number> {
  for (let state = 0x2545f491; ;) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    yield (state >>> 0) % below
  }
}

const statusBits = (): Scenario['bits'] => {
  const bits = new Uint8Array(entries / 8)
  let before: Uint8Array | undefined
  let set = 0
  for (const index of chances(entries)) {
    const [at, bit] = [index >> 3, 1 << (index & 7)]
    if (((bits[at] ?? 0) & bit) !== 0) continue
    bits[at] = (bits[at] ?? 0) | bit
    set++
    if (set === revokedFirst) before = bits.slice()
    if (set === revokedFirst + revokedNext) break
  }
  return [before ?? bits, bits]
}

const listed = (payload: Uint8Array) => ({
  length: payload.length,
  sha256: createHash('sha256').update(payload).digest('base64url'),
})

const statusHeader = (version: number, bits: Uint8Array): unknown => {
  const name = { issuer: 'cn-33', month: '2020-03' }
  return { version, expires, ...name, entries, data: listed(bits) }
}

const dayBefore = (instant: string): string =>
  `${new Date((secondsOf(instant) - 86_400) * 1000).toISOString().slice(0, 19)}Z`

/** Makes the scenario; the same bytes in every run, but for signatures that chance has a part in. */
export const makeScenario = async (manySigners: boolean): Promise<Scenario> => {
  const by = await publisher(manySigners)
  const [sets, newSet] = [firstSets(), setOf('hangzhou/14/cn-33.json')]
  const bits = statusBits()
  const factTypes = { version: 1, expires, ...(read('fact-types.json') as object) }
  const signedSet = ({ id, version, value }: RuleSetText): BundleDocument => {
    const { effective } = value as { readonly effective: { readonly from: string } }
    const name = `rules/${id}/${String(version)}`
    return signDocument(name, value, by.signerOf(id), dayBefore(effective.from))
  }
  const status = (version: 1 | 2): BundleDocument => {
    const header = statusHeader(version, bits[version - 1] ?? bits[0])
    const at = version === 1 ? firstAt : nextAt
    return signDocument('status/cn-33/2020-03', header, [by.top.other], at)
  }
  const lasting = [
    ...by.delegations,
    signDocument('facts', factTypes, [by.top.other], firstAt),
    signDocument('trust', await trustList(), [by.top.trust], firstAt),
    ...sets.map(signedSet),
  ]
  const tops = (version: 1 | 2, members: readonly BundleDocument[]): readonly BundleDocument[] => {
    const at = version === 1 ? firstAt : nextAt
    const list = members
      .map(({ name, payload }) => {
        const { version: own } = JSON.parse(new TextDecoder().decode(payload)) as RuleSetText
        return { name, version: own, ...listed(payload) }
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    const snapshotValue = { version, expires, members: list }
    const snapshot = signDocument('snapshot', snapshotValue, [by.top.snapshot], at)
    const timestampValue = { version, expires, snapshot: { version, ...listed(snapshot.payload) } }
    return [signDocument('timestamp', timestampValue, [by.top.timestamp], at), snapshot]
  }
  const [before, after] = [status(1), status(2)]
  const added = signedSet(newSet)
  const firstMembers = [...lasting, before]
  const nextMembers = [...lasting, added, after]
  const nextTops = tops(2, nextMembers)
  return {
    root: encodeBundle([by.root]),
    first: encodeBundle([...tops(1, firstMembers), ...firstMembers], [bits[0]]),
    next: encodeBundle([...nextTops, ...nextMembers], [bits[1]]),
    update: encodeBundle([...nextTops, added, after], [bits[1]]),
    bits,
    now: new Date('2020-03-18T01:00:00Z'),
    keys: new Map(by.keys.map((key) => [key.thumbprint, key])),
    sets,
    newSet,
    factTypes,
  }
}
