/** The authority's side of station keys for tests: a roster of one group, and keys that are sealed to it. */
import { CompactEncrypt, importJWK } from 'jose'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { parsePublicJwk, type PrivateJwk } from '../crypto/jwk.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { keyNamed } from './keys.ts'
import { publishBytes, type Member } from './publisher.ts'
import { at, clock, day, issuerId, pinned, publication } from './world.ts'

export const groupKey = keyNamed('group east', 'ESP256')
/** Of the issuer's codes of March 2020. */
export const bindingKey = new Uint8Array(32).fill(3)
export const populationKey = new Uint8Array(16).fill(5)

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** What is sealed, as it should be. */
export const stationSecrets = {
  format: 'greengate-station-keys-1',
  group: 'east',
  binding: [{ issuer: issuerId, month: '2020-03', key: base64url(bindingKey) }],
  population: [{ id: 'AAAAAAAAAAA', key: base64url(populationKey) }],
}

const header = {
  alg: 'ECDH-ES',
  enc: 'A256GCM',
  typ: 'greengate-station-keys',
  kid: 'east',
} as const

/** Seals text, or a value as canonical JSON. */
export async function sealKeys(
  value: unknown,
  odd: Readonly<Record<string, string>> = {},
  key: PrivateJwk = groupKey,
): Promise<string> {
  const plaintext = utf8(typeof value === 'string' ? value : canonicalJson(value))
  return new CompactEncrypt(plaintext)
    .setProtectedHeader({ ...header, ...odd })
    .encrypt(await importJWK({ ...parsePublicJwk(key) }, 'ECDH-ES'))
}

/** The members that a station's bundle has on top of everybody's. */
export function stationMembers(sealed: string): readonly Member[] {
  const keys = [keyNamed('facts')]
  const expires = at(90 * day)
  const groups = [{ id: 'east', recipient: parsePublicJwk(groupKey), stations: [] }]
  return [
    { name: 'stations', value: { version: 1, expires, groups } as never, keys },
    { name: 'keys/east', value: { version: 1, expires, group: 'east', sealed } as never, keys },
  ]
}

/** A station's bundle. */
export async function stationBundle(
  members?: readonly Member[],
  others?: readonly Member[],
): Promise<Bundle> {
  const base = await publication()
  const all = [
    ...(others ?? base.members),
    ...(members ?? stationMembers(await sealKeys(stationSecrets))),
  ]
  return acceptBundle(await pinned(), await publishBytes({ ...base, members: all }), clock)
}
