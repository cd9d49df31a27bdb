/** Gathers what is to be published now: lists from the status store, sets from the standings. */
import type { CompiledRuleSet } from 'greengate/rules'
import {
  classesPayload,
  countsPayload,
  instantOf,
  named,
  universePayload,
  type PopulationKey,
} from 'greengate-cli/population'
import { inForce } from '../current-rules.ts'
import type { Desk } from '../desk.ts'
import type { FedPopulation, Feeds, PopulationRow } from './feeds.ts'
import { openLargeSets } from './large-sets.ts'
import { lookAhead, type Judge } from './look-ahead.ts'
import { countRows, othersThan, pagesOf, rowsAsked, type PersonRow } from './population-rows.ts'
import { makeCovered, makeNotGreen, membersOf, type Members } from './small-sets.ts'
import { ensureLists, fedLists } from './status-lists.ts'

/** What the operator decides about feeds. */
export interface FeedSettings {
  readonly populationKey: PopulationKey
  /** One in 2^rate of strangers is taken for covered. */
  readonly rate: number
  /** Seconds for which people are looked ahead: so long may a gate stay without an update and let cards pass. */
  readonly lookAhead: number
  /** Up to so many people both sets are made anew at each change. */
  readonly smallest: number
  /** Whether who only said who they are is in the sets. */
  readonly hasDeclared: boolean
  /** Whom another office assessed: rows that hold as they are. */
  readonly others: readonly PopulationRow[]
  /** Where large sets lie while they are made. */
  readonly folder: string
  /** Places of a status list; as many as a month's codes of a city where none are named. */
  readonly entries?: number
}

/** What feeds are gathered from. */
export type FeedDesk = Pick<Desk, 'store' | 'statusStore' | 'issuer' | 'rules'>

/** Gives the function that gathers. */
export function openFeeds(
  desk: FeedDesk,
  settings: FeedSettings,
  judge: Judge,
): (now: Date) => Promise<Feeds> {
  const { store, statusStore, issuer } = desk
  const large = openLargeSets(desk, settings, judge)
  return async (now) => {
    ensureLists(statusStore, issuer, now, settings.entries)
    const lists = fedLists(statusStore, issuer, now)
    const ruleSet = inForce(desk.rules, now)
    if (ruleSet === undefined) return { lists, population: undefined }
    const asked = rowsAsked(desk, ruleSet, settings)
    const isSmall = countRows(store, asked) <= settings.smallest
    const population = isSmall
      ? await smallSets(desk, settings, judge, ruleSet, now)
      : await large(ruleSet, now)
    return { lists, population }
  }
}

async function smallSets(
  desk: FeedDesk,
  settings: FeedSettings,
  judge: Judge,
  ruleSet: CompiledRuleSet,
  now: Date,
): Promise<FedPopulation | undefined> {
  const { issuer, store, rules } = desk
  const { populationKey, rate } = settings
  const seconds = Math.floor(now.getTime() / 1000)
  const limit = seconds + settings.lookAhead
  const people = [...pagesOf(store, rowsAsked(desk, ruleSet, settings), 'standing')].flat()
  const others = othersThan(people, settings.others)
  const members = async (of: CompiledRuleSet, rows: readonly PersonRow[]): Promise<Members> => {
    const held: PersonRow[] = []
    for (const row of rows) held.push(await lookAhead(row, { judge, ruleSet: of, limit }))
    return membersOf([...held, ...others], populationKey.key, limit)
  }
  const own = await members(ruleSet, people)
  if (own.universe.count === 0) return undefined
  const covered = await makeCovered(own, rate)
  const next = rules.versions.find(({ from }) => from > seconds && from < limit)?.compiled
  const versions = [{ version: ruleSet.set.version, made: await makeNotGreen(own) }]
  if (next !== undefined) {
    const at = new Date(next.from * 1000)
    const then: PersonRow[] = []
    for (const row of people) then.push({ ...row, ...(await judge(row.person, next, at)) })
    const made = await makeNotGreen(await members(next, then))
    versions.push({ version: next.set.version, made })
  }
  const headers = versions.map(({ version, made }) => ({
    common: {
      ...{ version, issuer, assessedAt: instantOf(seconds), limit: instantOf(limit) },
      key: populationKey.id,
      universe: universePayload(own.universe),
      idTypes: [...new Set([...people, ...others].map(({ type }) => type))].sort(),
      counts: countsPayload(made.counts),
    },
    made,
  }))
  return {
    ruleSet: rules.ruleSet,
    covered: headers.map(({ common }) => ({ ...common, rate, data: named(covered) })),
    notGreen: headers.map(({ common, made }) => ({
      ...common,
      classes: classesPayload(made.classes),
      data: named(made.data),
      patches: [],
    })),
    data: [covered, ...versions.map(({ made }) => made.data)],
    people: own.universe.count,
  }
}
