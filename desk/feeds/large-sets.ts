/** Population sets of more people than are made anew at each change: by threads over a file, and by patches between. */
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CompiledRuleSet } from 'greengate/rules'
import { digest, OperatorError, writeWhole } from 'greengate-cli/bundle'
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
  type Workshop,
} from 'greengate-cli/population'
import type { FedPopulation } from './feeds.ts'
import { rowsAsked, othersThan, type FeedDesk, type FeedSettings } from './gather-feeds.ts'
import { lookAhead, type Judge } from './look-ahead.ts'
import { populationRows, type PersonRow } from './population-rows.ts'

/** Sets as they were made last, and where their data lie. */
interface Held {
  readonly covered: CoveredPayload
  readonly notGreen: NotGreenPayload
  readonly classes: readonly number[]
  /** Unix seconds. */
  readonly limit: number
  readonly universeSince: number
  readonly assessedAt: number
}

/** Who is new to the universe waits so long, in seconds. */
const week = 7 * 86_400

/** Gives the function that makes them; after a start both are made anew. */
export function openLargeSets(
  desk: FeedDesk,
  settings: FeedSettings,
  judge: Judge,
): (ruleSet: CompiledRuleSet, now: Date) => Promise<FedPopulation> {
  const { store, issuer, rules } = desk
  const { folder, populationKey, rate } = settings
  let held: Held | undefined
  const fileOf = (data: Uint8Array): string => join(folder, digest(data))
  const path = join(folder, 'rows.csv')

  return async (ruleSet, now) => {
    const seconds = Math.floor(now.getTime() / 1000)
    const isNew = held === undefined || seconds >= held.universeSince + week
    if (isNew) takeUniverse(desk, ruleSet, settings)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const isPatched =
      !isNew && held?.notGreen.version === ruleSet.set.version && mayBePatched(held, seconds)
    const limit = isPatched && held ? held.limit : seconds + settings.lookAhead
    await writeRows(ruleSet, limit)
    try {
      const made = await worked(limit, async (shop) =>
        isPatched && held !== undefined && isSame(shop, held)
          ? await patched(shop, held, seconds)
          : await anew(shop, ruleSet, isNew || held === undefined ? seconds : held.universeSince, seconds, limit),
      )
      held = made.held
      const { covered, notGreen } = held
      const data = await Promise.all(made.data)
      const { count: people } = covered.universe
      return { ruleSet: rules.ruleSet, covered: [covered], notGreen: [notGreen], data, people }
    } finally {
      await rm(path, { force: true })
    }
  }
