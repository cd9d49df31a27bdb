/** The schedule on which a bundle in force degrades, for each class of verifier (docs/bundle.md 5). */
import { shapeOf } from '../encoding/json-shape.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** How data reach a verifier: it asks a server, or they are carried to it. */
export type VerifierClass = 'poll' | 'stick'

/** What has a row in the schedule. */
export type FreshnessRow = 'timestamp' | 'status' | 'notGreen' | 'covered' | 'trust' | 'facts'

/** Seconds: from `limit` on data are late, beyond `grace` decisions degrade. */
export interface Limit {
  readonly limit: number
  readonly grace: number
}

/** A row that is absent is stale at once. */
export type Schedule = ReadonlyMap<FreshnessRow, Limit>

/** `late` is told, `stale` decides. */
export type Freshness = 'fresh' | 'late' | 'stale'

const rows = ['timestamp', 'status', 'notGreen', 'covered', 'trust', 'facts'] as const

/** Reads root's member `freshness`. */
export function parseFreshness(value: unknown): Readonly<Record<VerifierClass, Schedule>> {
  const both = shape.record(value, 'freshness', ['poll', 'stick'])
  return {
    poll: parseSchedule(both['poll'], 'freshness.poll'),
    stick: parseSchedule(both['stick'], 'freshness.stick'),
  }
}

function parseSchedule(value: unknown, where: string): Schedule {
  shape.record(value, where, [], rows)
  return shape.entries(value, where, parseLimit) as ReadonlyMap<string, Limit> as Schedule
}

function parseLimit(value: unknown, where: string): Limit {
  const row = shape.record(value, where, ['limit', 'grace'])
  const limit = shape.integer(row['limit'], `${where}.limit`, 1)
  return { limit, grace: shape.integer(row['grace'], `${where}.grace`, limit) }
}

/** How fresh something is that was signed so many seconds ago. */
export function freshnessOf(age: number, row: Limit | undefined): Freshness {
  if (row === undefined || age > row.grace) return 'stale'
  return age > row.limit ? 'late' : 'fresh'
}
