/** The payload of a heartbeat: what a station says of itself about every minute, and a collector reads (docs/fleet.md 2). */
import type { InstantText, Outcome } from 'greengate'

/** How many of each outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** The payload: numbers, versions and states; nothing of a person has a place in it. */
export interface Heartbeat {
  readonly format: 'greengate-heartbeat-1'
  readonly station: string
  /** By the station's clock. */
  readonly at: InstantText
  /** When this process of the station started, and how many heartbeats it has made since, this one among them. */
  readonly started: InstantText
  readonly n: number
  readonly everySeconds: number
  readonly software: string
  readonly lane: string
  readonly service: string
  readonly gate: string
  /** Id, version and SHA-256 of the rule set in force; null: none is. */
  readonly rules: readonly [string, number, string] | null
  /** Version and SHA-256 of the snapshot; null before the first. */
  readonly bundle: readonly [number, string] | null
  /** Every member of the snapshot, by name: version and SHA-256. */
  readonly documents: readonly (readonly [string, number, string])[]
  /** Roles whose documents are beyond their limit. */
  readonly stale: readonly string[]
  readonly clock: {
    readonly suspect: boolean
    /** The time floor of the bundle; null: none yet. */
    readonly floor: InstantText | null
    /** What must be added to the station's clock to have the collector's, by its last answer; null: none yet. */
    readonly offsetMs: number | null
    readonly source: 'collector' | null
  }
  /** Name, kind and state. */
  readonly devices: readonly (readonly [string, string, string])[]
  readonly storage: string
  /** How many records no collector has signed for, and from when the oldest is. */
  readonly unsent: readonly [number, InstantText | null]
  /** Segment, number of the last record and head of the chain. */
  readonly journal: readonly [string, number, string]
  /** The whole minutes that ended since the heartbeat before this one. */
  readonly minute: { readonly outcomes: OutcomeCounts; readonly passed: number }
}
