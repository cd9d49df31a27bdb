/** The fleet code: what a station is and where its journal stands, small enough for one QR code (docs/fleet-code.md). */
import type { Service } from '../../shared/kiosk-api.ts'
import type { Dashboard } from '../../shared/staff-api.ts'
import type { Journal } from '../journal/journal.ts'

/** Whose it is, and where it stands. */
export interface FleetParts {
  readonly station: string
  readonly lane: string
  readonly service: Service
  readonly head: ReturnType<Journal['head']>
}

/** A QR code of version 25-L holds 1,273 bytes; a name has at most 40 of them. */
const mostNames = 12

/** Writes it: canonical JSON, one line. */
export function fleetCode({ station, lane, service, head }: FleetParts, look: Dashboard): string {
  const { versions, unsent, storage, clock, devices, gate } = look
  return JSON.stringify({
    at: look.at,
    bundle: [versions.bundle, versions.digest],
    clock: clock.suspect ? 'suspect' : 'good',
    format: 'greengate-fleet-1',
    gate,
    head: [head.segment, head.seq, head.head],
    lane,
    notReady: devices
      .filter(({ state }) => state !== 'ready')
      .slice(0, mostNames)
      .map(({ name }) => name),
    rules: versions.ruleSet,
    service,
    software: versions.app,
    station,
    storage: storage.level,
    unsent: [unsent.records, unsent.oldest],
  })
}
