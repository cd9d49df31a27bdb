/** Codes of others read and proved by `inspect` in Node, in turn with the composed floor and with peers. */
import { verify as verifySignature } from 'node:crypto'
import { acceptBundle, inspect, pinRoot, warmUp, type Bundle } from 'greengate'
import {
  foreign,
  foreignCodes,
  foreignNow as now,
  vectorBundle,
  type ForeignName,
} from './foreign-codes.ts'
import { floorReaders, type Inflaters } from './foreign-floors.ts'
import { foreignPeers, peerVersion } from './foreign-peers.ts'
import { medianCell, medianFigure, targetCell, type Figure, type Measured } from './measured.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'
import { peer } from './peers.ts'
import { medianOf } from './statistics.ts'

type Side = (text: string) => unknown

/** Codes that both sides are warmed with, several times over. */
const warming = 500

const warmUpWith = async (
  texts: readonly string[],
  times: number,
  ...sides: readonly Side[]
): Promise<void> => {
  for (let k = 0; k < times; k++) {
    for (const side of sides) for (const text of texts) await side(text)
  }
}

const bundleOf = async (bytes: Uint8Array): Promise<Bundle> => {
  const pinned = await pinRoot(vectorBundle('root'), { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bytes, now)
  await warmUp(bundle)
  return bundle
}

/** Our side: what a gate asks before any rule, with all of the checks. */
const ourSide = async (name: ForeignName): Promise<Side> => {
  const { format, bundle: bytes } = foreign[name]
  const options = { bundle: await bundleOf(bytes), now, formats: [format] }
  return async (text) => {
    const { signature, time, keyUsage, reasons } = await inspect(text, options)
    if (signature !== 'valid' || time !== 'in-time' || keyUsage !== 'allowed') {
      throw new Error(`a code of the benchmark is not good: ${reasons.join()}`)
    }
  }
}

const floorSide = (name: ForeignName): Side => {
  const read = floorReaders(peer('fflate') as Inflaters)[name]
  const key = { key: foreign[name].key.public, dsaEncoding: 'ieee-p1363' } as const
  return (text) => {
    const { payload, signed, signature } = read(text)
    const isGood = verifySignature('sha256', signed, key, signature)
    if (!isGood || typeof payload !== 'object') throw new Error('the floor misreads a code')
  }
}

/** Measures a format against its floor. */
export const foreignInNode = async (name: ForeignName, plan: Plan): Promise<readonly Pair[]> => {
  const texts = foreignCodes(name, warming + itemsOf(plan))
  const [subject, bare] = [await ourSide(name), floorSide(name)]
  await warmUpWith(texts.slice(0, warming), 6, subject, bare)
  return measurePairs(plan, texts.slice(warming), subject, bare)
}

/** Measures every peer beside us: its time by ours. */
export const measureForeignPeers = async (plan: Plan): Promise<Measured> => {
  const rows: (readonly string[])[] = []
  const said: string[] = []
  const figures: Record<string, Figure> = {}
  let isMissed = false
  const micros = (pairs: readonly Pair[], side: keyof Pair): string =>
    (
      (medianOf(pairs.map((pair) => pair[side])).median / plan.batches / plan.batch) *
      1000
    ).toPrecision(3)
  for (const { name, what, of, atLeast, open } of foreignPeers) {
    const ours = await ourSide(of)
    const theirs = await open(foreign[of].key)
    const texts = foreignCodes(of, warming + itemsOf(plan))
    await warmUpWith(texts.slice(0, warming), 6, ours)
    await warmUpWith(texts.slice(0, 100), 1, theirs)
    const pairs = await measurePairs(plan, texts.slice(warming), ours, theirs)
    const ratio = medianOf(pairs.map(({ subject, bare }) => bare / subject))
    const misses = atLeast !== null && ratio.median < atLeast
    isMissed ||= misses
    const cell = medianCell(ratio, 1)
    // Of several ways to call one package the one that a target is of, or the first.
    figures[name] ??= medianFigure(ratio)
    rows.push([
      `${name} ${peerVersion(name)}`,
      what,
      cell,
      targetCell(atLeast === null ? null : String(atLeast), misses),
      String(ratio.rounds),
      `${micros(pairs, 'subject')} / ${micros(pairs, 'bare')}`,
    ])
    said.push(
      `${cell} times ours${atLeast === null ? '' : `, at least ${String(atLeast)}`}  ${name}: ${what}`,
    )
  }
  return { rows, figures, said: said.join('\n'), isMissed }
}
