/** A station in a process of its own, with real drivers at the ends of cables: it can be measured alone, and killed. */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openSdtReader } from '../station/devices/card-reader/sdt.ts'
import { openLcusGate } from '../station/devices/gate/lcus.ts'
import { openModbusGate } from '../station/devices/gate/modbus.ts'
import { openSerialLine, type OpenLine } from '../station/devices/line/line.ts'
import { openEscposPrinter } from '../station/devices/printer/escpos.ts'
import { openSerialScanner } from '../station/devices/scanner/serial-scanner.ts'
import { readEnrolled } from '../station/enrolled-station.ts'
import { openStation } from '../station/open-station.ts'
import type { Ask, StationSetting, Told } from './station-messages.ts'

const setting = JSON.parse(process.argv[2] ?? '{}') as StationSetting
const { scanner, reader, printer, gate, pulseMs, gapMs } = setting
let aheadMs = 0
const now = () => new Date(Date.now() + aheadMs)
const monotonicMs = () => performance.now()
// What is told is with the other process before anything else happens here: a kill takes back nothing.
const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`)

/** When the last byte of an input came, until the gate is told. */
let inputMs: number | undefined
let inputCpu = process.cpuUsage()
const own: number[] = []
const ownCpu: number[] = []
const timed: OpenLine = (options) => {
  const line = openSerialLine(options)
  const isInput = options.path === scanner || options.path === reader
  if (isInput)
    line.onBytes(() => {
      inputMs = performance.now()
      inputCpu = process.cpuUsage()
    })
  if (options.path !== gate.path) return line
  return {
    ...line,
    write(bytes) {
      if (inputMs !== undefined && opens(bytes)) {
        own.push(performance.now() - inputMs)
        const { user, system } = process.cpuUsage(inputCpu)
        ownCpu.push((user + system) / 1_000)
        inputMs = undefined
      }
      return line.write(bytes)
    },
  }
}
/** LCUS: on. Modbus: a pulse of the board's own. */
const opens = (bytes: Uint8Array) =>
  gate.board === 'lcus' ? bytes[0] === 0xa0 && bytes[2] === 1 : bytes[1] === 5 && bytes[2] === 2

const around = { now, monotonicMs, log: () => undefined, openLine: timed }
const wired = { name: 'gate', path: gate.path, pulseMs, gapMs }
const devices = {
  gate: gate.board === 'lcus' ? openLcusGate(wired, around) : openModbusGate(wired, around),
  scanners:
    scanner === undefined ? [] : [openSerialScanner({ name: 'scanner', path: scanner }, around)],
  cardReaders:
    reader === undefined
      ? []
      : [openSdtReader({ name: 'reader', path: reader, baud: 115_200 }, around)],
  printer:
    printer === undefined
      ? undefined
      : openEscposPrinter({ name: 'printer', path: printer }, around),
}
const { station, close } = await openStation({
  ...{ bundleFolder: setting.bundleFolder, journalFolder: setting.journalFolder },
  ...{ enrolled: await readEnrolled(setting.stationFolder), ruleSet: setting.ruleSet },
  ...{ name: 'rig', lane: '1', worlds: ['demo'], class: 'poll' },
  ...{ devices, now, monotonicMs, log: () => undefined },
})
let told = ''
station.listen((event) => {
  if (event.kind === 'shown') tell({ told: 'shown', outcome: event.decision.outcome })
  if (event.kind !== 'status' || event.status.service === told) return
  told = event.status.service
  tell({ told: 'service', service: event.status.service })
})
createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line) as Ask
  if (asked.ask === 'clock') aheadMs = asked.seconds * 1_000
  else if (asked.ask === 'own') tell({ told: 'own', ms: own.splice(0), cpuMs: ownCpu.splice(0) })
  else void close().then(() => process.exit(0))
})
const needed = [devices.gate, ...devices.scanners, ...devices.cardReaders]
const waiting = setInterval(() => {
  if (!needed.every((device) => device.health().state === 'ready')) return
  clearInterval(waiting)
  tell({ told: 'open' })
}, 10)
