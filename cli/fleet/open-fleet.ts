/** The fleet at a running collector: takes heartbeats, keeps norms, charts and history, and tells of alarms. */
import type { Commit } from '../collect/commit-queue.ts'
import type { Collection } from '../collect/open-collection.ts'
import { Notice } from '../collect/notice.ts'
import { Problem } from '../collect/problem.ts'
import type { Known } from '../collect/station-keys.ts'
import { openDigests, type Digest, type Raised } from './digests.ts'
import type { FleetState } from './fleet-state.ts'
import { nextNorms } from './norms.ts'
import { isSilent } from './odd.ts'
import { publishedIn, type Published } from './published.ts'
import { gapsByStation, readFleet, readNorms, readRows } from './read-fleet.ts'
import { openHeartbeats, type TakeHeartbeat } from './take-heartbeat.ts'

/** What it works with. */
export interface FleetOptions {
  readonly collection: Collection
  readonly commit: Commit
  readonly known: () => Known
  readonly now: () => Date
  readonly tell: (error: unknown) => void
}

/** It. */
export interface Fleet {
  readonly take: TakeHeartbeat
  /** The state; what is asked for many times a second is made once. */
  state(): FleetState
  /** Hears when the state has changed, until what it returns is called. */
  listen(changed: () => void): () => void
  /** Whose heartbeats are waited for, and what is published: after keys were read. */
  renew(): Promise<void>
  /** What is done every minute: norms, the chart of versions, gaps. */
  look(): Promise<void>
  /** Takes away what is older than is kept. */
  retire(): Promise<void>
}

/** How long history is kept. */
const keptMs = 35 * 86_400_000
const chartMinutes = 10
const freshMs = 1_000

/** Told to the operator: a second digest of a known version. */
export class DigestAlarmed extends Notice {
  override name = 'DigestAlarmed'
  readonly raised: Raised
  constructor(raised: Raised) {
    const { document, version, station } = raised
    super(
      `ALARM: ${station} has another digest of ${document} version ${version} than is known; see greengate fleet`,
    )
    this.raised = raised
  }
}

/** Opens it. */
export function openFleet({ collection, commit, known, now, tell }: FleetOptions): Fleet {
  const { db } = collection
  const digests = openDigests(db)
  const listeners = new Set<() => void>()
  let gaps = gapsByStation(collection)
  let state: { readonly at: number; readonly value: FleetState } | undefined
  let published: Published | undefined

  const changed = (): void => {
    state = undefined
    for (const listener of listeners) listener()
  }
  const onTwin = (station: string): void => {
    tell(new Notice(`${station}: two machines speak as it; see greengate fleet`))
  }
  const onAlarm = (raised: Raised): void => {
    tell(new DigestAlarmed(raised))
  }
  /** A store that cannot be written is told of, and looked at again the next time. */
  const written = async <T>(work: () => T): Promise<T | undefined> => {
    try {
      return await commit(work)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      tell(error)
      return undefined
    }
  }

  const enrol = db.prepare('INSERT INTO enrolled VALUES (?) ON CONFLICT DO NOTHING')
  const setNorm = db.prepare('INSERT OR REPLACE INTO norm VALUES (?, ?, ?, ?)')
  const clearPoint = db.prepare(
    "DELETE FROM chart WHERE minute = ? AND name >= 'version:' AND name < 'version;'",
  )
  const addPoint = db.prepare(
    'INSERT INTO chart VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1',
  )

  const look = async (): Promise<void> => {
    await written(() => {
      gaps = gapsByStation(collection)
      const at = now()
      const rows = readRows(collection, gaps)
      const norms = nextNorms(rows, readNorms(collection), published?.versions, at)
      const drawn = new Set(norms.map((norm) => norm.what))
      for (const { what, version, since, by } of norms) {
        setNorm.run(what, version, Date.parse(since), by)
      }
      const minute = Math.floor(at.getTime() / 60_000 / chartMinutes) * chartMinutes
      clearPoint.run(minute)
      for (const row of rows.filter((each) => !isSilent(each, at))) {
        const { bundle = null, rules = null } = row.said ?? {}
        if (bundle !== null) addPoint.run(minute, 'version:bundle', String(bundle.version))
        const what = `rules/${rules?.id ?? ''}`
        // What one station alone names is no chart of its own.
        if (rules !== null && drawn.has(what))
          addPoint.run(minute, `version:${what}`, String(rules.version))
      }
    })
    changed()
  }

  return {
    take: openHeartbeats({
      ...{ db, commit, now, onAlarm, onTwin, onTaken: changed },
      keys: () => known().keys,
    }),
    state() {
      const at = now().getTime()
      if (state === undefined || Math.abs(at - state.at) > freshMs) {
        state = { at, value: readFleet(collection, now(), gaps) }
      }
      return state.value
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async renew() {
      const { keys, bundle } = known()
      published = bundle === undefined ? published : publishedIn(bundle, now())
      const raised = await written(() => {
        db.exec('DELETE FROM enrolled')
        for (const station of keys.keys()) enrol.run(station)
        return digests.publish(published?.digests ?? [], now().getTime())
      })
      for (const each of raised ?? []) onAlarm(each)
      await look()
    },
    look,
    async retire() {
      const before = now().getTime() - keptMs
      await written(() => {
        const minute = Math.floor(before / 60_000)
        db.prepare('DELETE FROM heartbeatMinute WHERE minute < ?').run(minute)
        db.prepare('DELETE FROM chart WHERE minute < ?').run(minute)
        db.prepare('DELETE FROM heartbeatStart WHERE heard < ?').run(before)
        retireDigests(collection, before)
      })
    },
  }
}

/** Digests that nobody has said or published for so long; what somebody has now, and what an alarm is about, stays. */
function retireDigests({ db }: Collection, before: number): void {
  const inUse = new Set(
    db
      .prepare('SELECT documents FROM heartbeat')
      .all()
      .flatMap(({ documents }) => JSON.parse(String(documents)) as readonly Digest[])
      .map(([document, version]) => `${document} ${version}`),
  )
  const remove = db.prepare('DELETE FROM digest WHERE document = ? AND version = ?')
  const old = db
    .prepare(
      `SELECT document, version FROM digest d GROUP BY document, version HAVING max(at) < ?
        AND NOT EXISTS (SELECT 1 FROM alarm a WHERE a.document = d.document AND a.version = d.version)`,
    )
    .all(before)
  for (const { document, version } of old) {
    const [name, number] = [String(document), Number(version)]
    if (!inUse.has(`${name} ${number}`)) remove.run(name, number)
  }
}
