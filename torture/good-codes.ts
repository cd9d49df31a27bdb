/** The good codes of the vectors, each with the verifier that passes it: what several trials start from. */
import { acceptBundle, pinRoot, verify, type Bundle, type Context } from 'greengate'
import { readBundleFile, readVerifyCases, type VerifyCase } from '../house/verify-vectors.ts'

/** A good code and the verifier that passes it. */
export interface Good {
  readonly text: string
  readonly bundle: Bundle
  readonly now: Date
  readonly context: Context
}

/** Reads them; there is one at least. */
export const goodCodes = async (): Promise<readonly Good[]> => {
  const bundles = new Map<string, Promise<Bundle>>()
  const bundleOf = ({ root, bundle, acceptedAt }: VerifyCase['given']): Promise<Bundle> => {
    const name = `${root ?? ''} ${bundle ?? ''} ${acceptedAt}`
    const open = async (): Promise<Bundle> => {
      if (root === null || bundle === null) throw new Error('a case that passes has a bundle')
      return acceptBundle(
        await pinRoot(readBundleFile(root), { worlds: ['test'] }),
        readBundleFile(bundle),
        new Date(acceptedAt),
      )
    }
    const held = bundles.get(name) ?? open()
    bundles.set(name, held)
    return held
  }
  const good: Good[] = []
  for (const { outcome, text, now, context, given } of readVerifyCases()) {
    // Other people's codes have a trial of their own.
    if (outcome !== 'pass' || text?.startsWith('GG1:') !== true) continue
    good.push({ text, bundle: await bundleOf(given), now: new Date(now), context })
  }
  if (good.length === 0) throw new Error('the vectors hold no good code: nothing would be tried')
  return good
}

/** What a verifier makes of a text. */
export const decide = async (text: string, { bundle, now, context }: Good): Promise<string> =>
  (await verify(text, { bundle, now, context })).outcome

/** The thing at a place, going round. */
export const around = <Thing>(things: readonly Thing[], place: number): Thing => {
  const thing = things[place % things.length]
  if (thing === undefined) throw new RangeError('no such step')
  return thing
}
