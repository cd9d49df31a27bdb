/** Reads the state of a fleet out of a collector's store. */
import { findGaps } from '../collect/read-status.ts'
import type { Collection } from '../collect/open-collection.ts'
import { instantText } from '../edges/instant.ts'
import { readAlarms, wrongOf } from './alarms.ts'
import {
  oddityKinds,
  type FleetState,
  type Norm,
  type Oddity,
  type StationSaid,
  type StationState,
} from './fleet-state.ts'
import type { Held } from './held.ts'
import { oddOf, type StationRow } from './odd.ts'
import { readCharts } from './read-charts.ts'
import { noOutcomes, outcomesOf } from './outcomes.ts'

type Gap = Extract<Oddity, { readonly kind: 'gap' }>

/** Holes by station: what is dear to find, and changes slowly. */
export type Gaps = ReadonlyMap<string, readonly Gap[]>

const mostGaps = 20
const hourMinutes = 60

/** The state now. */
export function readFleet(
  collection: Collection,
  now: Date,
  gaps: Gaps = gapsByStation(collection),
): FleetState {
  const { db } = collection
  const norms = readNorms(collection)
  const rows = readRows(collection, gaps)
  const collected = new Map(
    db
      .prepare(
        `SELECT t.name, lastSeen, sum(lastSeq) AS records
          FROM station t LEFT JOIN segment s ON s.station = t.id GROUP BY t.id`,
      )
      .all()
      .map((row) => [String(row['name']), row]),
  )
  const lastHour = new Map(
    db
      .prepare(
        `SELECT station, sum(pass) AS pass, sum("check") AS "check", sum(stop) AS stop,
          sum(invalid) AS invalid, sum(unreadable) AS unreadable, sum(passed) AS passed
          FROM heartbeatMinute WHERE minute > ? GROUP BY station`,
      )
      .all(Math.floor(now.getTime() / 60_000) - hourMinutes)
      .map((row) => [String(row['station']), row]),
  )
  const stations = rows.map((row): StationState => {
    const { station, heard, said } = row
    const records = collected.get(station)
    const hour = lastHour.get(station)
    return {
      station,
      heard: heard === null ? null : instantText(new Date(heard)),
      ageSeconds: heard === null ? null : Math.floor(Math.abs(now.getTime() - heard) / 1000),
      lastRecords: records === undefined ? null : String(records['lastSeen']),
      records: Number(records?.['records'] ?? 0),
      said,
      lastHour: {
        outcomes: hour === undefined ? noOutcomes : outcomesOf(hour),
        passed: Number(hour?.['passed'] ?? 0),
      },
      oddities: oddOf(row, norms, now),
    }
  })
  const isOdd = ({ oddities }: StationState): boolean => oddities.length > 0
  const alarms = readAlarms(db)
  return {
    format: 'greengate-fleet-state-1',
    at: instantText(now),
    stations: stations.toSorted((a, b) => gravity(a) - gravity(b)),
    count: {
      stations: stations.length,
      odd: stations.filter(isOdd).length,
      silent: stations.filter(({ oddities }) => oddities.some(({ kind }) => kind === 'silent'))
        .length,
      alarms: alarms.length,
    },
    norms,
    alarms,
    charts: readCharts(db, now),
  }
}

/** Of its gravest oddity, which is its first. */
function gravity({ oddities: [first] }: StationState): number {
  return first === undefined ? oddityKinds.length : oddityKinds.indexOf(first.kind)
}

/** What is known of every enrolled station, by name. */
export function readRows({ db }: Collection, gaps: Gaps): readonly StationRow[] {
  const digests = new Map<string, { document: string; version: number }[]>()
  for (const alarm of readAlarms(db)) {
    const { document, version } = alarm
    for (const station of wrongOf(alarm)) {
      const own = digests.get(station) ?? []
      if (!own.some((each) => each.document === document && each.version === version)) {
        own.push({ document, version })
      }
      digests.set(station, own)
    }
  }
  return db
    .prepare(
      `SELECT e.station, heard, said, held, seen FROM enrolled e
        LEFT JOIN heartbeat h ON h.station = e.station
        LEFT JOIN twin t ON t.station = e.station ORDER BY e.station`,
    )
    .all()
    .map(({ station, heard, said, held, seen }): StationRow => {
      const name = String(station)
      return {
        station: name,
        heard: heard === null ? null : Number(heard),
        said: said === null ? null : (JSON.parse(String(said)) as StationSaid),
        held: held === null ? [] : (JSON.parse(String(held)) as readonly Held[]),
        twin: seen === null ? undefined : Number(seen),
        digests: digests.get(name) ?? [],
        gaps: gaps.get(name) ?? [],
      }
    })
}

/** What stations should have. */
export function readNorms({ db }: Collection): readonly Norm[] {
  return db
    .prepare('SELECT what, version, since, "by" AS byWhom FROM norm ORDER BY what')
    .all()
    .map(({ what, version, since, byWhom }) => ({
      what: String(what),
      version: Number(version),
      since: instantText(new Date(Number(since))),
      by: byWhom === 'published' ? 'published' : 'most',
    }))
}

/** Finds the holes of every station. */
export function gapsByStation(collection: Collection): Gaps {
  const gaps = new Map<string, Gap[]>()
  for (const { station, ...gap } of findGaps(collection)) {
    const own = gaps.get(station) ?? []
    if (own.length < mostGaps) own.push({ kind: 'gap', ...gap })
    gaps.set(station, own)
  }
  return gaps
}
