/** What a station notes beside its decisions: acts of staff, passages, devices, storage; names and numbers, never a person. */
import type { InstantText } from '../decision.ts'

/** A receipt of this journal. */
export interface ReceiptPlace {
  readonly segment: string
  readonly seq: number
}

/** One happening. The list is closed: there is no free text that anything could slip into. */
export type StationEvent =
  | { readonly event: 'started'; readonly software: string }
  | { readonly event: 'stopped' }
  /** Somebody went through on a grant, or nobody did and it was taken back. */
  | {
      readonly event: 'passed' | 'released'
      readonly receipts: readonly ReceiptPlace[]
      readonly persons: number
    }
  | { readonly event: 'forced' | 'gate-fault' | 'gate-recovered' | 'staff-called' }
  | { readonly event: 'fire'; readonly on: boolean }
  | {
      readonly event: 'signed-in' | 'signed-out' | 'sign-in-refused' | 'locked-out'
      readonly operator: string
    }
  | {
      readonly event: 'override'
      readonly operator: string
      readonly appeal: string | null
      readonly receipt: ReceiptPlace | null
      readonly reason: string
    }
  | {
      readonly event: 'second-check'
      readonly operator: string
      readonly appeal: string
      readonly receipt: ReceiptPlace | null
      readonly found: 'may-pass' | 'may-not-pass'
      readonly reason: string
    }
  | {
      readonly event: 'emergency' | 'lane-closed'
      readonly operator: string
      readonly on: boolean
    }
  /** No operator ended it: its time did. */
  | { readonly event: 'hold'; readonly operator: string | null; readonly on: boolean }
  | { readonly event: 'bundle-taken'; readonly operator: string | null; readonly snapshot: number }
  | {
      readonly event: 'clock-set'
      readonly operator: string
      readonly from: InstantText
      readonly to: InstantText
    }
  | { readonly event: 'clock-jumped'; readonly seconds: number }
  | {
      readonly event: 'exported'
      readonly operator: string
      readonly segments: number
      readonly records: number
    }
  | {
      readonly event: 'device'
      readonly kind: string
      readonly name: string
      readonly state: string
    }
  | { readonly event: 'storage'; readonly level: 'ok' | 'warning' | 'alarm' | 'full' }
  /** The collector signed for all up to and with `through`; `receipt` is what it signed, whole. */
  | { readonly event: 'collected'; readonly through: ReceiptPlace; readonly receipt: string }
  /** Retention took parts away; their hashes stay. */
  | {
      readonly event: 'pruned'
      readonly segment: string
      readonly part: 'sealed' | 'clear'
      readonly records: number
    }
  /** A segment was found that does not hold; it is left as it is. */
  | { readonly event: 'damaged'; readonly segment: string }
