/** A cable with a simulated device at its far end, and what tests of drivers need around it. */
import { expect } from 'vitest'
import { shareLines } from '../line/share-lines.ts'
import { openSerialLine, type Line, type OpenLine } from '../line/line.ts'
import { layCable, type Cable } from '../line/test-pty.ts'
import type { Surroundings } from '../device.ts'

/** What will be so before long, on a machine that has much to do. */
export const eventually = <T>(see: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(see, { timeout: 30_000 })

/** What the station sent, and when: at the far end a busy machine may hear two of them at once. */
interface Written {
  readonly frame: string
  readonly ms: number
}

/** The bench. */
export interface Bench {
  readonly cable: Cable
  /** The device's end of the cable. */
  readonly far: Line
  readonly surroundings: Surroundings & { readonly openLine: OpenLine }
  readonly written: readonly Written[]
  /** Ends what is given to it, the last first, and the cable after it. */
  readonly ends: (end: () => Promise<void> | void) => void
  close(): Promise<void>
}

/** Lays a cable; the station's end is opened by whoever is tested. */
export async function layBench(baudRate: number): Promise<Bench> {
  const laid = await layCable()
  const far = openSerialLine({ path: laid.device, baudRate, reopenMs: 20, reopenAtMostMs: 40 })
  const cable: Cable = {
    ...laid,
    async unplug() {
      await laid.unplug()
      // Both ends have noticed, or `far` would be as ready as ever when it is asked after the plugging.
      await eventually(() => far.state()).not.toBe('ready')
    },
    plug: () => laid.plug(() => eventually(() => far.state()).toBe('ready')),
  }
  const written: Written[] = []
  const ends: (() => Promise<void> | void)[] = [() => cable.close(), () => far.close()]
  return {
    cable,
    far,
    surroundings: {
      now: () => new Date(),
      monotonicMs: () => performance.now(),
      log: () => undefined,
      openLine: shareLines((options) => {
        const line = openSerialLine({ ...options, reopenMs: 20, reopenAtMostMs: 40 })
        return {
          ...line,
          // Two turns of this process and one of the cable's, each of which a busy machine may hold up.
          latencyMs: 1_000,
          write(bytes) {
            written.push({ frame: Buffer.from(bytes).toString('hex'), ms: performance.now() })
            return line.write(bytes)
          },
        }
      }),
    },
    written,
    ends(end) {
      ends.push(end)
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end()
    },
  }
}
