/** A lane for a walk: a gate whose devices are at the other ends of real serial lines, opened from a configuration. */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseConfiguration } from '../station/configuration/read-configuration.ts'
import {
  simulateSdtReader,
  type SimulatedSdt,
} from '../station/devices/card-reader/simulated-sdt.ts'
import { simulateLcus, type SimulatedRelays } from '../station/devices/gate/simulated-relays.ts'
import {
  simulateSpeedGate,
  type SimulatedSpeedGate,
} from '../station/devices/gate/simulated-speed-gate.ts'
import { openSerialLine, type Line } from '../station/devices/line/line.ts'
import { layCable, type Cable } from '../station/devices/line/test-pty.ts'
import { openDevices } from '../station/devices/open-devices.ts'
import {
  simulatePrinter,
  type SimulatedPrinter,
} from '../station/devices/printer/simulated-printer.ts'
import {
  simulateScanner,
  type SimulatedScanner,
} from '../station/devices/scanner/simulated-scanner.ts'
import { readEnrolled } from '../station/enrolled-station.ts'
import { addOperator, staffRights } from '../station/operators/operators-file.ts'
import { openGate, type Gate, type SegmentBytes, type Yard } from './gate.ts'

/** Everything that stands in the lane, each with the cable it hangs on. */
export interface Lane extends Gate {
  readonly scanner: SimulatedScanner
  readonly reader: SimulatedSdt
  readonly printer: SimulatedPrinter
  /** The one of them that the lane has. */
  readonly relays: SimulatedRelays
  readonly speedGate: SimulatedSpeedGate
  readonly cables: Readonly<Record<Part, Cable>>
  /** What the journal held at each moment at which the relay closed. */
  readonly openings: readonly SegmentBytes[]
  readonly stickFolder: string
  /** For a station that has run for a while already: its clock of durations goes on by so much. */
  age(ms: number): void
}

type Part = 'scanner' | 'reader' | 'gate' | 'printer'

/** Who may sign in at it. */
export const operator = { id: 'li-wei', pin: '135791' } as const
/** The relay that the gate hangs on. */
export const gateChannel = 1

const gates = {
  lcus: `driver: lcus, channel: ${String(gateChannel)}, pulseMs: 100`,
  'speed-gate': 'driver: speed-gate, passSeconds: 2',
} as const

/** Lays the cables, plugs everything in, and opens the station as its configuration says. */
export async function openLane(
  yard: Yard,
  kind: keyof typeof gates,
  screen = '',
  bundle?: Uint8Array,
): Promise<Lane> {
  const cables = {
    scanner: await layCable(),
    reader: await layCable(),
    gate: await layCable(),
    printer: await layCable(),
  }
  const lines: Line[] = []
  const end = (part: Part) => {
    const line = openSerialLine({ path: cables[part].device, baudRate: 9_600, reopenMs: 50 })
    lines.push(line)
    return line
  }
  const folder = await mkdtemp(join(yard.folder, 'lane-'))
  const operatorsFile = join(folder, 'operators.json')
  const stickFolder = join(folder, 'stick')
  await mkdir(stickFolder)
  await addOperator(operatorsFile, { ...operator, rights: staffRights })
  const { configuration, findings } = await parseConfiguration(
    `
bundle: { folder: ${yard.demo.folder}, worlds: [demo] }
rules: ${yard.demo.ruleSet}
screen: { ${screen} }
devices:
  scanners: [{ driver: serial, path: ${cables.scanner.station} }]
  cardReader: { driver: sdt, path: ${cables.reader.station} }
  gate: { ${gates[kind]}, path: ${cables.gate.station} }
  printer: { driver: escpos, path: ${cables.printer.station} }
staff: { operators: ${operatorsFile}, stick: ${stickFolder} }
`,
    folder,
  )
  if (configuration?.staff === undefined) throw new Error(JSON.stringify(findings))
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
  let olderMs = 0
  const monotonicMs = () => performance.now() + olderMs
  const logged: string[] = []
  const devices = openDevices(configuration.devices, {
    now: () => new Date(),
    monotonicMs,
    log: (line) => logged.push(line),
  })
  const { operatorsFile: file, idleMs } = configuration.staff
  const gate = await openGate(yard, {
    ...(bundle !== undefined && { bundle }),
    opened: {
      ...{ devices, monotonicMs, settings: configuration.screen.settings },
      passSeconds: configuration.devices.gate?.passSeconds,
      enrolled: await readEnrolled(yard.demo.stationFolder),
      staff: { operatorsFile: file, idleMs, stickFolder },
    },
  })
  const openings: SegmentBytes[] = []
  relays.watch((channel, on) => {
    if (channel === gateChannel && on) openings.push(gate.newestSegment())
  })
  return {
    ...{ ...gate, ...things, relays, speedGate, cables, openings, stickFolder },
    age(ms) {
      olderMs += ms
    },
    async close() {
      await gate.close()
      things.reader.stop()
      things.printer.close()
      relays.close()
      speedGate.close()
      for (const line of lines) await line.close()
      for (const cable of Object.values(cables)) await cable.close()
    },
  }
}
