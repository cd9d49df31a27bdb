/** Who may sign: the keys that a root or a delegation carries, and the roles that name them. */
import { encodeBase64url } from '../encoding/base64url.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import { isBare, parsePublicJwk, thumbprintBytes } from '../crypto/jwk.ts'
import type { Threshold } from '../crypto/jws.ts'
import { openVerifyKey, type VerifyKey } from '../crypto/verify-key.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** The keys of a document, by thumbprint. */
export type RoleKeys = ReadonlyMap<string, VerifyKey>

/**
 * Reads the member `keys`.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function parseRoleKeys(value: unknown): Promise<RoleKeys> {
  const keys = new Map<string, VerifyKey>()
  for (const [name, entry] of shape.entries(value, 'keys', (item) => item)) {
    const jwk = parsePublicJwk(entry)
    if (!isBare(entry, jwk)) {
      throw shape.refuse('keys', 'a key must have no member but kty, crv, x and y')
    }
    // The name must be the key's own, or one key could stand under two names and count twice.
    const digest = thumbprintBytes(jwk)
    if (encodeBase64url(digest instanceof Promise ? await digest : digest) !== name) {
      throw shape.refuse('keys', 'every key must be named by its thumbprint')
    }
    keys.set(name, openVerifyKey(jwk))
  }
  return keys
}

/** Reads a role: which of the keys may sign, and how many must. */
export function parseThreshold(value: unknown, where: string, keys: RoleKeys): Threshold {
  const role = shape.record(value, where, ['keys', 'threshold'])
  const names = shape.list(role['keys'], `${where}.keys`, shape.text)
  const threshold = shape.integer(role['threshold'], `${where}.threshold`, 1)
  const known = new Map<string, VerifyKey>()
  for (const name of names) {
    const key = keys.get(name)
    if (key === undefined) {
      throw shape.refuse(`${where}.keys`, 'names a key that the document does not have')
    }
    known.set(name, key)
  }
  if (threshold > known.size) throw shape.refuse(where, 'threshold is beyond the number of keys')
  return { keys: known, threshold }
}

/** Whether two roles are the same keys with the same threshold. */
export function isSameRole(a: Threshold, b: Threshold): boolean {
  return (
    a.threshold === b.threshold &&
    a.keys.size === b.keys.size &&
    [...a.keys.keys()].every((name) => b.keys.has(name))
  )
}
