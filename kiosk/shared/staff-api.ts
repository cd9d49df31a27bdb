/** What an operator who has signed in may ask of the station, act by act, and what each is answered with. */
import type { InstantText, Outcome, Reason, RuleReference } from 'greengate'
import type { DeviceHealth } from './device-health.ts'
import type { Carried } from './kiosk-api.ts'
import type { LaneState } from './lane-state.ts'

/** Who wants to sign in. The PIN is compared and forgotten. */
export interface SignIn {
  readonly operator: string
  readonly pin: string
}

/** A session; it ends by itself when nothing is asked for a while, and with its screen's connection. */
export interface StaffSession {
  /** Unguessable; every act names it. */
  readonly session: string
  readonly operator: string
  readonly rights: readonly StaffRight[]
  /** Without an act for so long, it ends. */
  readonly idleMs: number
}

/** What operators may be allowed, each by itself. */
export type StaffRight =
  /** Dashboard, receipts, self-tests, staff calls. Whoever signs in may do this. */
  | 'look'
  /** Override, second check, hold, lane closed and open. */
  | 'passages'
  | 'emergency'
  /** Import and export. */
  | 'data'
  | 'clock'

/** Why somebody is let through, or not, against what the station said. */
export type OverrideReason =
  | 'document-checked'
  | 'paper-checked'
  | 'guardian-present'
  | 'medical-need'
  | 'device-fault'
  | 'instructed'

/** One act. */
export type StaffAct =
  | { readonly act: 'look' }
  | { readonly act: 'receipt'; readonly appeal: string }
  /** Opens for one passage. `appeal` names what was decided before; null: nobody showed anything. */
  | {
      readonly act: 'override'
      readonly appeal: string | null
      readonly reason: OverrideReason
    }
  /** What staff found who compared person, card and code; `may-pass` opens for one passage. */
  | {
      readonly act: 'second-check'
      readonly appeal: string
      readonly found: 'may-pass' | 'may-not-pass'
      readonly reason: OverrideReason
    }
  | { readonly act: 'hold'; readonly on: boolean }
  | { readonly act: 'emergency'; readonly on: boolean }
  | { readonly act: 'close-lane'; readonly on: boolean }
  | { readonly act: 'test'; readonly device: string }
  /** From or to the folder that the configuration names, such as where sticks are mounted. */
  | { readonly act: 'import' }
  | { readonly act: 'export' }
  | { readonly act: 'set-clock'; readonly at: InstantText }
  | { readonly act: 'fleet-code' }
  | { readonly act: 'sign-out' }

/** What each is answered with. */
export interface StaffAnswers {
  readonly look: Dashboard
  readonly receipt: ShownReceipt | null
  readonly override: null
  readonly 'second-check': null
  readonly hold: null
  readonly emergency: null
  readonly 'close-lane': null
  readonly test: DeviceHealth
  readonly import: Carried
  readonly export: Exported
  readonly 'set-clock': null
  /** The text of a QR code: versions, heads and states, for whoever goes from gate to gate. */
  readonly 'fleet-code': string
  readonly 'sign-out': null
}

/** The name of an act. */
export type StaffActName = StaffAct['act']

/** A receipt as staff see it: a class of reason, no medical detail. */
export interface ShownReceipt {
  readonly appeal: string
  readonly at: InstantText
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly rule: RuleReference | null
  readonly segment: string
  readonly seq: number
}

/** What was written for the operator. */
export interface Exported {
  readonly segments: number
  readonly records: number
  readonly bytes: number
}

/** How many of each outcome. */
export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** Everything on the dashboard; numbers and versions only. */
export interface Dashboard {
  readonly at: InstantText
  /** The last 60 minutes, oldest first; every minute is there. */
  readonly minutes: readonly {
    readonly at: InstantText
    readonly outcomes: OutcomeCounts
    readonly passed: number
  }[]
  /** Since the station started. */
  readonly total: {
    readonly since: InstantText
    readonly outcomes: OutcomeCounts
    readonly passed: number
    readonly released: number
    readonly forced: number
    readonly overrides: number
  }
  /** From the text or the card being whole to the receipt being durable, of the last 1,000; null: none yet. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly count: number } | null
  readonly versions: {
    readonly app: string
    readonly ruleSet: string | null
    readonly bundle: number | null
    /** SHA-256 of the snapshot, base64url. */
    readonly digest: string | null
    readonly roles: readonly {
      readonly role: string
      readonly version: number | null
      readonly ageSeconds: number | null
      readonly stale: boolean
    }[]
  }
  readonly devices: readonly DeviceHealth[]
  readonly gate: LaneState
  readonly storage: StorageState
  readonly unsent: UnsentState
  readonly clock: {
    readonly now: InstantText
    readonly floor: InstantText | null
    readonly suspect: boolean
    /** What must be added to it to have the collector's, as that last said: a hint that decides nothing; null: none. */
    readonly offsetMs: number | null
  }
}

/** How full the journal is. */
export interface StorageState {
  readonly usedBytes: number
  readonly quotaBytes: number
  /** At 80 and 90 of a hundred there is a warning; when full, the lane is closed and nothing is thrown away. */
  readonly level: 'ok' | 'warning' | 'alarm' | 'full'
}

/** What the collector has not yet signed for. */
export interface UnsentState {
  readonly records: number
  readonly bytes: number
  readonly oldest: InstantText | null
  /** `none`: no collector is configured. */
  readonly uploader: 'none' | 'idle' | 'sending' | 'waiting'
  readonly lastReceipt: InstantText | null
}
