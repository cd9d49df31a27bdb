/** What the handlers stand on: the desk with its rooms, and what only the service has. Types only. */
import type { Bundle } from 'greengate'
import type { Desk } from '../desk.ts'
import type { OrderAuthority } from '../orders/order-authority.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { PaperPrinter } from '../paper/paper-slip.ts'
import type { WorklistTerms } from '../worklist/due-at.ts'
import type { CardReader } from './send-readings.ts'

/** The desk as its service sees it. */
export interface Rooms {
  readonly desk: Desk
  readonly terms: WorklistTerms
  readonly authorities: readonly OrderAuthority[]
  readonly ways: readonly SignIn[]
  /** What the desk verifies codes by; undefined decides nothing. */
  readonly bundle: () => Bundle | undefined
  /** The file of a collector of receipts. */
  readonly receipts?: string
  readonly reader?: CardReader
  /** The slip printer at the counter. */
  readonly printer?: PaperPrinter
  /** The local time's distance from UTC, for what is printed. Default: 480. */
  readonly offsetMinutes?: number
  /** Aborted when the service stops. */
  readonly stop: AbortSignal
}

/** The store counts seconds. */
export const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000)
