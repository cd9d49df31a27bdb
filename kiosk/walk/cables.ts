/** The cables of a lane: each a real serial line, with the station at one end and a simulated device at the other. */
import { openSerialLine, type Line } from '../station/devices/line/line.ts'
import { layCable, type Cable } from '../station/devices/line/test-pty.ts'

/** All of them, by what hangs on each. */
export interface Cables<Part extends string> {
  readonly cables: Readonly<Record<Part, Cable>>
  /** The far end of one, for the device. */
  readonly end: (part: Part) => Line
  close(): Promise<void>
}

/** Lays them. */
export async function layCables<Part extends string>(
  parts: readonly Part[],
): Promise<Cables<Part>> {
  const laid = await Promise.all(parts.map(async (part) => [part, await layCable()] as const))
  const cables = Object.fromEntries(laid) as Record<Part, Cable>
  const lines: Line[] = []
  return {
    cables,
    end(part) {
      const line = openSerialLine({ path: cables[part].device, baudRate: 9_600, reopenMs: 50 })
      lines.push(line)
      return line
    },
    async close() {
      for (const line of lines) await line.close()
      for (const [, cable] of laid) await cable.close()
    },
  }
}
