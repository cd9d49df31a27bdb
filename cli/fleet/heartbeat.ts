/** A heartbeat: what a station says of itself about every minute, signed by its key (docs/fleet.md 2). */
import type { InstantText, Outcome } from 'greengate'

/** How many of each outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** How a device is; the words are the station's own. */
export const deviceStates = [
  ...['starting', 'ready', 'missing', 'busy', 'denied', 'silent', 'failing'],
] as const
/** Whether a station decides at all. */
export const services = [
  ...['open', 'no-receipts', 'no-screen', 'closed', 'gate-fault', 'held', 'emergency'],
] as const
/** Those in which a lane is out of service by itself, or stands open to all. */
export const faultyServices: readonly string[] = [
  ...['no-receipts', 'no-screen', 'gate-fault', 'emergency'],
]
/** How a gate stands. */
export const gates = [
  ...['closed', 'opening', 'open', 'hold', 'passed', 'forced', 'fault', 'emergency'],
] as const
/** Which of a bundle's roles age. */
export const staleRoles = [
  ...['timestamp', 'trust', 'facts', 'status', 'covered', 'notGreen'],
] as const
/** How full a journal is. */
export const storageLevels = ['ok', 'warning', 'alarm', 'full'] as const

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

/** The typ of its JWS. */
export const heartbeatType = 'greengate-heartbeat'
/** Largest payload, and the largest JWS that can hold one. */
export const heartbeatLimits = { payloadBytes: 16_384, jwsBytes: 22_528 } as const
