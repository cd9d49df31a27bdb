/** Runs the crypto once before the first person stands there: the first call on a platform is the slow one. */
import type { Bundle } from './bundle/bundle.ts'
import { checkOtherSignature, schemes, type OtherKey, type Scheme } from './crypto/other-key.ts'
import { checkSignature } from './crypto/verify-key.ts'
import { decodeBase64url } from './encoding/base64url.ts'
import { GreengateError } from './errors.ts'
import type { CodeFormat } from './formats/format.ts'
import { noAuthorities } from './trust/authorities.ts'

/**
 * Makes the platform ready to check signatures of each algorithm that the bundle's issuers use. A browser is asked here
 * whether it has Ed25519, and what it lacks is fetched; the portable build opens P-256.
 *
 * @param formats - Other people's formats that `verify` will be given: a key of each kind is tried, and what they load
 * only when it is needed, such as the reader of certificates, is loaded.
 *
 * @example
 * ```ts
 * import { hcert, vdsNc, warmUp, type Bundle } from 'greengate'
 *
 * const start = async (bundle: Bundle): Promise<void> => warmUp(bundle, [hcert, vdsNc])
 * ```
 */
export async function warmUp(bundle: Bundle, formats: readonly CodeFormat[] = []): Promise<void> {
  const { issuers, authorities = noAuthorities } = bundle.trust ?? {}
  const seen = new Set<string>()
  for (const issuer of issuers?.values() ?? []) {
    for (const { key } of [...issuer.keys.values()].flat()) {
      if (seen.has(key.algorithm)) continue
      seen.add(key.algorithm)
      await unlessRefused(() => checkSignature(key, wrongSignature(32), new Uint8Array(32), true))
    }
  }
  const tried = new Set<string>()
  for (const format of formats) {
    for (const { keys } of authorities.get(format.name)?.authorities.values() ?? []) {
      for (const { key } of keys) await tryOnce(key, tried)
    }
    await format.warmUp?.(authorities)
  }
}

/** Checks a signature with the first key of a kind. */
async function tryOnce(key: OtherKey, tried: Set<string>): Promise<void> {
  const { jwk } = key
  const kind = jwk.kty === 'RSA' ? jwk.kty : jwk.crv
  if (tried.has(kind)) return
  tried.add(kind)
  const signature = signatureFor(key)
  await unlessRefused(() => checkOtherSignature(key, schemeOf(key), signature, new Uint8Array(32)))
}

/** A kind that the platform lacks, or a point off its curve: `verify` says so of the code that asks for it. */
async function unlessRefused(check: () => unknown): Promise<void> {
  try {
    await check()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
  }
}

/** RSA as DCCs are signed with it. */
function schemeOf({ jwk }: OtherKey): Scheme {
  if (jwk.kty === 'RSA') return { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 }
  return jwk.kty === 'OKP' ? schemes.Ed25519 : schemes.ESP256
}

function signatureFor({ jwk }: OtherKey): Uint8Array {
  if (jwk.kty === 'RSA') return new Uint8Array(decodeBase64url(jwk.n).length).fill(1)
  return wrongSignature(jwk.crv === 'P-521' ? 66 : jwk.crv === 'P-384' ? 48 : 32)
}

/** Two halves of a size: wrong, but it runs the whole path. */
function wrongSignature(size: number): Uint8Array {
  const signature = new Uint8Array(2 * size)
  if (size === 32) {
    // R = the base point of Ed25519, S = 1; as r || s it is in range too.
    signature.fill(0x66, 0, size)
    signature[0] = 0x58
    signature[size] = 1
  } else signature[size - 1] = 1
  signature[2 * size - 1] = 1
  return signature
}
