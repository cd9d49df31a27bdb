/** What a station says of itself about every minute (docs/fleet.md 2): what its dashboard shows, and no person in it. */
import { ruleSetInForce, type Bundle, type InstantText, type Outcome } from 'greengate'
import type { Heartbeat } from '../../shared/heartbeat.ts'
import type { Service } from '../../shared/kiosk-api.ts'
import type { Dashboard } from '../../shared/staff-api.ts'
import type { Journal } from '../journal/journal.ts'

/** Whose it is, and which of its heartbeats. */
export interface HeartbeatParts {
  readonly station: string
  readonly lane: string
  readonly ruleSet: string
  readonly started: InstantText
  readonly n: number
  readonly everySeconds: number
  readonly bundle: Bundle
  readonly head: ReturnType<Journal['head']>
  readonly service: Service
  readonly look: Dashboard
  /** The first minute that no heartbeat before this one has counted. */
  readonly since: InstantText
}

const most = { documents: 100, devices: 64 } as const
/** The payload may be 16,384; names of members are at most 200 characters, and mostly 20. */
const documentsBytes = 12_000

/** Makes it. */
export function heartbeatOf(parts: HeartbeatParts, now: Date): Heartbeat {
  const { station, lane, started, n, everySeconds, bundle, head, service, look, since } = parts
  const { versions, clock, storage, unsent } = look
  const { snapshot } = bundle
  const { offsetMs } = clock
  return {
    format: 'greengate-heartbeat-1',
    ...{ station, at: look.at, started, n, everySeconds },
    ...{ software: versions.app, lane, service, gate: look.gate },
    rules: rulesOf(bundle, parts.ruleSet, now),
    bundle: snapshot === undefined ? null : [snapshot.version, snapshot.sha256],
    documents: documentsOf(bundle),
    stale: versions.roles.filter(({ stale }) => stale).map(({ role }) => role),
    clock: {
      ...{ suspect: clock.suspect, floor: clock.floor, offsetMs },
      source: offsetMs === null ? null : 'collector',
    },
    devices: look.devices
      .slice(0, most.devices)
      .map(({ name, kind, state }): [string, string, string] => [name, kind, state]),
    storage: storage.level,
    unsent: [unsent.records, unsent.oldest],
    journal: [head.segment, head.seq, head.head],
    minute: minutesOf(look, since),
  }
}

function rulesOf(bundle: Bundle, id: string, now: Date): Heartbeat['rules'] {
  const version = ruleSetInForce(bundle, id, now)?.version
  const held = bundle.ruleSets.get(id)?.find((one) => one.version === version)
  return held === undefined ? null : [id, held.version, held.sha256]
}

/** The first ones by name, as many as a heartbeat has room for. */
function documentsOf({ snapshot }: Bundle): Heartbeat['documents'] {
  const members = [...(snapshot?.members ?? [])].slice(0, most.documents)
  const documents = members.map(([name, { version, sha256 }]): [string, number, string] => [
    name,
    version,
    sha256,
  ])
  while (JSON.stringify(documents).length > documentsBytes) documents.pop()
  return documents
}

/** Whole minutes alone: the one that is going on is in the next heartbeat. */
function minutesOf({ minutes, at }: Dashboard, since: InstantText): Heartbeat['minute'] {
  const outcomes = { pass: 0, check: 0, stop: 0, invalid: 0, unreadable: 0 }
  let passed = 0
  for (const minute of minutes) {
    if (minute.at < since || minute.at.slice(0, 16) >= at.slice(0, 16)) continue
    for (const outcome of Object.keys(outcomes) as Outcome[]) {
      outcomes[outcome] += minute.outcomes[outcome]
    }
    passed += minute.passed
  }
  return { outcomes, passed }
}
