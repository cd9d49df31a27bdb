/** A Greengate code verified in Node, against `node:crypto` verifying the same bytes under a kept key. */
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { acceptBundle, pinRoot, verify, warmUp } from 'greengate'
import {
  bundleBytes,
  context,
  issuerKey,
  issueSamples,
  now,
  rootBytes,
  type profiles,
} from './codes.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'

/** Measures one profile. */
export const codeInNode = async (
  profile: keyof typeof profiles,
  plan: Plan,
): Promise<readonly Pair[]> => {
  const pinned = await pinRoot(rootBytes, { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bundleBytes, now)
  await warmUp(bundle)
  const { kty, crv, x } = issuerKey
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' })

  const subject = async ({ text }: { readonly text: string }): Promise<void> => {
    const { outcome } = await verify(text, { bundle, now, context })
    if (outcome !== 'pass') throw new Error(`a code of the benchmark is ${outcome}`)
  }
  const bare = ({ signed, signature }: { signed: Uint8Array; signature: Uint8Array }): void => {
    if (!verifySignature(null, signed, key, signature)) throw new Error('a signature is wrong')
  }
  const warm: Plan = { rounds: 1, batches: 40, batch: 50 }
  const samples = await issueSamples(profile, 0, itemsOf(warm) + itemsOf(plan))
  await measurePairs(warm, samples, subject, bare)
  return measurePairs(plan, samples.slice(itemsOf(warm)), subject, bare)
}
