/** A Greengate code verified by the portable build, against the bare check of its arithmetic, and against the library in Node. */
import * as inNode from 'greengate'
import * as portable from 'greengate/portable'
import nacl from 'tweetnacl'
import { bundleBytes, context, issuerKey, issueSamples, now, rootBytes } from './codes.ts'
import type { Bench } from './benches.ts'
import { measuredRatio } from './measured.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'

/** What verifies a code that passes. */
async function verifierOf({
  acceptBundle,
  pinRoot,
  verify,
  warmUp,
}: typeof inNode | typeof portable) {
  const pinned = await pinRoot(rootBytes, { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bundleBytes, now)
  await warmUp(bundle)
  return async ({ text }: { readonly text: string }): Promise<void> => {
    const { outcome } = await verify(text, { bundle, now, context })
    if (outcome !== 'pass') throw new Error(`a code of the benchmark is ${outcome}`)
  }
}

/** Measures it against one of the two. */
const codeInPortable = async (
  against: 'tweetnacl' | 'Node',
  plan: Plan,
): Promise<readonly Pair[]> => {
  const key = new Uint8Array(Buffer.from(issuerKey.x, 'base64url'))
  const bare = ({ signed, signature }: { signed: Uint8Array; signature: Uint8Array }): void => {
    if (!nacl.sign.detached.verify(signed, signature, key)) throw new Error('a signature is wrong')
  }
  const other = against === 'Node' ? await verifierOf(inNode) : bare
  const subject = await verifierOf(portable)
  const warm: Plan = { rounds: 1, batches: 5, batch: 10 }
  const samples = await issueSamples('facts', 0, itemsOf(warm) + itemsOf(plan))
  await measurePairs(warm, samples, subject, other)
  return measurePairs(plan, samples.slice(itemsOf(warm)), subject, other)
}

/** Both; our own arithmetic takes milliseconds where a platform's takes a tenth of one, so there are fewer rounds. */
export const portableBenches = (where: string, full: boolean): readonly Bench[] => {
  const plan: Plan = { rounds: full ? 40 : 10, batches: 2, batch: 5 }
  const bench = (against: 'tweetnacl' | 'Node', of: string, target: number): Bench => ({
    name: `a code with facts verified by the portable build, against ${of}`,
    section: 'codes',
    budget: 3,
    run: async (name) =>
      measuredRatio(name, where, target, plan, await codeInPortable(against, plan)),
  })
  return [
    bench('tweetnacl', 'the bare check of its arithmetic', 1.2),
    bench('Node', 'the library in Node', 120),
  ]
}
