/** What the hand-written rules are made of: three truth values, days, and what is asked of rows. */
import type { Known, KnownPerson } from './known-person.ts'

/** No, unknown, yes: the smaller of two is their "and", the larger their "or". */
export type Sure = 0 | 1 | 2

export const and = (a: Sure, b: Sure): Sure => (a < b ? a : b)
export const or = (a: Sure, b: Sure): Sure => (a > b ? a : b)
export const not = (a: Sure): Sure => (2 - a) as Sure
export const is = (value: unknown, wanted: unknown): Sure =>
  value === undefined ? 1 : value === wanted ? 2 : 0
export const within = (value: number | undefined, low: number, high: number): Sure =>
  value === undefined ? 1 : value >= low && value <= high ? 2 : 0

export const dayOf = (instant: number | undefined): number | undefined =>
  instant === undefined || instant < 684_867_600
    ? undefined
    : Math.floor((instant + 28_800) / 86_400)
export const since = (now: number, then: number | undefined): number | undefined =>
  then === undefined ? undefined : now - then

export const some = <Row>({ rows, until }: Known<Row>, where: (row: Row) => Sure): Sure => {
  let found: Sure = until === undefined ? 1 : 0
  for (const row of rows) {
    const value = where(row)
    if (value === 2) return 2
    found = or(found, value)
  }
  return found
}

export const highRisk = ['330327']
export const mediumRisk = ['330282', '440104', '440111']
export const ownSets = [
  'cn-33',
  ...Array.from({ length: 11 }, (_, i) => `cn-33${String(i + 1).padStart(2, '0')}`),
]
export const countries = ['DE', 'ES', 'FR', 'GB', 'IR', 'IT', 'JP', 'KR', 'US']
export const startsWithOne = (region: string | undefined, prefixes: readonly string[]): Sure =>
  region === undefined ? 1 : prefixes.some((prefix) => region.startsWith(prefix)) ? 2 : 0

/** The first day of birth that is not yet so many completed years ago; who was born on 29 February completes one on 1 March. */
export const bornAfter = (today: number, years: number): number => {
  const date = new Date(today * 86_400_000)
  const [year, month] = [date.getUTCFullYear() - years, date.getUTCMonth()]
  const then = new Date(Date.UTC(year, month, date.getUTCDate()))
  // Where that year has no 29 February, Date makes it 1 March.
  return then.getTime() / 86_400_000 + (then.getUTCMonth() === month ? 1 : 0)
}

/** Whether the person reported well on each of the last so many days, and never unwell. */
export const reportedWell = (
  { rows, until }: KnownPerson['checkin'],
  today: number,
  days: number,
): Sure => {
  const [well, perhaps] = [new Set<number>(), new Set<number>()]
  let unplaced = 0
  let unwell: Sure = until === undefined ? 1 : 0
  for (const row of rows) {
    const day = dayOf(row.at)
    const recent = within(since(today, day), 0, days - 1)
    if (recent === 0) continue
    unwell = or(unwell, and(is(row.unwell, true), recent))
    const isWell = and(is(row.unwell, false), recent)
    if (isWell === 0) continue
    if (day === undefined) unplaced++
    else (isWell === 2 ? well : perhaps).add(day)
  }
  for (const day of perhaps) if (!well.has(day)) unplaced++
  const enough = well.size >= days ? 2 : until !== undefined && well.size + unplaced < days ? 0 : 1
  return and(enough, not(unwell))
}

/** The latest day among rows; undefined where it is in doubt. */
export const latest = <Row>(
  { rows, until }: Known<Row>,
  where: (row: Row) => Sure,
  day: (row: Row) => number | undefined,
): number | undefined => {
  let last: number | undefined
  for (const row of rows) {
    const value = where(row)
    if (value === 0) continue
    const at = day(row)
    if (value === 1 || at === undefined) return undefined
    if (last === undefined || at > last) last = at
  }
  return until === undefined ? undefined : last
}

/** Whether the last test has no clear result. */
export const lastIsInconclusive = ({ rows, until }: KnownPerson['test']): Sure => {
  let last: KnownPerson['test']['rows'][number] | undefined
  let isTied = false
  for (const row of rows) {
    if (row.sampledAt === undefined) return 1
    const before = last?.sampledAt ?? -Infinity
    if (row.sampledAt === before && row.result !== last?.result) isTied = true
    if (row.sampledAt > before) [last, isTied] = [row, false]
  }
  return until === undefined || isTied || last === undefined ? 1 : is(last.result, 'inconclusive')
}
