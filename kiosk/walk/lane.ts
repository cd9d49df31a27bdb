/** A lane for a walk: a gate whose devices are at the other ends of real serial lines, opened from a configuration. */
import {
  simulateSdtReader,
  type SimulatedSdt,
} from '../station/devices/card-reader/simulated-sdt.ts'
import { simulateLcus, type SimulatedRelays } from '../station/devices/gate/simulated-relays.ts'
import {
  simulateSpeedGate,
  type SimulatedSpeedGate,
} from '../station/devices/gate/simulated-speed-gate.ts'
import type { Cable } from '../station/devices/line/test-pty.ts'
import {
  simulatePrinter,
  type SimulatedPrinter,
} from '../station/devices/printer/simulated-printer.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../station/devices/scanner/simulated-scanner.ts'
import { layCables } from './cables.ts'
import { openConfigured, type ConfiguredGate } from './configured-gate.ts'
import type { SegmentBytes, Yard } from './gate.ts'
import { heard } from './heard.ts'

/** Everything that stands in the lane, each with the cable it hangs on. */
export interface Lane extends ConfiguredGate {
  readonly scanner: SimulatedScanner
  readonly reader: SimulatedSdt
  readonly printer: SimulatedPrinter
  /** The one of them that the lane has. */
  readonly relays: SimulatedRelays
  readonly speedGate: SimulatedSpeedGate
  readonly cables: Readonly<Record<Part, Cable>>
  /** A code before the scanner; resolves once the station has it. */
  scan(text: string): Promise<void>
  /** What the journal held at each moment at which the relay closed. */
  readonly openings: readonly SegmentBytes[]
}

const parts = ['scanner', 'reader', 'gate', 'printer'] as const
type Part = (typeof parts)[number]

/** The relay that the gate hangs on. */
const gateChannel = 1

/** How long a person has to go through the speed gate. */
export const passSeconds = 2

const gates = {
  lcus: `driver: lcus, channel: ${String(gateChannel)}, pulseMs: 100`,
  'speed-gate': `driver: speed-gate, passSeconds: ${String(passSeconds)}`,
} as const

/** Lays the cables, plugs everything in, and opens the station as its configuration says. */
export async function openLane(
  yard: Yard,
  kind: keyof typeof gates,
  screen = '',
  bundle?: Uint8Array,
): Promise<Lane> {
  const laid = await layCables(parts)
  const { cables, end } = laid
  const gateLine = end('gate')
  const relays = simulateLcus(gateLine)
  const speedGate = simulateSpeedGate(gateLine)
  if (kind === 'lcus') speedGate.close()
  else relays.close()
  const things = {
    scanner: simulateScanner(end('scanner')),
    reader: simulateSdtReader(end('reader')),
    printer: simulatePrinter(end('printer')),
  }
  const gate = await openConfigured(yard, {
    ...{ screen, bundle },
    devices: [
      `scanners: [{ driver: serial, path: ${cables.scanner.station} }]`,
      `cardReader: { driver: sdt, path: ${cables.reader.station} }`,
      `gate: { ${gates[kind]}, path: ${cables.gate.station} }`,
      `printer: { driver: escpos, path: ${cables.printer.station} }`,
    ],
  })
  const openings: SegmentBytes[] = []
  relays.watch((channel, on) => {
    if (channel === gateChannel && on) openings.push(gate.newestSegment())
  })
  return {
    ...{ ...gate, ...things, relays, speedGate, cables, openings },
    scan: (text) => heard(gate.devices.scanners[0], () => things.scanner.see(text)),
    async close() {
      await gate.close()
      things.reader.stop()
      things.printer.close()
      relays.close()
      speedGate.close()
      await laid.close()
    },
  }
}
