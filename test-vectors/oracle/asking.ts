/** How a rule asks about a person at an instant: is there such a fact, on how many days, which was the last. */
import { dayAt } from './calendar.ts'
import type { Knowledge, Known, Row } from './person.ts'
import type { Terms } from './terms.ts'
import { maybe, no, opposite, yes, type Sure } from './truth.ts'

/** A person before the gate: what is known, and the time. */
export interface Who {
  readonly known: Knowledge
  readonly now: number
  /** The day it is in Hangzhou. */
  readonly today: number | undefined
  /** What the gate measured, if it did. */
  readonly heat: number | undefined
}

/** One rule as its decree words it, in the editions that have it. */
export interface Rule {
  readonly no: number
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly editions: readonly [first: number, last: number]
  /** Only in these cities; absent: in the base. */
  readonly cities?: readonly string[]
  /** Of a pass rule: a kind that need not be stated in full. */
  readonly without?: string
  readonly holds: (who: Who, by: Terms, edition: number) => Sure
}

/** Civil days gone by since a day; negative: it lies ahead. */
export const daysSince = (who: Who, day: number | undefined): number | undefined =>
  day === undefined || who.today === undefined ? undefined : who.today - day

/** Civil days gone by since the day of an instant. */
export const daysSinceInstant = (who: Who, at: number | undefined): number | undefined =>
  daysSince(who, dayAt(at))

/** Seconds gone by since an instant. */
export const secondsSince = (who: Who, at: number | undefined): number | undefined =>
  at === undefined ? undefined : who.now - at

/** Whether there is such a fact: where not all are stated there may always be one more. */
export const isThere = <R>({ rows, until }: Known<R>, such: (row: R) => Sure): Sure => {
  let found: Sure = until === undefined ? maybe : no
  for (const row of rows) {
    const sure = such(row)
    if (sure === yes) return yes
    if (sure > found) found = sure
  }
  return found
}

/** Whether there are so many such facts. */
export const areThere = <R>(
  { rows, until }: Known<R>,
  wanted: number,
  such: (row: R) => Sure,
): Sure => {
  let [surely, perhaps] = [0, until === undefined ? Infinity : 0]
  for (const row of rows) {
    const sure = such(row)
    if (sure === yes) surely += 1
    if (sure !== no) perhaps += 1
  }
  return surely >= wanted ? yes : perhaps < wanted ? no : maybe
}

/** Whether the person reported well on each of the last so many days, today among them, and never unwell. */
export const reportedWell = (who: Who, days: number): Sure => {
  const { rows, until } = who.known.checkin
  const wellDays: number[] = []
  const perhapsDays: number[] = []
  let unplaced = 0
  let unwell: Sure = until === undefined ? maybe : no
  for (const row of rows) {
    const day = dayAt(row.at)
    const since = daysSince(who, day)
    if (since !== undefined && (since < 0 || since >= days)) continue
    if (row.unwell === true && since !== undefined) return no
    if (row.unwell !== false && unwell === no) unwell = maybe
    if (row.unwell === true) continue
    // A report of no known day may be of any day that is missing.
    if (day === undefined) unplaced += 1
    else note(row.unwell === false && since !== undefined ? wellDays : perhapsDays, day)
  }
  const doubtful = perhapsDays.filter((day) => !wellDays.includes(day)).length + unplaced
  if (wellDays.length >= days) return opposite(unwell)
  return until !== undefined && wellDays.length + doubtful < days ? no : maybe
}

const note = (days: number[], day: number): void => {
  if (!days.includes(day)) days.push(day)
}

/** The latest of some days; undefined where there is none, or where one in doubt might be later. */
export const latestDay = <R>(
  { rows, until }: Known<R>,
  such: (row: R) => Sure,
  dayOf: (row: R) => number | undefined,
): number | undefined => {
  let latest: number | undefined
  for (const row of rows) {
    const sure = such(row)
    if (sure === no) continue
    const day = dayOf(row)
    if (sure === maybe || day === undefined) return undefined
    if (latest === undefined || day > latest) latest = day
  }
  return until === undefined ? undefined : latest
}

/** The result of the last test; undefined where no one test is the last, or its result is blank. */
export const lastResult = ({ rows, until }: Known<Row<'test'>>): string | undefined => {
  let last: Row<'test'> | undefined
  let differs = false
  for (const row of rows) {
    if (row.sampledAt === undefined) return undefined
    const before = last?.sampledAt ?? -Infinity
    if (row.sampledAt === before && row.result !== last?.result) differs = true
    if (row.sampledAt > before) [last, differs] = [row, false]
  }
  return until === undefined || differs ? undefined : last?.result
}
