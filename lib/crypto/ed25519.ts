/** Ed25519 in plain ECMAScript, for platforms that have none of their own; raw checks come first as everywhere. */
import nacl from 'tweetnacl'
import { decodeBase64url } from '../encoding/base64url.ts'
import type { Ed25519PublicJwk } from './jwk.ts'

/** Whether a signature over a message was made by one key. */
export type Check = (signature: Uint8Array, message: Uint8Array) => boolean

/** Makes a key ready. Bytes that are no point sign nothing: as on other platforms that comes out with the first signature. */
export function openEd25519({ x }: Ed25519PublicJwk): Check {
  const key = decodeBase64url(x)
  return (signature, message) => nacl.sign.detached.verify(message, signature, key)
}
