/** The good codes of the vectors, each with the verifier that passes it: what several trials start from. */
import { readFileSync } from 'node:fs'
import {
  acceptBundle,
  openStationKeys,
  pinRoot,
  verify,
  type Bundle,
  type Context,
  type GroupKey,
  type StationKeys,
  type VerifierClass,
} from 'greengate'
import { readBundleFile, readVerifyCases, type VerifyCase } from '../house/verify-vectors.ts'

/** A good code and the verifier that passes it. */
export interface Good {
  readonly text: string
  readonly bundle: Bundle
  readonly now: Date
  readonly context: Context
  readonly stationKeys?: StationKeys
}

/** Reads them; there is one at least. */
export const goodCodes = async (): Promise<readonly Good[]> => {
  const verifiers = new Map<string, Promise<Pick<Good, 'bundle' | 'stationKeys'>>>()
  const verifierOf = (given: VerifyCase['given']) => {
    const name = JSON.stringify(given)
    const held = verifiers.get(name) ?? openVerifier(given)
    verifiers.set(name, held)
    return held
  }
  const good: Good[] = []
  for (const { id, outcome, text, now, context, given } of readVerifyCases()) {
    // Other people's codes have a trial of their own.
    if (outcome !== 'pass' || text?.startsWith('GG1:') !== true) continue
    const one = {
      ...{ text, ...(await verifierOf(given)), now: new Date(now) },
      context: contextOf(context),
    }
    // A code that does not pass as it is shows nothing by not passing when it is damaged.
    const found = await decide(text, one)
    if (found !== 'pass') throw new Error(`${id}: a good code is ${found}`)
    good.push(one)
  }
  if (good.length === 0) throw new Error('the vectors hold no good code: nothing would be tried')
  return good
}

/** What a verifier of the vectors holds, with the keys of its station where it is enrolled. */
const openVerifier = async ({
  root,
  bundle: name,
  acceptedAt,
  groupKey,
  ...given
}: VerifyCase['given']) => {
  if (root === null || name === null) throw new Error('a case that passes has a bundle')
  const pinned = await pinRoot(readBundleFile(root), {
    worlds: ['test'],
    ...(given.class !== undefined && { class: given.class as VerifierClass }),
  })
  const bundle = await acceptBundle(pinned, readBundleFile(name), new Date(acceptedAt))
  if (groupKey === undefined) return { bundle }
  const { jwk } = JSON.parse(readFileSync(`test-vectors/keys/${groupKey}.json`, 'utf8')) as {
    readonly jwk: GroupKey
  }
  return { bundle, stationKeys: await openStationKeys(bundle, jwk) }
}

/** In vectors an instant is text; to a verifier it is a clock's. */
const contextOf = ({ startedAt, ...context }: VerifyCase['context']): Context =>
  typeof startedAt === 'string' ? { ...context, startedAt: new Date(startedAt) } : context

/** What a verifier makes of a text. */
export const decide = async (text: string, { text: _good, ...verifier }: Good): Promise<string> =>
  (await verify(text, verifier)).outcome

/** The thing at a place, going round. */
export const around = <Thing>(things: readonly Thing[], place: number): Thing => {
  const thing = things[place % things.length]
  if (thing === undefined) throw new RangeError('no such step')
  return thing
}
