/** Whether the station decides, out of everything that can keep it from it. */
import type { Service } from '../shared/kiosk-api.ts'
import type { LaneState } from '../shared/lane-state.ts'

/** What keeps a lane closed, beside the state of the lane itself. */
export interface Hindrances {
  /** The journal takes nothing. */
  readonly noReceipts: boolean
  /** Staff closed the lane. */
  readonly closed: boolean
  /** The gate did not take a command, and the lane has not told that it is well again. */
  readonly gateRefused: boolean
  /** No screen is there to show what is decided, and no light stands in for it. */
  readonly unseen: boolean
}

/** The one that is told: what concerns people's safety first, then what staff ordered. */
export function serviceOf(
  { noReceipts, closed, gateRefused, unseen }: Hindrances,
  lane: LaneState,
): Service {
  if (lane === 'emergency') return 'emergency'
  if (lane === 'hold') return 'held'
  if (closed) return 'closed'
  if (lane === 'fault' || gateRefused) return 'gate-fault'
  if (noReceipts) return 'no-receipts'
  return unseen ? 'no-screen' : 'open'
}
