/** The dashboard: what staff see of a station, in numbers, versions and states. */
import { bundleSummary, ruleSetInForce, type Bundle, type InstantText } from 'greengate'
import type { DeviceHealth } from '../../shared/device-health.ts'
import type { LaneState } from '../../shared/lane-state.ts'
import type { Dashboard, UnsentState } from '../../shared/staff-api.ts'
import { instantText } from '../instant-text.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tally } from './tally.ts'

/** What it is made of. */
export interface DashboardParts {
  readonly software: string
  readonly ruleSet: string
  readonly bundle: () => Bundle
  readonly tally: Tally
  readonly journal: Pick<Journal, 'storage' | 'unsent'>
  /** Absent: no collector is configured. */
  readonly uploader?: (() => Pick<UnsentState, 'uploader' | 'lastReceipt'>) | undefined
  readonly devices: () => readonly DeviceHealth[]
  readonly gate: () => LaneState
  /** What must be added to the clock to have the collector's; null: nobody has said. */
  readonly offsetMs: () => number | null
}

/** Every role that ages, whether the bundle has it or not. */
const roles = ['timestamp', 'trust', 'facts', 'status', 'covered', 'notGreen'] as const
const noUploader = { uploader: 'none', lastReceipt: null } as const

/** What the clock must not be behind of, and whether it is. */
export function clockState(bundle: Bundle, now: Date): Omit<Dashboard['clock'], 'offsetMs'> {
  const { floor, root } = bundle
  const text: InstantText | null = floor > 0 ? instantText(new Date(floor * 1000)) : null
  const suspect = now.getTime() / 1000 < floor - root.clockUncertainty
  return { now: instantText(now), floor: text, suspect }
}

/** Looks. */
export function dashboardOf(parts: DashboardParts, now: Date): Dashboard {
  const bundle = parts.bundle()
  const inForce = ruleSetInForce(bundle, parts.ruleSet, now)
  const summary = bundleSummary(bundle, now)
  return {
    at: instantText(now),
    ...parts.tally.shown(now),
    versions: {
      app: parts.software,
      ruleSet: inForce === undefined ? null : `${inForce.id} ${inForce.version}`,
      bundle: bundle.snapshot?.version ?? null,
      digest: bundle.snapshot?.sha256 ?? null,
      roles: roles.map((role) => {
        const known = summary.roles.find((one) => one.role === role)
        // A role that is not there is not stale: nothing here rests on it.
        if (known === undefined) return { role, version: null, ageSeconds: null, stale: false }
        const { version, ageSeconds, stale } = known
        return { role, version, ageSeconds, stale }
      }),
    },
    devices: parts.devices(),
    gate: parts.gate(),
    storage: parts.journal.storage(),
    unsent: { ...parts.journal.unsent(), ...(parts.uploader?.() ?? noUploader) },
    clock: { ...clockState(bundle, now), offsetMs: parts.offsetMs() },
  }
}
