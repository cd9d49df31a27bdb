/** A cable with a simulated device at its far end, and what tests of drivers need around it. */
import { expect } from 'vitest'
import { shareLines } from '../line/share-lines.ts'
import { openSerialLine, type Line, type OpenLine } from '../line/line.ts'
import { layCable, type Cable } from '../line/test-pty.ts'
import type { Surroundings } from '../device.ts'

/** What will be so before long, on a machine that has much to do. */
export const eventually = <T>(see: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(see, { timeout: 30_000 })

/** The bench. */
export interface Bench {
  readonly cable: Cable
  /** The device's end of the cable. */
  readonly far: Line
  readonly surroundings: Surroundings & { readonly openLine: OpenLine }
  /** Ends what is given to it, the last first, and the cable after it. */
  readonly ends: (end: () => Promise<void> | void) => void
  close(): Promise<void>
}

/** Lays a cable; the station's end is opened by whoever is tested. */
export async function layBench(baudRate: number): Promise<Bench> {
  const cable = await layCable()
  const far = openSerialLine({ path: cable.device, baudRate, reopenMs: 20, reopenAtMostMs: 40 })
  const ends: (() => Promise<void> | void)[] = [() => cable.close(), () => far.close()]
  return {
    cable,
    far,
    surroundings: {
      now: () => new Date(),
      monotonicMs: () => performance.now(),
      log: () => undefined,
      openLine: shareLines((options) =>
        openSerialLine({ ...options, reopenMs: 20, reopenAtMostMs: 40 }),
      ),
    },
    ends(end) {
      ends.push(end)
    },
    async close() {
      for (const end of ends.splice(0).reverse()) await end()
    },
  }
}
