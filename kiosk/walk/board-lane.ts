/** A lane on one Modbus board: its gate, its lights, its buzzer and its contacts; a scanner, a passport reader and a thermometer beside it. */
import { simulateModbus, type SimulatedRelays } from '../station/devices/gate/simulated-relays.ts'
import { simulateMrzReader, type SimulatedMrz } from '../station/devices/mrz/simulated-mrz.ts'
import { simulateScanner } from '../station/devices/scanner/simulated-scanner.ts'
import { simulateThermometer } from '../station/devices/thermometer/simulated-thermometer.ts'
import { layWire } from '../station/devices/line/wire.ts'
import { layCables } from './cables.ts'
import { openConfigured, type Configured, type ConfiguredGate } from './configured-gate.ts'
import type { Yard } from './gate.ts'
import { heard } from './heard.ts'

/** What stands in it. */
export interface BoardLane extends ConfiguredGate {
  readonly board: SimulatedRelays
  readonly passports: SimulatedMrz
  /** Somebody's forehead; resolves once the station has it. */
  measure(celsius: number): Promise<void>
  /** A code before the scanner; resolves once the station has it. */
  scan(text: string): Promise<void>
  /** A contact of the gate closes and opens again, and the station has looked at it both times. */
  touch(contact: keyof typeof contacts): Promise<void>
  /** A contact of the gate stays closed, or open, and the station has looked at it. */
  contact(contact: keyof typeof contacts, closed: boolean): Promise<void>
  /** What has come on since this was asked last, by name, in order. */
  cameOn(): readonly string[]
}

/** The relays of the board. */
export const relays = { gate: 1, green: 2, yellow: 3, red: 4, blue: 5, buzzer: 6 } as const
const contacts = { passed: 1, forced: 2, fire: 3 } as const

/** Lays the cables, plugs everything in, and opens the station as its configuration says. */
export async function openBoardLane(
  yard: Yard,
  { screen, bundle }: Pick<Configured, 'screen' | 'bundle'>,
): Promise<BoardLane> {
  const laid = await layCables(['scanner', 'passports', 'thermometer'])
  const { cables, end } = laid
  // What answers late is silent, and a gate in fault: a pseudo-terminal of a busy machine is later than any board.
  const wire = layWire()
  const board = simulateModbus(wire.device, { address: 1, timesPulses: true })
  const scanner = simulateScanner(end('scanner'))
  const passports = simulateMrzReader(end('passports'))
  const thermometer = simulateThermometer(end('thermometer'))
  const path = '/dev/board'
  const on = `driver: modbus, path: ${path}`
  const { gate: channel, buzzer, ...lamps } = relays
  const gate = await openConfigured(yard, {
    ...{ screen, bundle, wires: { [path]: wire.openLine } },
    devices: [
      `scanners: [{ driver: serial, path: ${cables.scanner.station} }]`,
      `mrzReader: { driver: serial, path: ${cables.passports.station} }`,
      `thermometer: { driver: serial, path: ${cables.thermometer.station} }`,
      `gate: { ${on}, channel: ${String(channel)}, pulseMs: 700, gapMs: 50, passSeconds: 60, inputs: ${JSON.stringify(contacts)} }`,
      `light: { ${on}, channels: ${JSON.stringify(lamps)} }`,
      `buzzer: { ${on}, channel: ${String(buzzer)} }`,
    ],
  })
  let came: string[] = []
  const names = new Map<number, string>(
    Object.entries(relays).map(([name, number]) => [number, name]),
  )
  const unwatch = board.watch((relay, isOn) => {
    if (isOn) came.push(names.get(relay) ?? String(relay))
  })
  const looks = () => board.frames.filter((frame) => frame.startsWith('0102')).length
  const looked = async () => {
    // The look that is under way may have seen what was before.
    const enough = looks() + 2
    while (looks() < enough) await new Promise((later) => setTimeout(later, 10))
  }
  const contact: BoardLane['contact'] = async (name, closed) => {
    board.input(contacts[name], closed)
    await looked()
  }
  return {
    ...{ ...gate, board, passports, contact },
    measure: (celsius) => heard(gate.devices.thermometer, () => thermometer.measure(celsius)),
    scan: (text) => heard(gate.devices.scanners[0], () => scanner.see(text)),
    async touch(name) {
      await contact(name, true)
      await contact(name, false)
    },
    cameOn() {
      const all = came
      came = []
      return all
    },
    async close() {
      await gate.close()
      unwatch()
      board.close()
      await laid.close()
    },
  }
}
