/** Our Ed25519 keys in the form that NATS has for them: the same key enrols a station, or signs, and is a user of NATS. */
import { Prefix } from '@nats-io/nkeys'
import { Codec } from '@nats-io/nkeys/lib/codec.js'
import type { PrivateJwk, PublicJwk } from 'greengate/issue'

/** The name of a user: `UA…`, as it stands in a server's configuration; undefined for a key that is not Ed25519. */
export function nkeyOf(jwk: PublicJwk): string | undefined {
  return jwk.kty === 'OKP' ? textOf(Codec.encode(Prefix.User, bytesOf(jwk.x))) : undefined
}

/** The seed of a user: `SU…`, secret; undefined for a key that is not Ed25519. */
export function seedOf(jwk: PrivateJwk): Uint8Array | undefined {
  return jwk.kty === 'OKP' ? Codec.encodeSeed(Prefix.User, bytesOf(jwk.d)) : undefined
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
