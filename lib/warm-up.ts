/** Runs the crypto once before the first person stands there: the first call on a platform is the slow one. */
import type { Bundle } from './bundle/bundle.ts'
import { checkSignature } from './crypto/verify-key.ts'

/**
 * Makes the platform ready to check signatures of each algorithm that the bundle's issuers use.
 *
 * @example
 * ```ts
 * import { warmUp, type Bundle } from 'greengate'
 *
 * const start = async (bundle: Bundle): Promise<void> => warmUp(bundle)
 * ```
 */
export async function warmUp(bundle: Bundle): Promise<void> {
  const seen = new Set<string>()
  // R = the base point of Ed25519, S = 1; as r || s it is in range too. Wrong, but it runs the whole path.
  const signature = new Uint8Array(64).fill(0x66)
  signature[0] = 0x58
  signature.fill(0, 32)
  signature[32] = 1
  signature[63] = 1
  for (const issuer of bundle.trust?.issuers.values() ?? []) {
    for (const { key } of [...issuer.keys.values()].flat()) {
      if (seen.has(key.algorithm)) continue
      seen.add(key.algorithm)
      await checkSignature(key, signature, new Uint8Array(32), true)
    }
  }
}
