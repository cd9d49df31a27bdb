/** All backends side by side, each behind the raw checks, as crypto/verify-key.ts puts them before the chosen one. */
import { backend as node } from '../crypto/backend-node.ts'
import { backend as portable } from '../crypto/backend-portable.ts'
import { backend as web } from '../crypto/backend-web.ts'
import type { Backend } from '../crypto/backend.ts'
import { algorithmOf, parsePublicJwk } from '../crypto/jwk.ts'
import { schemes } from '../crypto/other-key.ts'
import {
  isSoundEd25519Point,
  isSoundEd25519Signature,
  isSoundP256Signature,
} from '../crypto/raw-checks.ts'
import { decodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'

export const backends: readonly Backend[] = [node, web, portable]

/** What a backend makes of a signature: whether it is right, or that its key is refused. */
export type Answer = boolean | 'key refused'

/** The answer of one backend. */
async function checkOn(
  backend: Backend,
  jwk: unknown,
  signature: Uint8Array,
  message: Uint8Array,
  lowS = false,
): Promise<Answer> {
  try {
    const key = parsePublicJwk(jwk)
    const isEd25519 = key.kty === 'OKP'
    if (isEd25519 && !isSoundEd25519Point(decodeBase64url(key.x))) return 'key refused'
    const platform = await backend.importKey(key, schemes[algorithmOf(key)])
    const isSound = isEd25519
      ? isSoundEd25519Signature(signature)
      : isSoundP256Signature(signature, lowS)
    return isSound && (await backend.verify(platform, signature, message))
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return 'key refused'
  }
}

/** The answers of all. */
export async function checkOnAll(
  jwk: unknown,
  signature: Uint8Array,
  message: Uint8Array,
  lowS = false,
): Promise<readonly Answer[]> {
  return Promise.all(backends.map((each) => checkOn(each, jwk, signature, message, lowS)))
}
