/** Makes New Zealand's passes for tests: each part as the specification asks for it, or as the test says. */
import type { CborKey, CborValue } from '../encoding/cbor.ts'
import { keyNamed } from './keys.ts'
import { signedCose, type CoseParts } from './signed-cose.ts'

/** Whose passes they are. */
export const issuer = 'did:web:health.example'
/** The key that signs them. */
export const key = keyNamed('nzcp', 'ESP256')
/** Between which instants they are good. */
export const [from, until] = [1_640_995_200, 1_672_531_200]
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet.charAt(parseInt(five.padEnd(5, '0'), 2)))
    .join('')
}

/** The credential, but for whom it is of. */
export const credential: Record<string, CborValue> = {
  '@context': [
    'https://www.w3.org/2018/credentials/v1',
    'https://nzcp.covid19.health.nz/contexts/v1',
  ],
  version: '1.0.0',
  type: ['VerifiableCredential', 'PublicCovidPass'],
}
const subject: Record<string, CborValue> = {
  givenName: 'Hana',
  familyName: 'Ngata',
  dob: '1960-04-16',
}
const mapOf = (members: Record<string, CborValue | undefined>): CborValue =>
  new Map(
    Object.entries(members).flatMap(([name, value]): [string, CborValue][] =>
      value === undefined ? [] : [[name, value]],
    ),
  )
/** The credential of a person, with members otherwise than usual; undefined: left out. */
export const vc = (members: Record<string, CborValue | undefined> = {}, person = {}): CborValue =>
  mapOf({ ...credential, credentialSubject: mapOf({ ...subject, ...person }), ...members })
/** The id of a pass. */
export const uuid = Uint8Array.from({ length: 16 }, (_, i) => i)

/** Claims by label; undefined: left out. */
export type Claims = Readonly<Record<number | string, CborValue | undefined>>
/** A pass as it should be, but for what is said otherwise. */
export const pass = (claims: Claims = {}, parts: Partial<CoseParts> = {}): string => {
  const all: Claims = {
    1: issuer,
    5: from,
    4: until,
    7: { tag: 37, value: uuid },
    vc: vc(),
    ...claims,
  }
  const entries = Object.entries(all).flatMap(([label, value]): [CborKey, CborValue][] =>
    value === undefined ? [] : [[/^\d+$/.test(label) ? Number(label) : label, value]],
  )
  const header = [
    [4, new TextEncoder().encode('key-1')],
    [1, -7],
  ] as const
  return `NZCP:/1/${base32(signedCose({ key, header, payload: new Map(entries), ...parts }))}`
}
