/** Population sets of more people than are made anew at each change: by threads over a file of rows, with patches between. */
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CompiledRuleSet } from 'greengate/rules'
import { digest, writeWhole } from 'greengate-cli/bundle'
import {
  classesPayload,
  countsPayload,
  instantOf,
  makePatch,
  makeSets,
  mostPatches,
  named,
  openWorkshop,
  rowFormOf,
  universePayload,
  type CoveredPayload,
  type NotGreenPayload,
  type SetPayload,
  type Workshop,
} from 'greengate-cli/population'
import type { FedPopulation } from './feeds.ts'
import type { FeedDesk, FeedSettings } from './gather-feeds.ts'
import { lookAhead, type Judge } from './look-ahead.ts'
import { takeUniverse, universeRows } from './universe.ts'

/** Sets as they were made last. */
interface Held {
  readonly covered: CoveredPayload
  readonly notGreen: NotGreenPayload
  /** Codes, by class. */
  readonly classes: readonly number[]
  /** All that the headers name, and the files that patches are made against. */
  readonly data: readonly Uint8Array[]
  /** Unix seconds. */
  readonly limit: number
  readonly assessedAt: number
  readonly universeSince: number
}

/** What a set is made of now. */
interface Making {
  readonly ruleSet: CompiledRuleSet
  readonly seconds: number
  readonly limit: number
  readonly universeSince: number
}

/** Who is new to the universe waits for at most so long, in seconds. */
const week = 7 * 86_400
/** Bytes of patches that are worth no new set. */
const lightest = 65_536

/** Gives the function that makes them; the first time both are made anew. */
export function openLargeSets(
  desk: FeedDesk,
  settings: FeedSettings,
  judge: Judge,
): (ruleSet: CompiledRuleSet, now: Date) => Promise<FedPopulation> {
  let held: Held | undefined
  return async (ruleSet, now) => {
    const seconds = Math.floor(now.getTime() / 1000)
    await mkdir(settings.folder, { recursive: true, mode: 0o700 })
    const isOver = held === undefined || seconds >= held.universeSince + week
    const base =
      held !== undefined && !isOver && isPatchable(held, ruleSet, seconds) ? held : undefined
    if (isOver) takeUniverse(desk, ruleSet, settings)
    const making = {
      ...{ ruleSet, seconds },
      limit: base?.limit ?? seconds + settings.lookAhead,
      universeSince: isOver ? seconds : (held?.universeSince ?? seconds),
    }
    const rows = await writeRows({ desk, settings, judge }, making)
    try {
      await using shop = await openWorkshop(workOf(rows, settings, making.limit))
      held =
        base !== undefined && isSame(shop, base)
          ? await patched(shop, base, making, settings)
          : await anew(shop, making, desk, settings)
    } finally {
      await rm(rows, { force: true })
    }
    const { covered, notGreen, data } = held
    const { count: people } = covered.universe
    const { ruleSet: id } = desk.rules
    return { ruleSet: id, covered: [covered], notGreen: [notGreen], data, people }
  }
}

/** Patches grow together, and do not put off the limit: half a look ahead before it a new set is due. */
function isPatchable(
  { notGreen, limit, assessedAt, data }: Held,
  { set }: CompiledRuleSet,
  seconds: number,
): boolean {
  const [, base, ...patches] = data
  const weight = patches.reduce((sum, { length }) => sum + length, 0)
  return (
    notGreen.version === set.version &&
    notGreen.patches.length < mostPatches &&
    weight <= Math.max(lightest, base?.length ?? 0) &&
    seconds > assessedAt &&
    seconds < (assessedAt + limit) / 2
  )
}

/** Somebody of the universe was erased: then both sets are made again. */
const isSame = ({ gathered }: Workshop, { covered }: Held): boolean =>
  universePayload(gathered.universe).digest === covered.universe.digest

/** A file of its own for each making; nobody else may read it, since numbers stand in it. */
async function writeRows(
  {
    desk,
    settings,
    judge,
  }: { readonly desk: FeedDesk; readonly settings: FeedSettings; readonly judge: Judge },
  { ruleSet, limit }: Making,
): Promise<string> {
  const path = join(settings.folder, 'rows.csv')
  await rm(path, { force: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await file.write('type,number,outcome,rule,holdsUntil\n')
    for (const page of universeRows(desk, ruleSet, settings)) {
      let text = ''
      for (const row of page) {
        const held = await lookAhead(row, { judge, ruleSet, limit })
        const { type, number, outcome, rule, holdsUntil } = held
        const until = holdsUntil === null ? '' : instantOf(holdsUntil)
        const no = rule === 0 && outcome === 'pass' ? '' : String(rule)
        text += `${type},${number},${outcome},${no},${until}\n`
      }
      await file.write(text)
    }
  } finally {
    await file.close()
  }
  return path
}

const workOf = (path: string, { populationKey, folder }: FeedSettings, limit: number) => ({
  ...{ path, key: populationKey.key, workers: undefined, temp: folder },
  reading: { form: rowFormOf(path, 'csv'), type: undefined, limit },
  signal: new AbortController().signal,
  onProgress: () => undefined,
})

async function anew(
  shop: Workshop,
  { ruleSet, seconds, limit, universeSince }: Making,
  { issuer }: FeedDesk,
  { populationKey, rate, folder }: FeedSettings,
): Promise<Held> {
  const { universe, types, counts } = shop.gathered
  const { covered, notGreen, classes } = await makeSets(shop, rate)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const data = [covered, notGreen]
  for (const one of data) await writeWhole(join(folder, digest(one)), one)
  const common: Omit<SetPayload, 'data'> = {
    ...{ version: ruleSet.set.version, issuer, key: populationKey.id },
    ...{ assessedAt: instantOf(seconds), limit: instantOf(limit) },
    ...{ universe: universePayload(universe), idTypes: types, counts: countsPayload(counts) },
  }
  const said = { classes: classesPayload(classes), patches: [] }
  return {
    covered: { ...common, rate, data: named(covered) },
    notGreen: { ...common, ...said, data: named(notGreen) },
    ...{ classes, data, limit, universeSince, assessedAt: seconds },
  }
}

async function patched(
  shop: Workshop,
  held: Held,
  { seconds }: Making,
  { folder }: FeedSettings,
): Promise<Held> {
  const { covered, notGreen } = held
  const fileOf = ({ sha256 }: { readonly sha256: string }): string => join(folder, sha256)
  const { patch, classes, changed } = await makePatch(shop, {
    covered: fileOf(covered.data),
    notGreen: fileOf(notGreen.data),
    patches: notGreen.patches.map(({ data }) => fileOf(data)),
    classes: held.classes,
  })
  if (changed === 0) return held
  await writeWhole(join(folder, digest(patch)), patch)
  const counts = countsPayload(shop.gathered.counts)
  const one = { assessedAt: instantOf(seconds), counts, data: named(patch) }
  return {
    ...held,
    notGreen: {
      ...notGreen,
      classes: classesPayload(classes),
      patches: [...notGreen.patches, one],
    },
    ...{ classes, data: [...held.data, patch], assessedAt: seconds },
  }
}
