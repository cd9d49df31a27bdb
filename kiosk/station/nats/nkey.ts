/** A station's own key as NATS knows users: the public part as an nkey, and the answer to a server's challenge. */
import { Prefix } from '@nats-io/nkeys'
import { Codec } from '@nats-io/nkeys/lib/codec.js'
import type { PublicJwk } from 'greengate/issue'

/** What is signed for a server; anything else is not. */
const challengePattern = /^[A-Za-z0-9_-]{8,64}$/

/**
 * Whether a server's challenge is one. The station signs receipts and batches with the same key: a server that asked
 * for such a text to be signed would have a forgery. None of them is made of these letters alone: a JWS has a full
 * stop, everything else is binary.
 */
export const isChallenge = (challenge: string): boolean => challengePattern.test(challenge)

/** An Ed25519 key in the form in which a server's configuration names it; undefined for other keys. */
export function nkeyOf(key: PublicJwk): string | undefined {
  if (key.kty !== 'OKP') return undefined
  const bytes = new Uint8Array(Buffer.from(key.x, 'base64url'))
  return Buffer.from(Codec.encode(Prefix.User, bytes)).toString('latin1')
}
