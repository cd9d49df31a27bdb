/** Takes a heartbeat into the store: checked, once, bounded, and held against what is known. */
import type { DatabaseSync } from 'node:sqlite'
import type { Commit } from '../collect/commit-queue.ts'
import { Problem } from '../collect/problem.ts'
import type { StationKeys } from '../collect/station-keys.ts'
import { digestsIn, openDigests, type Digest, type Raised } from './digests.ts'
import type { StationSaid } from './fleet-state.ts'
import { addCount } from './chart.ts'
import { nextHeld, type Held } from './held.ts'
import { openHeartbeat } from './open-heartbeat.ts'
import { openTwins } from './twins.ts'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'

/** What a collector answers a heartbeat with. */
export interface HeartbeatAnswer {
  /** With milliseconds: the station measures its clock by it. */
  readonly at: string
  /** Nothing was done: it was here before, or is older than what is known. */
  readonly known?: true
}

/**
 * Takes a heartbeat.
 *
 * @param sender - The station that the carrier says it comes from, where it says so.
 */
export type TakeHeartbeat = (jws: string, sender?: readonly string[]) => Promise<HeartbeatAnswer>

/** What takes heartbeats. */
export interface HeartbeatOptions {
  readonly db: DatabaseSync
  readonly commit: Commit
  readonly keys: () => StationKeys
  readonly now: () => Date
  /** Told of each alarm, once. */
  readonly onAlarm: (raised: Raised) => void
  /** Told of a station that two machines speak as, once a day. */
  readonly onTwin: (station: string) => void
  /** Told when the newest state of a station changed. */
  readonly onTaken: () => void
}

/** How many at once, and how long until one more. */
const burst = { most: 10, refillMs: 5_000 } as const
/** A start that lies further ahead was told by a wrong clock. */
const aheadMs = 60_000
/** A station gives up a heartbeat after 20 s: what comes later was held back, or somebody told the station a wrong time. */
const heldBackMs = 30_000

/** Opens it. */
export function openHeartbeats(options: HeartbeatOptions): TakeHeartbeat {
  const { db, commit, keys, now, onAlarm, onTwin, onTaken } = options
  const digests = openDigests(db)
  const newest = db.prepare('SELECT started, documents, held FROM heartbeat WHERE station = ?')
  const counted = db.prepare('SELECT n FROM heartbeatStart WHERE station = ? AND started = ?')
  const count = db.prepare(
    `INSERT INTO heartbeatStart VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET n = excluded.n, heard = excluded.heard`,
  )
  const keep = db.prepare('INSERT OR REPLACE INTO heartbeat VALUES (?, ?, ?, ?, ?, ?, ?)')
  const addMinute = db.prepare(
    `INSERT INTO heartbeatMinute VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET heartbeats = heartbeats + 1, heard = excluded.heard,
        everySeconds = excluded.everySeconds, lane = excluded.lane, software = excluded.software,
        bundle = excluded.bundle, ruleSet = excluded.ruleSet, rules = excluded.rules,
        offsetMs = excluded.offsetMs, unsent = excluded.unsent, pass = pass + excluded.pass,
        "check" = "check" + excluded."check", stop = stop + excluded.stop,
        invalid = invalid + excluded.invalid, unreadable = unreadable + excluded.unreadable,
        passed = passed + excluded.passed`,
  )
  const isAlarmed = db.prepare('SELECT 1 FROM alarm WHERE station = ? LIMIT 1')
  const twins = openTwins(db)
  const add = addCount(db)
  const may = openBucket()
  // Of their own: the second machine must not make the first one silent.
  const mayTwin = openBucket()

  const isKnown = (
    { station, started, n }: Heartbeat,
    last: Readonly<Record<string, unknown>> | undefined,
    at: number,
  ): boolean => {
    const taken = counted.get(station, started)
    if (taken !== undefined && n <= Number(taken['n'])) return true
    if (last === undefined) return false
    const newestStart = String(last['started'])
    return started < newestStart && Date.parse(newestStart) <= at + aheadMs
  }

  /** Whether it is news of a start that another one has followed: that process is still there, on another machine. */
  const isTwin = (
    { station, started, n, at }: Heartbeat,
    last: Readonly<Record<string, unknown>> | undefined,
  ): boolean => {
    if (last === undefined || last['started'] === started) return false
    const newestStart = String(last['started'])
    const taken = counted.get(station, started)
    if (taken !== undefined && n <= Number(taken['n'])) return false
    // What the process that ended said last may come after what the next one says first.
    return started < newestStart ? at > newestStart : taken !== undefined
  }
  const noteTwin = ({ station, started, n }: Heartbeat, at: number): boolean => {
    count.run(station, started, n, at)
    return twins.note(station, at)
  }

  const store = (heartbeat: Heartbeat, at: number): readonly Raised[] | undefined => {
    const { station, started, n, minute } = heartbeat
    const last = newest.get(station)
    if (isKnown(heartbeat, last, at)) return undefined
    if (isTwin(heartbeat, last) && noteTwin(heartbeat, at)) onTwin(station)
    count.run(station, started, n, at)
    const documents = JSON.stringify(digestsIn(heartbeat))
    const isSame = last?.['documents'] === documents && isAlarmed.get(station) === undefined
    const before = last === undefined ? [] : (JSON.parse(String(last['held'])) as readonly Held[])
    const held = JSON.stringify(nextHeld(before, heartbeat, at))
    const said = saidOf(heartbeat, at)
    keep.run(station, started, n, at, JSON.stringify(said), documents, held)
    const { outcomes, passed } = minute
    addMinute.run(
      ...[station, Math.floor(at / 60_000), at, said.everySeconds, said.lane, said.software],
      ...[said.bundle?.version ?? null, said.rules?.id ?? null, said.rules?.version ?? null],
      ...[said.clock.offsetMs, said.unsent.records, outcomes.pass, outcomes.check, outcomes.stop],
      ...[outcomes.invalid, outcomes.unreadable, passed],
    )
    const hour = Math.floor(at / 3_600_000) * 60
    for (const [outcome, times] of Object.entries(outcomes)) add(hour, 'outcome', outcome, times)
    add(hour, 'passed', '', passed)
    return isSame ? [] : digests.hear(station, JSON.parse(documents) as readonly Digest[], at)
  }

  return async (jws, sender) => {
    const heartbeat = openHeartbeat(jws, (station) => keys().get(station))
    const { station } = heartbeat
    if (sender !== undefined && !sender.includes(station)) throw new Problem('wrong-sender')
    const at = now().getTime()
    const known = (): HeartbeatAnswer => ({ at: now().toISOString(), known: true })
    const last = newest.get(station)
    if (isKnown(heartbeat, last, at)) {
      // Whoever repeats what a station has said uses up nothing of what it may say.
      if (!isTwin(heartbeat, last) || !mayTwin(station, at)) return known()
      if (await commit(() => noteTwin(heartbeat, at))) onTwin(station)
      onTaken()
      return known()
    }
    if (!may(station, at)) throw new Problem('too-often')
    const raised = await commit(() => store(heartbeat, at))
    if (raised === undefined) return known()
    for (const each of raised) onAlarm(each)
    onTaken()
    return { at: now().toISOString() }
  }
}

/** What its newest heartbeat says, as the state has it. */
function saidOf(heartbeat: Heartbeat, at: number): StationSaid {
  const { bundle, rules, clock, devices, unsent, journal } = heartbeat
  const { documents: _, format: __, station: ___, minute: ____, ...rest } = heartbeat
  const heardOffset = at - Date.parse(heartbeat.at)
  const { offsetMs } = clock
  const isMeasured = offsetMs !== null && Math.abs(heardOffset - offsetMs) <= heldBackMs
  return {
    ...rest,
    rules: rules && { id: rules[0], version: rules[1], sha256: rules[2] },
    bundle: bundle && { version: bundle[0], sha256: bundle[1] },
    clock: {
      suspect: clock.suspect,
      floor: clock.floor,
      offsetMs: isMeasured ? offsetMs : heardOffset,
      by: isMeasured ? 'station' : 'heard',
    },
    devices: devices.map(([name, kind, state]) => ({ name, kind, state })),
    unsent: { records: unsent[0], oldest: unsent[1] },
    journal: { segment: journal[0], seq: journal[1], head: journal[2] },
  }
}

/** Whether a station may send now. */
function openBucket(): (station: string, at: number) => boolean {
  const buckets = new Map<string, { left: number; at: number }>()
  return (station, at) => {
    const bucket = buckets.get(station) ?? { left: burst.most, at }
    const passed = Math.max(0, at - bucket.at) / burst.refillMs
    const left = Math.min(burst.most, bucket.left + passed)
    const may = left >= 1
    buckets.set(station, { left: may ? left - 1 : left, at })
    return may
  }
}
