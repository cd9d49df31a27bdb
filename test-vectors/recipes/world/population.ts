/** A population of 40 and what is said of it under four rule sets: the bundle that cards alone are decided with. */
import { container, signDocument, type Document } from '../hand/document.ts'
import { base64url, fromHex, sha256 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import {
  bytesOfWords,
  exceptions,
  populationFile,
  populationHash,
  ribbon,
  sumOf,
  wordsOfHash,
} from '../hand/population.ts'
import { publish } from '../hand/publish.ts'
import { seal } from '../hand/seal.ts'
import { emergency } from './editions.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by, freshness, root } from './root.ts'
import { standardSets } from './rule-sets.ts'
import { compare, onSite, rule, ruleSet, value, type Expression } from '../hand/rule-set.ts'

const secret = fromHex('000102030405060708090a0b0c0d0e0f')
const keyId = 'AAECAwQFBgc'
const others: Readonly<Record<number, readonly [type: string, number: string]>> = {
  37: ['taiwan-permit', '01234567'],
  38: ['cn-resident-id', '11010519491231002X'],
  39: ['cn-resident-id', '110105194912310038'],
}

/** A person by place: type and number of the card. */
export const personAt = (person: number): readonly [type: string, number: string] =>
  others[person] ?? ['passport', `E1000${String(person).padStart(4, '0')}`]

const size = 40
const hashAt = (person: number): bigint => populationHash(secret, ...personAt(person))
const people = (count: number): bigint[] => Array.from({ length: count }, (_, i) => hashAt(i))
const listed = (...persons: readonly number[]): number[] => [
  0,
  ...exceptions(persons.map(hashAt)),
  0,
]
const [green, fork] = [0xffffffff, 0xfffffffe]

const covered = (count = size): Uint8Array =>
  populationFile(1, people(count), [
    ...exceptions([]),
    ...ribbon({ seed: 7, words: 2, bits: 10, slots: [160] }, people(count)),
  ])
const file = (kind: number, ...body: readonly number[]): Uint8Array =>
  populationFile(kind, people(size), body)

/** 4 is to be stopped, 11 to be checked. */
const base = file(2, 2, ...listed(4, 11), fork, ...listed(4), 0, 1, 1, 1)
/** 4 became green, 12 is to be stopped. */
const first = file(3, 2, ...listed(4, 12), fork, ...listed(4), green, 1, 0, 1)
/** 12 is to be checked. */
const second = file(3, 1, ...listed(12), 1, 1)
/** Under the version to come 5 is to be stopped. */
const next = file(2, 1, ...listed(5), 0, 1)

const named = (data: Uint8Array): Json => ({
  length: data.length,
  sha256: base64url(sha256(data)),
})
const universe = (count: number): Json => ({
  count,
  digest: base64url(bytesOfWords(wordsOfHash(sumOf(people(count))))),
})

const assessedAt = '2026-03-02T01:00:00Z'
const common = (version: number, count = size): { readonly [name: string]: Json } => ({
  version,
  issuer: 'cn-3301',
  assessedAt,
  limit: '2026-03-12T00:00:00Z',
  key: keyId,
  universe: universe(count),
  idTypes: ['passport', 'cn-resident-id', 'taiwan-permit'],
  counts: [{ outcome: 'pass', rule: 1, count: count - 2 }],
})
const coveredSet = (version: number, count = size): Json => ({
  ...common(version, count),
  rate: 10,
  data: named(covered(count)),
})
const classes = [
  { outcome: 'stop', rule: 7 },
  { outcome: 'check', rule: 9 },
]
const notGreenSet = (
  version: number,
  data: Uint8Array,
  patches: readonly (readonly [assessedAt: string, data: Uint8Array])[] = [],
  more: { readonly [name: string]: Json } = {},
): Json => ({
  ...common(version),
  classes,
  data: named(data),
  patches: patches.map(([at, patch]) => ({ assessedAt: at, counts: [], data: named(patch) })),
  ...more,
})

/** When members of this bundle were signed; then come snapshot and timestamp. */
const membersSignedAt = '2026-03-02T03:10:00Z'
const expires = '2026-06-01T00:00:00Z'

const header = (
  kind: 'covered' | 'not-green',
  ruleSet: string,
  ...sets: readonly Json[]
): Document =>
  signDocument(
    `${kind}/${ruleSet}`,
    kind,
    membersSignedAt,
    { version: 1, expires, ruleSet, sets },
    by('status'),
  )

const secrets = {
  format: 'greengate-station-keys-1',
  group: 'east',
  binding: [],
  population: [{ id: keyId, key: base64url(secret) }],
}
const sealed = seal('keys/population', jcs(secrets), key('group-east'), {
  typ: 'greengate-station-keys',
  kid: 'east',
})
const groups = [{ id: 'east', recipient: { ...key('group-east').publicJwk }, stations: [] }]

const ruleDocument = (set: Expression): Document => {
  const { id, version } = set
  if (typeof id !== 'string' || typeof version !== 'number') throw new TypeError('no rule set')
  return signDocument(`rules/${id}/${version}`, 'rules', '2026-01-01T00:00:00Z', set, by('rules'))
}

const plain = (name: 'trust' | 'facts' | 'stations', payload: Json): Document =>
  signDocument(name, name, '2026-03-01T00:00:00Z', payload, by(name))

const accepted = (issuer = 'cn-33*'): Expression => ({
  accepts: { assessments: [{ issuer, set: 'cn-33*', maxAge: 'PT24H' }] },
})
const always = rule(1, 'pass', value(true))
const fever = rule(12, 'stop', compare(onSite('temperature'), '>=', value(37.3, 'Cel')))

/** One set for each way in which a population can fail a verifier. */
const ownSets: readonly Expression[] = [
  ruleSet('cn-3306', 1, [always], accepted()),
  ruleSet('cn-3306', 2, [always], {
    effective: { from: '2026-03-02T05:00:00Z', until: '2026-12-01T00:00:00Z' },
    ...accepted(),
  }),
  ruleSet('cn-3307', 1, [always, fever], accepted()),
  ruleSet('cn-3308', 1, [always], accepted()),
  ruleSet('cn-3309', 1, [always], accepted('cn-44*')),
  ruleSet('cn-3310', 1, [always], accepted()),
]

const members: readonly Document[] = [
  ...[...standardSets.filter(({ id }) => id === 'cn-3301' || id === 'cn-33'), ...ownSets].map(
    ruleDocument,
  ),
  plain('trust', trustList(1, issuers)),
  plain('facts', factTypes),
  plain('stations', { version: 1, expires, groups }),
  signDocument(
    'keys/east',
    'keys',
    '2026-03-01T00:00:00Z',
    { version: 1, expires, group: 'east', sealed },
    by('stations'),
  ),
  header('covered', 'cn-3301', coveredSet(14)),
  header(
    'not-green',
    'cn-3301',
    notGreenSet(14, base, [
      ['2026-03-02T02:00:00Z', first],
      ['2026-03-02T03:00:00Z', second],
    ]),
  ),
  header('covered', 'cn-3306', coveredSet(1), coveredSet(2)),
  header('not-green', 'cn-3306', notGreenSet(1, base), notGreenSet(2, next)),
  header('covered', 'cn-3307', coveredSet(1)),
  header('not-green', 'cn-3307', notGreenSet(1, base)),
  // Of one person fewer.
  header('covered', 'cn-3308', coveredSet(1, size - 1)),
  header('not-green', 'cn-3308', notGreenSet(1, base)),
  // By an issuer whom the set does not accept.
  header('covered', 'cn-3309', coveredSet(1)),
  header('not-green', 'cn-3309', notGreenSet(1, base)),
  header('not-green', 'cn-3310', notGreenSet(1, base)),
  header('covered', 'cn-33', coveredSet(9)),
  header('not-green', 'cn-33', notGreenSet(9, base, [], { limit: '2026-03-02T04:30:00Z' })),
]

const data = [covered(), covered(size - 1), base, first, second, next]
const publication = {
  version: 1,
  signedAt: '2026-03-02T03:20:00Z',
  expires: '2026-04-01T00:00:00Z',
  data,
}

const hour = 3600
const exact = (limit: number) => ({ limit, grace: limit })
const rows = { ...freshness, covered: exact(9 * 24 * hour), notGreen: exact(8 * hour) }
const stick = { ...freshness, covered: exact(2 * hour), notGreen: exact(24 * hour) }

/** The root of these bundles. */
const populationRoot = root({
  freshness: { poll: rows, stick },
  emergency: [2, 'emergency-1', 'emergency-2'],
})

/** Files of test-vectors/bundle/ by name. */
export const populationFiles: readonly (readonly [string, Uint8Array])[] = [
  ['root-population', container([populationRoot])],
  ['population', publish({ ...publication, members })],
  [
    'population-alarm',
    publish({
      ...publication,
      members: [...members, emergency(1, { rules: [rule(3, 'check', value(true))] })],
    }),
  ],
]
