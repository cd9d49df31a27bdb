/** What a station is made of, and what it is for its surroundings. Types only. */
import type { Bundle } from 'greengate'
import type { Connectable } from '../shared/connection.ts'
import type { ScreenSettings } from '../shared/screen-settings.ts'
import type { Service } from '../shared/kiosk-api.ts'
import type { Dashboard, UnsentState } from '../shared/staff-api.ts'
import type { CarriedUpdates } from './carried-updates.ts'
import type { DayKeys } from './day-keys.ts'
import type { StationDevices } from './devices/station-devices.ts'
import type { KeysOfGroup } from './enrolled-station.ts'
import type { Journal } from './journal/journal.ts'
import type { Lane } from './lane/lane.ts'
import type { LockOut } from './operators/lock-out.ts'
import type { Operator } from './operators/operators-file.ts'
import type { SealingPolicy } from './presentations/sealed-secret.ts'
import type { Replay } from './replay/replay.ts'
import type { Stick } from './stick.ts'

/** What a station is made of; nothing in it reads a clock of its own. */
export interface StationParts {
  readonly name: string
  readonly lane: string
  /** The rule set that applies at this gate. */
  readonly ruleSet: string
  readonly bundle: () => Bundle
  readonly carried: CarriedUpdates
  /** Whether files may be handed over at the screen. */
  readonly handover: boolean
  readonly journal: Journal
  readonly replay: Replay
  readonly dayKeys: DayKeys
  /** The keys of its group; absent: it is enrolled in none. */
  readonly stationKeys?: KeysOfGroup
  readonly now: () => Date
  /** Milliseconds that only grow, whatever becomes of the clock on the wall. */
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** Different people in a count of what the next version would decide, at least. */
  readonly leastCounted?: number
  /** What is plugged in; nothing where none is named. */
  readonly devices?: StationDevices | undefined
  /** Over the gate among them; absent: there is none, and staff look at the screen. */
  readonly gateLane?: Lane | undefined
  readonly settings?: ScreenSettings | undefined
  /** What is sealed for the operator, as it was declared; nothing where none is. */
  readonly sealing?: SealingPolicy | undefined
  /** Absent: nobody signs in here. */
  readonly staff?: StaffParts | undefined
  /** Absent: no collector is configured. */
  readonly uploader?: (() => Pick<UnsentState, 'uploader' | 'lastReceipt'>) | undefined
  /** What must be added to the clock to have the collector's; absent, or null: it has not said. */
  readonly clockOffset?: (() => number | null) | undefined
  /** Whether a screen is there to show what is decided; always where none is said. */
  readonly isSeen?: (() => boolean) | undefined
  /** The name of this program, with its version. */
  readonly software?: string | undefined
}

/** Who may sign in, and what their acts need. */
export interface StaffParts {
  readonly operators: () => Promise<readonly Operator[]>
  readonly lockOut: LockOut
  readonly idleMs: number
  /** Absent: the clock is not set here. */
  readonly clockCommand?: readonly string[] | undefined
  /** Absent: nothing is imported or exported. */
  readonly stick?: Stick | undefined
  /** Whether staff closed the lane before the process began, and how that is kept. */
  readonly isClosed: boolean
  readonly keepClosed: (on: boolean) => Promise<void>
}

/** A station: the contract, and what its surroundings tell it. */
export interface Station extends Connectable {
  /** Tells the screens that the status may have changed. */
  changed(): void
  /** How it is: what its staff see, whether or not anybody may sign in. */
  look(): { readonly look: Dashboard; readonly service: Service }
  /**
   * Nobody went through on the last grant, at a lane whose gate does not tell: its codes and proofs may be shown once
   * more. The receipt stays as it is.
   */
  releaseGrant(): Promise<void>
  /**
   * The housekeeping of every few seconds: a broken journal is tried again, old keys are deleted. Whether the journal is
   * sound: it takes receipts, or is full and waits for its uploader.
   */
  tend(): Promise<boolean>
  /** Takes no more, shuts the gate, and has everything noted that is on its way. */
  close(): Promise<void>
}
