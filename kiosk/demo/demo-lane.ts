/** The lane of the demo: the drivers of real devices on cables in this process, and simulated devices at the other ends. */
import type { Outcome } from 'greengate'
import type { Demo, DemoCard } from 'greengate-cli/demo'
import type { KioskApi, ShownDecision } from '../shared/kiosk-api.ts'
import { openSdtReader } from '../station/devices/card-reader/sdt.ts'
import type { SimulatedCard } from '../station/devices/card-reader/simulated-card.ts'
import { simulateSdtReader } from '../station/devices/card-reader/simulated-sdt.ts'
import type { Surroundings } from '../station/devices/device.ts'
import { simulateLcus } from '../station/devices/gate/simulated-relays.ts'
import { simulateSpeedGate } from '../station/devices/gate/simulated-speed-gate.ts'
import { openSpeedGate } from '../station/devices/gate/speed-gate.ts'
import { openRelayLight } from '../station/devices/light/relay-light.ts'
import { layWire } from '../station/devices/line/wire.ts'
import { openEscposPrinter } from '../station/devices/printer/escpos.ts'
import { simulatePrinter, type PrintedSlip } from '../station/devices/printer/simulated-printer.ts'
import { openSerialScanner } from '../station/devices/scanner/serial-scanner.ts'
import { simulateScanner } from '../station/devices/scanner/simulated-scanner.ts'
import { allDevices, type StationDevices } from '../station/devices/station-devices.ts'
import type { LaneAct } from './lane-act.ts'
import { liveCode } from './live-code.ts'

/** What somebody who stands beside the lane sees. */
export interface LanePicture {
  /** The card that lies on the reader. */
  readonly card: string | null
  readonly gate: { readonly isOpen: boolean; readonly passed: number; readonly forced: number }
  readonly lamp: Lamp | null
  /** What was decided last, and what the person is to show as well. */
  readonly said: { readonly outcome: Outcome; readonly awaits: 'card' | 'code' | null } | null
  readonly slip: PrintedSlip | null
}

/** The lane, and whoever stands at it. */
export interface DemoLane {
  /** For the station, which stops them. */
  readonly devices: StationDevices
  /** Does what a person at the lane does; false: the demo has no such card or code. */
  act(act: LaneAct): Promise<boolean>
  picture(): LanePicture
  /** Looks over the station's shoulder from now on. */
  follow(station: Pick<KioskApi, 'listen'>): void
  close(): Promise<void>
}

const lamps = { green: 1, yellow: 2, red: 3 } as const
type Lamp = keyof typeof lamps

/** How long a newcomer has to find the button that goes through. */
export const demoPassSeconds = 20

/** Sets the lane up; its devices are found by their drivers as real ones are. */
export function layDemoLane(demo: Demo, surroundings: Surroundings): DemoLane {
  const cables = {
    ...{ reader: layWire(), scanner: layWire(), gate: layWire() },
    ...{ light: layWire(), printer: layWire() },
  }
  const reader = simulateSdtReader(cables.reader.device)
  const scanner = simulateScanner(cables.scanner.device)
  const gate = simulateSpeedGate(cables.gate.device, { forgetMs: 2_000 * demoPassSeconds })
  const relays = simulateLcus(cables.light.device)
  const printer = simulatePrinter(cables.printer.device)
  const on = (name: keyof typeof cables) => ({
    ...surroundings,
    openLine: cables[name].openLine,
  })
  const devices: StationDevices = {
    gate: openSpeedGate({ name: 'gate', path: 'simulated' }, on('gate')),
    scanners: [openSerialScanner({ name: 'scanner', path: 'simulated' }, on('scanner'))],
    cardReaders: [
      openSdtReader({ name: 'card-reader', path: 'simulated', baud: 115_200 }, on('reader')),
    ],
    light: openRelayLight(
      { name: 'light', driver: 'lcus', path: 'simulated', channels: lamps },
      on('light'),
    ),
    printer: openEscposPrinter({ name: 'printer', path: 'simulated' }, on('printer')),
  }
  let card: DemoCard | undefined
  let said: ShownDecision | undefined
  let unlisten = () => {}
  const count = { passed: 0, forced: 0 }

  const scan = async (id: string) => {
    const text =
      id === 'live'
        ? await liveCode(demo, surroundings.now())
        : demo.people.find((person) => person.id === id)?.text
    if (text !== undefined) await scanner.see(text)
    return text !== undefined
  }
  const place = (id: string) => {
    const found = demo.cards.find((one) => one.id === id)
    if (found === undefined) return false
    card = found
    reader.place(chipOf(found))
    return true
  }
  return {
    devices,
    async act(act) {
      switch (act.act) {
        case 'place':
          return place(act.id)
        case 'scan':
          return scan(act.id)
        case 'lift':
          card = undefined
          reader.lift()
          return true
        case 'walk':
          // Its wings hold back whom it was not opened for.
          if (gate.isOpen()) {
            count.passed++
            gate.pass()
          }
          return true
        case 'turn-back':
          gate.forget()
          return true
        case 'force':
          count.forced++
          gate.pass()
          return true
      }
    },
    picture: () => ({
      card: card?.id ?? null,
      gate: { isOpen: gate.isOpen(), ...count },
      lamp: lampOf(relays.on()),
      said:
        said === undefined ? null : { outcome: said.outcome, awaits: said.awaits?.what ?? null },
      slip: printer.slips.at(-1) ?? null,
    }),
    follow(station) {
      unlisten()
      unlisten = station.listen((event) => {
        if (event.kind === 'shown') said = event.decision
      })
    },
    async close() {
      unlisten()
      // The station has stopped them already, where it was opened.
      for (const device of allDevices(devices)) await device.stop()
      for (const one of [relays, gate, printer]) one.close()
      reader.stop()
    },
  }
}

const lampOf = (on: readonly number[]): Lamp | null =>
  (Object.keys(lamps) as Lamp[]).find((name) => on.includes(lamps[name])) ?? null

/** As its chip holds it: the birth date is in the number. */
function chipOf({ card, name }: DemoCard): SimulatedCard {
  const { number, validFrom = '', validUntil = null } = card
  const birthDate = number.slice(6, 14)
  return { layout: 'resident', name: name.zh, number, birthDate, validFrom, validUntil }
}
