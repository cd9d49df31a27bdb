/** A device that only sends: its line, the texts that come along it, and how it is. */
import type { DeviceHealth, DeviceKind } from '../../shared/device-health.ts'
import type { Surroundings } from './device.ts'
import { keepHealth } from './kept-health.ts'
import type { OpenLine } from './line/line.ts'

/** As the configuration has it. */
export interface SendingOptions {
  readonly name: string
  readonly path: string
  readonly baud: number
}

/** What every driver of such a device has. */
export interface Listening {
  readonly name: string
  readonly health: () => DeviceHealth
  readonly watch: (onHealth: (health: DeviceHealth) => void) => () => void
  readonly test: () => Promise<DeviceHealth>
  readonly stop: () => Promise<void>
}

/** Longer than any text that these devices send. */
const longest = 256

/**
 * Opens the line of a device that sends texts which end with CR, LF or both.
 *
 * @param onText - Each text without its end; empty ones, and what is too long to be one, are left out.
 */
export function listenLine(
  kind: DeviceKind,
  { name, path, baud }: SendingOptions,
  { now, openLine }: Pick<Surroundings, 'now'> & { readonly openLine: OpenLine },
  onText: (text: string) => void,
): Listening {
  const health = keepHealth(name, kind, now)
  const line = openLine({ path, baudRate: baud })
  let text = ''
  line.onState((state) => {
    // What was cut in two is nothing.
    text = ''
    health.become(state)
  })
  line.onBytes((bytes) => {
    for (const byte of bytes) {
      if (byte !== 0x0a && byte !== 0x0d) {
        if (text.length <= longest) text += String.fromCharCode(byte)
        continue
      }
      const whole = text
      text = ''
      if (whole !== '' && whole.length <= longest) onText(whole)
    }
    bytes.fill(0)
  })
  health.become(line.state())
  return {
    name,
    health: health.now,
    watch: health.watch,
    // It cannot be asked anything: what there is to know is how its line is.
    test: () => {
      health.become(line.state())
      return Promise.resolve(health.now())
    },
    stop: () => line.close(),
  }
}
