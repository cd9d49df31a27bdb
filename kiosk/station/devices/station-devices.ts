/** The devices of one lane, opened: what the station listens to and what it tells. Types only. */
import type {
  Buzzer,
  CardReader,
  Device,
  Gate,
  Light,
  Printer,
  Scanner,
  Thermometer,
} from './device.ts'

/** Each but the lists may be absent. */
export interface StationDevices {
  readonly scanners: readonly Scanner[]
  /** Of cards and of machine-readable zones. */
  readonly cardReaders: readonly CardReader[]
  readonly thermometer?: Thermometer | undefined
  readonly gate?: Gate | undefined
  readonly light?: Light | undefined
  readonly buzzer?: Buzzer | undefined
  readonly printer?: Printer | undefined
}

/** Where nothing is plugged in. */
export const noDevices: StationDevices = { scanners: [], cardReaders: [] }

/** All of them, the gate first: it is the one that must be shut. */
export function allDevices(devices: StationDevices): readonly Device[] {
  const { scanners, cardReaders, thermometer, gate, light, buzzer, printer } = devices
  const some = [gate, ...scanners, ...cardReaders, thermometer, light, buzzer, printer]
  return some.filter((device) => device !== undefined)
}
