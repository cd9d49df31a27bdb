/** A day of a fleet, station by station: what the CSV and the HTML of `greengate fleet report` are made of. */
import type { InstantText } from 'greengate'
import type { DigestAlarm, Oddity } from './fleet-state.ts'
import type { OutcomeCounts } from '../../kiosk/shared/heartbeat.ts'

/** All of it. */
export interface DayReport {
  readonly format: 'greengate-fleet-day-1'
  /** `2026-11-26`, in UTC. */
  readonly day: string
  readonly from: InstantText
  /** The end of the day, or the instant at which the report was made where the day is not over. */
  readonly until: InstantText
  readonly made: InstantText
  /** By name. */
  readonly stations: readonly StationDay[]
  readonly total: {
    readonly stations: number
    readonly heartbeats: number
    readonly silentMinutes: number
    readonly outcomes: OutcomeCounts
    readonly passed: number
    readonly receipts: number
  }
  /** Every hour of the day that anything was said of, over all stations. */
  readonly hours: readonly {
    readonly at: InstantText
    readonly outcomes: OutcomeCounts
    readonly passed: number
  }[]
  /** Those raised on that day. */
  readonly alarms: readonly DigestAlarm[]
}

/** A station's day. */
export interface StationDay {
  readonly station: string
  readonly lane: string | null
  readonly heartbeats: number
  /** Whole minutes of the day in which it was silent: no heartbeat for three of its intervals. */
  readonly silentMinutes: number
  /** Versions that it had, in the order in which they came. */
  readonly bundles: readonly number[]
  readonly rules: readonly { readonly id: string; readonly version: number }[]
  readonly software: readonly string[]
  readonly outcomes: OutcomeCounts
  readonly passed: number
  /** Receipts of decisions made on that day that are here. */
  readonly receipts: number
  /** The furthest that its clock was off, in milliseconds; null: nobody measured. */
  readonly worstOffsetMs: number | null
  readonly mostUnsent: number
  /** Holes in what is collected of its journal, when the report was made. */
  readonly gaps: readonly Extract<Oddity, { readonly kind: 'gap' }>[]
  readonly alarms: number
}
