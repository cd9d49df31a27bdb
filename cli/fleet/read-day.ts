/** Reads a day of a fleet out of a collector's store. */
import type { Collection } from '../collect/open-collection.ts'
import { instantText } from '../edges/instant.ts'
import { readAlarms } from './alarms.ts'
import type { DayReport, StationDay } from './day-report.ts'
import type { OutcomeCounts } from '../../kiosk/shared/heartbeat.ts'
import { oddAfter } from './odd.ts'
import { addOutcomes, noOutcomes, outcomesOf } from './outcomes.ts'
import { readHours } from './read-charts.ts'
import { gapsByStation } from './read-fleet.ts'

type Row = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * Reads it.
 *
 * @param day - Its beginning, in UTC.
 */
export function readDay(collection: Collection, day: Date, now: Date): DayReport {
  const { db } = collection
  const from = day.getTime()
  const until = Math.min(from + dayMs, Math.max(from, now.getTime()))
  const gaps = gapsByStation(collection)
  const alarms = readAlarms(db, from, from + dayMs)
  // What was said before the day says whether it began silent.
  const said = new Map<string, Row[]>()
  const spoken = db
    .prepare('SELECT * FROM heartbeatMinute WHERE minute >= ? AND minute < ? ORDER BY minute')
    .all((from - dayMs) / minuteMs, (from + dayMs) / minuteMs)
  for (const row of spoken) {
    const station = String(row['station'])
    const rows = said.get(station)
    if (rows === undefined) said.set(station, [row])
    else rows.push(row)
  }
  const receipts = new Map(
    db
      .prepare(
        `SELECT t.name AS station, count(*) AS n FROM record r
          JOIN segment s ON s.id = r.segment JOIN station t ON t.id = s.station
          WHERE r.at >= ? AND r.at < ? AND r.outcome IS NOT NULL GROUP BY t.id`,
      )
      .all(instantText(day), instantText(new Date(from + dayMs)))
      .map(({ station, n }) => [String(station), Number(n)]),
  )
  const enrolled = db.prepare('SELECT station FROM enrolled').all()
  const names = new Set([
    ...enrolled.map(({ station }) => String(station)),
    ...[...said].flatMap(([station, rows]) => (rows.some(isOf(from)) ? [station] : [])),
    ...receipts.keys(),
  ])
  const stations = [...names].toSorted().map((station): StationDay => ({
    ...dayOf(said.get(station) ?? [], from, until),
    station,
    receipts: receipts.get(station) ?? 0,
    gaps: gaps.get(station) ?? [],
    alarms: alarms.filter((alarm) => alarm.said.station === station).length,
  }))
  const sum = (of: (day: StationDay) => number): number =>
    stations.reduce((total, each) => total + of(each), 0)
  return {
    format: 'greengate-fleet-day-1',
    day: instantText(day).slice(0, 10),
    from: instantText(day),
    until: instantText(new Date(until)),
    made: instantText(now),
    stations,
    total: {
      stations: stations.length,
      heartbeats: sum(({ heartbeats }) => heartbeats),
      silentMinutes: sum(({ silentMinutes }) => silentMinutes),
      outcomes: stations.reduce((all, { outcomes }) => addOutcomes(all, outcomes), noOutcomes),
      passed: sum(({ passed }) => passed),
      receipts: sum((each) => each.receipts),
    },
    hours: readHours(db, from / minuteMs, (from + dayMs) / minuteMs),
    alarms,
  }
}

const isOf =
  (from: number) =>
  ({ minute }: Row): boolean =>
    Number(minute) * minuteMs >= from

function dayOf(
  rows: readonly Row[],
  from: number,
  until: number,
): Omit<StationDay, 'station' | 'receipts' | 'gaps' | 'alarms'> {
  const own = rows.filter(isOf(from))
  const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]
  const whole = (name: string): readonly number[] =>
    own.flatMap((row) => (row[name] === null ? [] : [Number(row[name])]))
  const rules = distinct(
    own.flatMap(({ ruleSet, rules: version }) =>
      typeof ruleSet === 'string' ? [`${Number(version)} ${ruleSet}`] : [],
    ),
  ).map((text) => ({
    id: text.slice(text.indexOf(' ') + 1),
    version: Number(text.slice(0, text.indexOf(' '))),
  }))
  const offsets = whole('offsetMs')
  return {
    lane: own.length === 0 ? null : String(own.at(-1)?.['lane']),
    heartbeats: whole('heartbeats').reduce((sum, n) => sum + n, 0),
    silentMinutes: silentMinutes(rows, from, until),
    bundles: distinct(whole('bundle')),
    rules,
    software: distinct(own.map(({ software }) => String(software))),
    outcomes: own.reduce<OutcomeCounts>(
      (all, row) => addOutcomes(all, outcomesOf(row)),
      noOutcomes,
    ),
    passed: whole('passed').reduce((sum, n) => sum + n, 0),
    worstOffsetMs: offsets.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
    mostUnsent: Math.max(0, ...whole('unsent')),
  }
}

/** Minutes of the span after three intervals without a heartbeat, until the next one. */
function silentMinutes(rows: readonly Row[], from: number, until: number): number {
  const heard = rows.map((row) => ({
    at: Number(row['heard']),
    endsAt: Number(row['heard']) + oddAfter.silentIntervals * Number(row['everySeconds']) * 1000,
  }))
  let silentMs = 0
  // Until the first one nothing is known: silence.
  let heardUntil = from
  for (const { at, endsAt } of heard) {
    if (at >= from) silentMs += Math.max(0, Math.min(at, until) - Math.max(heardUntil, from))
    heardUntil = Math.max(heardUntil, endsAt)
  }
  silentMs += Math.max(0, until - heardUntil)
  return Math.floor(silentMs / minuteMs)
}
