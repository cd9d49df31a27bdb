/** Opens the devices that a configuration names, each by its driver; those on one board share its line. */
import type { DevicesConfiguration } from '../configuration/device-configuration.ts'
import { openRelayBuzzer } from './buzzer/relay-buzzer.ts'
import { openSdtReader } from './card-reader/sdt.ts'
import type { Gate, Scanner, Surroundings } from './device.ts'
import { openE3Gate } from './gate/e3.ts'
import { openLcusGate } from './gate/lcus.ts'
import { openModbusGate } from './gate/modbus.ts'
import { openNoGate } from './gate/none.ts'
import { openSpeedGate } from './gate/speed-gate.ts'
import { openWebhookGate } from './gate/webhook.ts'
import { openRelayLight } from './light/relay-light.ts'
import { openSerialLine, type OpenLine } from './line/line.ts'
import { shareLines } from './line/share-lines.ts'
import { openMrzReader } from './mrz/serial.ts'
import { openEscposPrinter } from './printer/escpos.ts'
import { openHidScanner } from './scanner/hid-scanner.ts'
import { openSerialScanner } from './scanner/serial-scanner.ts'
import type { StationDevices } from './station-devices.ts'
import { openThermometer } from './thermometer/serial.ts'

type Around = Surroundings & { readonly openLine: OpenLine }

/**
 * Opens them. What is not plugged in is no fault here: its health says so, and it comes when it comes.
 *
 * @throws StationError `ERR_STATION_USAGE` where two devices on one path want different speeds.
 */
export function openDevices(
  configuration: DevicesConfiguration,
  surroundings: Surroundings & { readonly openLine?: OpenLine },
): StationDevices {
  const around = { ...surroundings, openLine: shareLines(surroundings.openLine ?? openSerialLine) }
  const { scanners, cardReader, mrzReader, thermometer, gate, light, buzzer, printer } =
    configuration
  return {
    // The gate first: whatever else cannot be opened, it is told to shut.
    gate: gate && openGate(gate, around),
    scanners: scanners.map((scanner) => openScanner(scanner, around)),
    cardReaders: [
      ...(cardReader === undefined ? [] : [openSdtReader(cardReader, around)]),
      ...(mrzReader === undefined ? [] : [openMrzReader(mrzReader, around)]),
    ],
    thermometer: thermometer && openThermometer(thermometer, around),
    light: light && openRelayLight({ ...light, channels: present(light.channels) }, around),
    buzzer: buzzer && openRelayBuzzer(buzzer, around),
    printer: printer && openEscposPrinter(printer, around),
  }
}

function openScanner(scanner: DevicesConfiguration['scanners'][number], around: Around): Scanner {
  if (scanner.driver === 'serial') return openSerialScanner(scanner, around)
  return openHidScanner(scanner, around)
}

function openGate(gate: NonNullable<DevicesConfiguration['gate']>, around: Around): Gate {
  switch (gate.driver) {
    case 'lcus':
      return openLcusGate(gate, around)
    case 'e3':
      return openE3Gate(gate, around)
    case 'modbus':
      return openModbusGate(gate, around)
    case 'speed-gate':
      return openSpeedGate(gate, around)
    case 'webhook':
      return openWebhookGate(gate, around)
    case 'none':
      return openNoGate(gate, around)
  }
}

/** Without the members that are there and undefined. */
function present<T extends object>(members: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: NonNullable<T[K]>
  }
}
