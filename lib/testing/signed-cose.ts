/** Makes COSE_Sign1 codes of other formats for tests: each part as it should be, or as the test says. */
import { createPrivateKey, sign } from 'node:crypto'
import type { PrivateJwk } from '../crypto/jwk.ts'
import { parsePublicJwk } from '../crypto/jwk.ts'
import { openOtherKey } from '../crypto/other-key.ts'
import type { FormatName } from '../decision.ts'
import type { CborKey, CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { sortAuthorities, type Authorities, type AuthorityKey } from '../trust/authorities.ts'

export type Labels = readonly (readonly [CborKey, CborValue])[]

/** What a code is made of. */
export interface CoseParts {
  readonly key: PrivateJwk
  readonly header: Labels
  readonly unprotected?: Labels
  /** A value to encode, or bytes that are no CBOR at all. */
  readonly payload: CborValue
  readonly signature?: (signature: Uint8Array) => Uint8Array
  /** Outermost first. Default: 18. */
  readonly tags?: readonly number[]
}

/** A COSE_Sign1, signed with ES256 or Ed25519 as the key is. */
export function signedCose(parts: CoseParts): Uint8Array {
  const {
    key,
    header,
    unprotected = [],
    payload,
    signature = (made: Uint8Array) => made,
    tags = [18],
  } = parts
  const protectedHeader = encodeCbor(new Map(header))
  const body = payload instanceof Uint8Array ? payload : encodeCbor(payload)
  const signed = encodeCbor(['Signature1', protectedHeader, new Uint8Array(), body])
  const made = sign(key.kty === 'OKP' ? null : 'sha256', signed, {
    key: createPrivateKey({ key: { ...key }, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  })
  const item = [protectedHeader, new Map(unprotected), body, signature(new Uint8Array(made))]
  return encodeCbor(tags.reduceRight<CborValue>((value, tag) => ({ tag, value }), item))
}

/** Lists one key for one authority. */
export function authoritiesOf(
  format: FormatName,
  id: string,
  jwk: PrivateJwk,
  members: Partial<AuthorityKey> = {},
): Authorities {
  const key: AuthorityKey = {
    kid: null,
    key: openOtherKey(parsePublicJwk(jwk)),
    from: 0,
    until: 4_000_000_000,
    states: ['*'],
    regions: ['*'],
    chain: [],
    revoked: [],
    ...members,
  }
  const name = { zh: id, en: id }
  return sortAuthorities([
    { format, id, name, keys: [key], roots: [], needsChain: false, revocations: [] },
  ])
}
