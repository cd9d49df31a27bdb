/** A live code verified, against its two signatures checked bare: the issuer's under a kept key, the holder's under the key that comes with it. */
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { acceptBundle, pinRoot, verify, warmUp } from 'greengate'
import type { Algorithm } from 'greengate/issue'
import { base64, measureInChromium, type FromChromium } from './browser.ts'
import { bundleBytes, context, issuerKey, now, rootBytes } from './codes.ts'
import { liveSamples, type LiveSample } from './live-codes.ts'
import type { LiveLoad } from './live-in-browser.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'

const warm: Plan = { rounds: 1, batches: 20, batch: 50 }

/** Measures in Node, against `node:crypto`. */
export const liveInNode = async (algorithm: Algorithm, plan: Plan): Promise<readonly Pair[]> => {
  const pinned = await pinRoot(rootBytes, { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bundleBytes, now)
  await warmUp(bundle)
  const { kty, crv, x } = issuerKey
  const key = createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
  const digest = algorithm === 'Ed25519' ? null : 'sha256'

  const subject = async ({ text }: LiveSample): Promise<void> => {
    const { outcome } = await verify(text, { bundle, now, context })
    if (outcome !== 'pass') throw new Error(`a live code of the benchmark is ${outcome}`)
  }
  const bare = ({ signed, signature, holder, proved, proof }: LiveSample): void => {
    const own = createPublicKey({ key: { ...holder }, format: 'jwk' })
    if (
      !verifySignature(null, signed, key, signature) ||
      !verifySignature(digest, proved, { key: own, dsaEncoding: 'ieee-p1363' }, proof)
    )
      throw new Error('a signature is wrong')
  }
  const samples = await liveSamples(algorithm, itemsOf(warm) + itemsOf(plan))
  await measurePairs(warm, samples, subject, bare)
  return measurePairs(plan, samples.slice(itemsOf(warm)), subject, bare)
}

/** Measures in Chromium, against `crypto.subtle`. */
export const liveInChromium = async (algorithm: Algorithm, plan: Plan): Promise<FromChromium> => {
  const { kty, crv, x } = issuerKey
  const samples = await liveSamples(algorithm, itemsOf(warm) + itemsOf(plan))
  const load: LiveLoad = {
    plan,
    warm,
    now: now.toISOString(),
    context,
    root: base64(rootBytes),
    bundle: base64(bundleBytes),
    key: { kty, crv, x },
    samples: samples.map(({ text, signed, signature, holder, proved, proof }) => ({
      text,
      holder,
      bytes: [signed, signature, proved, proof].map(base64),
    })),
  }
  return measureInChromium(new URL('live-in-browser.ts', import.meta.url), load)
}
