/** The demo's population sets, and the keys that its one group of stations gets: who may pass by card alone. */
import { randomBytes } from 'node:crypto'
import {
  addToUniverse,
  buildCovered,
  buildNotGreen,
  canonicalJson,
  emptyUniverse,
  generateKey,
  hashNumber,
  publicJwk,
  universeDigest,
  type PrivateJwk,
} from 'greengate/issue'
import { CompactEncrypt, importJWK } from 'jose'
import { digest } from '../bundle/document.ts'
import { instantText } from '../edges/instant.ts'
import type { CardHolder } from './cards.ts'
import { issuers } from './documents.ts'
import type { Member } from './publish.ts'
import { ruleSetId } from './rule-sets.ts'

const hour = 3_600_000
const day = 24 * hour
/** One in 2^20: a demo is made often, and must come out the same each time. */
const rate = 20
/** The name of the group of the demo's stations. */
export const group = 'demo'

/** What stations of the demo can ask the sets with, and codes are tied to cards with. */
export interface StationSecrets {
  readonly groupKey: PrivateJwk
  readonly bindingKey: Uint8Array
  readonly populationKey: { readonly id: string; readonly key: Uint8Array }
}

/** A card, and what the sets say of its holder. */
export type Assessed = Pick<CardHolder, 'card' | 'assessed'>

/** Draws them. */
export async function drawSecrets(): Promise<StationSecrets> {
  const id = randomBytes(8).toString('base64url')
  return {
    groupKey: await generateKey('ESP256'),
    bindingKey: randomBytes(32),
    populationKey: { id, key: randomBytes(16) },
  }
}

/** The members of the bundle that speak of cards, and the data that they name. */
export async function populationMembers(
  holders: readonly Assessed[],
  secrets: StationSecrets,
  now: Date,
): Promise<{ readonly members: readonly Member[]; readonly data: readonly Uint8Array[] }> {
  const sets = await setsOf(holders, secrets, now)
  const expires = instantText(new Date(now.getTime() + 30 * day))
  const recipient = publicJwk(secrets.groupKey)
  const sealed = await seal(secrets, now)
  return {
    members: [
      { name: `covered/${ruleSetId}`, payload: header(sets.covered, expires) },
      { name: `not-green/${ruleSetId}`, payload: header(sets.notGreen, expires) },
      {
        name: 'stations',
        payload: { version: 1, expires, groups: [{ id: group, recipient, stations: [] }] },
      },
      { name: `keys/${group}`, payload: { version: 1, expires, group, sealed } },
    ],
    data: sets.data,
  }
}

const header = (sets: readonly object[], expires: string) => ({
  version: 1,
  expires,
  ruleSet: ruleSetId,
  sets,
})

async function setsOf(
  holders: readonly Assessed[],
  { populationKey: { id, key } }: StationSecrets,
  now: Date,
) {
  const known = holders.filter(({ assessed }) => assessed !== null)
  const hashes = ofCards(known, key)
  const universe = addToUniverse(emptyUniverse, hashes)
  const parts = () => [hashes]
  const notPassing = known.filter(({ assessed }) => assessed?.outcome !== 'pass')
  const classes = notPassing.map(({ assessed }) => assessed)
  const covered = await buildCovered({ universe, rate }, parts)
  const notGreen = await buildNotGreen(
    { universe, hashes: ofCards(notPassing, key), classes: classes.map((_, at) => at) },
    parts,
  )
  const common = {
    issuer: issuers.city,
    assessedAt: instantText(new Date(now.getTime() - hour)),
    limit: instantText(new Date(now.getTime() + 2 * day)),
    key: id,
    universe: { count: universe.count, digest: universeDigest(universe) },
    idTypes: ['cn-resident-id'],
    counts: [],
  }
  // The version in force, and the one that takes over some hours later.
  const both = <T extends object>(own: T) =>
    [2, 3].map((version) => ({ version, ...common, ...own }))
  return {
    covered: both({ rate, data: named(covered) }),
    notGreen: both({ classes, data: named(notGreen), patches: [] }),
    data: [covered, notGreen],
  }
}

const named = (data: Uint8Array) => ({ length: data.length, sha256: digest(data) })

function ofCards(holders: readonly Pick<Assessed, 'card'>[], key: Uint8Array): Uint32Array {
  const words = holders.flatMap(({ card: { type, number } }) => [...hashNumber(key, type, number)])
  return Uint32Array.from(words)
}

/** As an authority seals them to a group (docs/stations.md). */
async function seal(secrets: StationSecrets, now: Date): Promise<string> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  // Of an hour ago, and of the days for which a demo may run.
  const months = [-hour, 0, 7 * day].map((ms) =>
    new Date(now.getTime() + ms).toISOString().slice(0, 7),
  )
  const plain = canonicalJson({
    format: 'greengate-station-keys-1',
    group,
    binding: [issuers.city, issuers.desk].flatMap((issuer) =>
      [...new Set(months)].map((month) => ({ issuer, month, key: text(secrets.bindingKey) })),
    ),
    population: [{ id: secrets.populationKey.id, key: text(secrets.populationKey.key) }],
  })
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      typ: 'greengate-station-keys',
      kid: group,
    })
    .encrypt(await importJWK({ ...publicJwk(secrets.groupKey) }, 'ECDH-ES'))
}
