/** What an update came to. Types only. */
import type { Collected } from '../carriage/frame-collector.ts'
import type { ErrorCode } from '../errors.ts'

/** Which versions are in force; null where there is none yet. */
export interface Versions {
  readonly root: number
  readonly timestamp: number | null
  readonly snapshot: number | null
}

/** What an update came to. `bytes` is what was received for it. */
export type Refreshed =
  /** New bytes were checked, are on the disk, and are in force. */
  | {
      readonly state: 'updated'
      readonly from: Versions
      readonly to: Versions
      readonly bytes: number
    }
  /** There is nothing newer. */
  | { readonly state: 'unchanged'; readonly bytes: number }
  /** What was offered is not good, or could not be kept; what was in force still is. */
  | { readonly state: 'refused'; readonly code: ErrorCode; readonly bytes: number }
  /** Nothing was offered. */
  | { readonly state: 'unreachable'; readonly code: ErrorCode; readonly bytes: number }

/** What one frame came to; with the last one, what the container came to. */
export type TakenFrame =
  | Exclude<Collected, { readonly state: 'complete' }>
  | { readonly state: 'complete'; readonly of: number; readonly refreshed: Refreshed }
