/** How the devices of a station are: what staff see, what logs say, and never what a device read. */
import type { InstantText } from 'greengate'

/** What a device is for. */
export type DeviceKind =
  | 'camera'
  | 'scanner'
  | 'card-reader'
  | 'mrz-reader'
  | 'thermometer'
  | 'gate'
  | 'light'
  | 'buzzer'
  | 'printer'

/** What there is to say of one. */
export type DeviceState =
  | 'starting'
  | 'ready'
  /** Its line does not exist: it is unplugged, or named wrongly. */
  | 'missing'
  /** Another program has it. */
  | 'busy'
  /** This program may not use it. */
  | 'denied'
  /** It is plugged in and does not answer. */
  | 'silent'
  /** It answers that it is broken, or answers nonsense. */
  | 'failing'

/** One device, now. */
export interface DeviceHealth {
  /** As the configuration names it. */
  readonly name: string
  readonly kind: DeviceKind
  readonly state: DeviceState
  readonly since: InstantText
  /** What the device says of itself: a status, a serial number of its own. Never of a person. */
  readonly detail?: string
}
