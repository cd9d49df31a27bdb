/** Reads what is drawn over time. */
import type { DatabaseSync } from 'node:sqlite'
import { instantText } from '../edges/instant.ts'
import type { FleetCharts } from './fleet-state.ts'
import { outcomesOf } from './outcomes.ts'

/** How far back, in minutes. */
const spans = { versions: 24 * 60, hours: 48 * 60, minutes: 120 } as const

/** All of it up to now. */
export function readCharts(db: DatabaseSync, now: Date): FleetCharts {
  const minute = Math.floor(now.getTime() / 60_000)
  return {
    versions: readVersions(db, minute - spans.versions),
    hours: readHours(db, minute - spans.hours),
    minutes: db
      .prepare(`SELECT minute, n FROM chart WHERE name = 'receipts' AND minute > ? ORDER BY minute`)
      .all(minute - spans.minutes)
      .map((row) => ({ at: instantOf(row['minute']), receipts: Number(row['n']) })),
  }
}

/** Hours of decisions and passages, from a minute on. */
export function readHours(
  db: DatabaseSync,
  from: number,
  until = Number.MAX_SAFE_INTEGER,
): FleetCharts['hours'] {
  const hours = new Map<number, Record<string, number>>()
  const rows = db
    .prepare(
      `SELECT minute, name, key, n FROM chart
        WHERE name IN ('outcome', 'passed') AND minute >= ? AND minute < ? ORDER BY minute`,
    )
    .all(from, until)
  for (const row of rows) {
    const hour = hours.get(Number(row['minute'])) ?? {}
    hour[row['name'] === 'passed' ? 'passed' : String(row['key'])] = Number(row['n'])
    hours.set(Number(row['minute']), hour)
  }
  return [...hours].map(([minute, counts]) => ({
    at: instantOf(minute),
    outcomes: outcomesOf(counts),
    passed: counts['passed'] ?? 0,
  }))
}

function readVersions(db: DatabaseSync, from: number): FleetCharts['versions'] {
  type Counts = { version: number; stations: number }[]
  const whats = new Map<string, Map<number, Counts>>()
  const rows = db
    .prepare(
      `SELECT minute, substr(name, 9) AS what, key, n FROM chart
        WHERE name >= 'version:' AND name < 'version;' AND minute > ? ORDER BY name, minute, n DESC`,
    )
    .all(from)
  for (const { minute, what, key, n } of rows) {
    const points = whats.get(String(what)) ?? new Map<number, Counts>()
    const counts = points.get(Number(minute)) ?? []
    counts.push({ version: Number(key), stations: Number(n) })
    points.set(Number(minute), counts)
    whats.set(String(what), points)
  }
  return [...whats].map(([what, points]) => ({
    what,
    points: [...points].map(([minute, counts]) => ({ at: instantOf(minute), counts })),
  }))
}

const instantOf = (minute: unknown): string => instantText(new Date(Number(minute) * 60_000))
