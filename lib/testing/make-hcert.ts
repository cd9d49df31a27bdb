/** Makes `HC1:` texts of which one thing can be broken: for tests, by a second hand where there is one. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { encode, Tag } from 'cbor2'
import { openOtherKey, parseOtherJwk } from '../crypto/other-key.ts'
import { encodeBase45 } from '../encoding/base45.ts'
import type { AuthorityKey } from '../trust/authorities.ts'
import { anyKey } from './dcc-authorities.ts'

/** A signer of codes, and the key as an authority lists it. */
export interface Signer {
  readonly secret: KeyObject
  readonly kid: Uint8Array
  readonly listed: AuthorityKey
}

type Curve = 'P-256' | 'P-384'

/** A signer with a key of its own. */
export function makeSigner(
  kind: Curve | 'RSA' = 'P-256',
  more: Partial<AuthorityKey> = {},
): Signer {
  const { publicKey, privateKey } =
    kind === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: kind })
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const kid = new Uint8Array(createHash('sha256').update(spki).digest().subarray(0, 8))
  const listed = {
    ...anyKey,
    kid: Buffer.from(kid).toString('base64url'),
    key: openOtherKey(parseOtherJwk(publicKey.export({ format: 'jwk' }))),
    ...more,
  }
  return { secret: privateKey, kid, listed }
}

/** What stands where, and what is broken. */
export interface HcertParts {
  readonly algorithm?: number | null
  readonly protectedKid?: Uint8Array | null
  readonly unprotected?: ReadonlyMap<number, unknown>
  readonly tags?: readonly number[]
  /** Takes the place of the signature. */
  readonly signature?: (signature: Uint8Array) => Uint8Array
  /** Takes the place of the COSE_Sign1 before it is compressed. */
  readonly cose?: (cose: Uint8Array) => Uint8Array
}

/** The claims of a CWT around a DCC. */
export function claimsOf(dcc: unknown, more: readonly (readonly [number, unknown])[] = []) {
  return new Map<unknown, unknown>([
    [1, 'AT'],
    [4, 1_640_000_000],
    [6, 1_630_000_000],
    [-260, new Map([[1, dcc]])],
    ...more,
  ])
}

/** A text, sound but for what is broken. */
export function makeHcert(signer: Signer, claims: unknown, parts: HcertParts = {}): string {
  const { protectedKid = signer.kid, unprotected = new Map(), tags = [18] } = parts
  const isRsa = signer.secret.asymmetricKeyType === 'rsa'
  const { algorithm = isRsa ? -37 : -7 } = parts
  const header = new Map<number, unknown>()
  if (algorithm !== null) header.set(1, algorithm)
  if (protectedKid !== null) header.set(4, protectedKid)
  const protectedHeader = encode(header)
  const payload = claims instanceof Uint8Array ? claims : encode(claims)
  const message = encode(['Signature1', protectedHeader, new Uint8Array(), payload])
  // Padding of PSS, with a salt as long as the hash.
  const how = isRsa ? { padding: 6, saltLength: 32 } : { dsaEncoding: 'ieee-p1363' as const }
  const made = new Uint8Array(sign('sha256', message, { key: signer.secret, ...how }))
  const signature = parts.signature?.(made) ?? made
  const item = tags.reduceRight<unknown>(
    (inner, tag) => new Tag(tag, inner),
    [protectedHeader, unprotected, payload, signature],
  )
  const cose = encode(item)
  return textOf(new Uint8Array(deflateSync(parts.cose?.(cose) ?? cose)))
}

/** The text of what is compressed already. */
export function textOf(compressed: Uint8Array): string {
  return `HC1:${encodeBase45(compressed)}`
}

const common = { co: 'AT', is: 'Ministry of Health, Austria', ci: 'URN:UVCI:01:AT:1#B' }
const covid19 = '840539006'

/** A person of no country. */
export const nam = { fn: 'Müller-Öz', fnt: 'MUELLER<OEZ', gn: 'Ana', gnt: 'ANA' }

export const vaccination = {
  ...common,
  tg: covid19,
  vp: '1119349007',
  mp: 'EU/1/20/1528',
  ma: 'ORG-100030215',
  dn: 1,
  sd: 2,
  dt: '2021-02-18',
}
export const sample = {
  ...common,
  tg: covid19,
  tt: 'LP6464-4',
  sc: '2021-02-20T12:34:56+01:00',
  tr: '260415000',
  tc: 'Testing center Vienna 1',
}
export const recovered = {
  ...common,
  tg: covid19,
  fr: '2021-02-20',
  df: '2021-04-04',
  du: '2021-10-04',
}

/** A DCC with these groups. */
export function dccOf(groups: object, ver = '1.3.0') {
  return { ver, nam, dob: '1998-02-26', ...groups }
}
