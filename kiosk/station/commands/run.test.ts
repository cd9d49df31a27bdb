/** A configured station as a process of its own: devices at the ends of cables, a collector, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment } from 'greengate'
import { generateKey, publicJwk } from 'greengate/issue'
import { openCollectedJournal, startCollector, verifyJournal } from 'greengate-cli/collect'
import { makeDemo, type Demo } from 'greengate-cli/demo'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { simulateSdtReader } from '../devices/card-reader/simulated-sdt.ts'
import { resident } from '../devices/card-reader/test-reader.ts'
import { simulateLcus, type SimulatedRelays } from '../devices/gate/simulated-relays.ts'
import { eventually, layBench, type Bench } from '../devices/gate/test-bench.ts'
import { noCable } from '../devices/line/test-pty.ts'
import { simulatePrinter } from '../devices/printer/simulated-printer.ts'
import { simulateScanner } from '../devices/scanner/simulated-scanner.ts'
import { openStationKey } from '../journal/station-key.ts'
import { commands } from './commands.ts'

let top: string
let demo: Demo
/** Throws where nobody expects it, as soon as it is asked to. */
let faulty: string
const benches: Bench[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  demo = await makeDemo({ folder: join(top, 'demo'), now: new Date() })
  faulty = join(top, 'faulty.mjs')
  await writeFile(faulty, `process.on('SIGUSR2', () => { throw new Error('GG1:SECRET') })\n`)
})
afterAll(() => rm(top, { recursive: true }))
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const bench of benches.splice(0)) await bench.close()
})

const codeOf = (id: string) => demo.people.find((one) => one.id === id)?.text ?? ''

async function lay(): Promise<Bench> {
  const bench = await layBench(9_600)
  benches.push(bench)
  return bench
}

/** Writes the file of a station whose scanner and relay board hang on cables; a pulse is as long as one may be. */
async function configured(scanner: Bench, board: Bench, more: object = {}, devices: object = {}) {
  const folder = await mkdtemp(join(top, 'station-'))
  const relays = { driver: 'lcus', path: board.cable.station }
  const file = {
    station: { name: 'hall' },
    bundle: { folder: demo.folder, worlds: ['demo'] },
    rules: demo.ruleSet,
    screen: { port: 0, camera: false, wedge: false, awaitSeconds: 2 },
    journal: { folder: 'journal' },
    devices: {
      scanners: [{ name: 'scanner-1', driver: 'serial', path: scanner.cable.station }],
      gate: { ...relays, channel: 1, pulseMs: 10_000, passSeconds: 60 },
      light: { ...relays, channels: { green: 2, yellow: 3, red: 4 } },
      ...devices,
    },
    ...more,
  }
  const config = join(folder, 'station.yaml')
  await writeFile(config, JSON.stringify(file))
  return { config, journal: join(folder, 'journal') }
}

/** Resolves when the station serves its screen. */
async function run(config: string) {
  const main = join(import.meta.dirname, '../main.ts')
  const args = ['--conditions=source', '--import', faulty, main, 'run', '--config', config]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let stderr = ''
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes.toString()
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  await Promise.race([once(child.stdout, 'data'), ended])
  return { child, ended, stderr: () => stderr }
}

/** The events and outcomes of a journal, and whether its end is signed. */
async function kept(journal: string) {
  const names = (await readdir(journal)).filter((name) => name.endsWith('.receipts')).sort()
  const all = names.map(async (name) => {
    const bytes = new Uint8Array(await readFile(join(journal, name)))
    return (await readSegment(bytes, name.replace('.receipts', ''))).records
  })
  return (await Promise.all(all)).flat().flatMap(({ value }) => value ?? [])
}

/** The frame that switched the gate's relay last. */
const lastOfGate = ({ frames }: SimulatedRelays) => frames.findLast((one) => one.startsWith('a001'))
const [gateOn, gateOff] = ['a00101a2', 'a00100a1']

async function check(config: string) {
  const printed: string[] = []
  const write = vi.spyOn(process.stdout, 'write')
  write.mockImplementation((text) => printed.push(String(text)) > 0)
  try {
    const code = await commands['check']?.(['--json', '--config', config])
    const { checks } = JSON.parse(printed.join('')) as {
      readonly checks: readonly { readonly name: string; readonly state: string }[]
    }
    return { code, states: new Map(checks.map(({ name, state }) => [name, state])) }
  } finally {
    write.mockRestore()
  }
}

/** A port that is kept, and answers nobody, until it is needed: one that is only asked for may be another's by then. */
async function keptPort() {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, leave: () => new Promise((left) => server.close(left)) }
}

describe.skipIf(noCable !== undefined)('a configured station', { timeout: 120_000 }, () => {
  test('answers a check, lets one through, sends the receipt, shuts the gate at its end, and leaves a whole journal', async () => {
    const [scannerEnd, boardEnd, readerEnd, printerEnd] = [
      ...[await lay(), await lay(), await lay(), await lay()],
    ] as const
    const scanner = simulateScanner(scannerEnd.far)
    const board = simulateLcus(boardEnd.far)
    const reader = simulateSdtReader(readerEnd.far)
    const printer = simulatePrinter(printerEnd.far)
    const collectorKey = await generateKey('Ed25519')
    const [keyFile, pinned] = [join(top, 'collector.jwk'), join(top, 'collector.public.jwk')]
    await writeFile(keyFile, JSON.stringify(collectorKey), { mode: 0o600 })
    await writeFile(pinned, JSON.stringify(publicJwk(collectorKey)))
    const { port, leave } = await keptPort()
    const { config, journal } = await configured(
      ...([scannerEnd, boardEnd] as const),
      { journal: { folder: 'journal', upload: { to: `http://127.0.0.1:${port}`, key: pinned } } },
      {
        cardReader: { driver: 'sdt', path: readerEnd.cable.station },
        printer: { driver: 'escpos', path: printerEnd.cable.station },
      },
    )
    const names = ['scanner-1', 'card-reader', 'gate', 'light', 'printer']

    const plugged = await check(config)
    expect(names.map((name) => plugged.states.get(name))).toEqual(names.map(() => 'ok'))
    expect(plugged.code).toBe(0)

    const { publicKey } = await openStationKey(journal)
    const station = await run(config)
    await scanner.see(codeOf('stop-contact'))
    await eventually(() => printer.slips.length).toBe(1)
    await scanner.see(codeOf('pass'))
    await eventually(() => lastOfGate(board)).toBe(gateOn)
    reader.place(resident)
    const receipts = async () =>
      (await kept(journal)).filter(({ format }) => format === 'greengate-receipt-1').length
    await expect.poll(receipts, { timeout: 30_000 }).toBe(3)
    reader.lift()

    const stations = join(top, 'stations.json')
    await writeFile(stations, JSON.stringify({ hall: publicKey }))
    const told: unknown[] = []
    await leave()
    {
      await using _collector = await startCollector({
        ...{ host: '127.0.0.1', port, db: join(top, 'collector.db'), key: keyFile },
        ...{ keys: { stations }, now: () => new Date(), tell: (error) => told.push(error) },
      })
      const collected = async () =>
        (await kept(journal)).some((one) => 'event' in one && one.event === 'collected')
      await expect.poll(collected, { timeout: 30_000 }).toBe(true)
    }
    expect(told).toEqual([])

    // That took as long as it took: once that pulse is over the gate is opened anew, so that nothing but the stop shuts it.
    await eventually(() => lastOfGate(board)).toBe(gateOff)
    await scanner.see(codeOf('pass-child'))
    await eventually(() => board.on()).toContain(1)
    const before = performance.now()
    station.child.kill('SIGTERM')
    await eventually(() => lastOfGate(board)).toBe(gateOff)
    expect(performance.now() - before).toBeLessThan(4_000)
    expect(await station.ended).toBe(0)
    await eventually(() => board.on()).toEqual([])

    const all = await kept(journal)
    expect(all.map((one) => ('event' in one ? one.event : one.format))).toEqual(
      expect.arrayContaining(['started', 'collected', 'stopped']),
    )
    expect(all.at(-1)?.format).toBe('greengate-checkpoint-1')
    using own = await openCollectedJournal([journal])
    for await (const report of verifyJournal(own.segments, () => publicKey))
      expect(report).toMatchObject({ isSound: true, isKeyKnown: true, unsigned: 0, tornBytes: 0 })

    for (const end of [scannerEnd, boardEnd, readerEnd, printerEnd]) await end.cable.unplug()
    const unplugged = await check(config)
    expect(names.map((name) => unplugged.states.get(name))).toEqual(names.map(() => 'failed'))
    expect(unplugged.code).toBe(1)
  })

  test('that throws where nobody expected it shuts the gate, signs its journal, and ends with 1', async () => {
    const [scannerEnd, boardEnd] = [await lay(), await lay()]
    const scanner = simulateScanner(scannerEnd.far)
    const board = simulateLcus(boardEnd.far)
    const { config, journal } = await configured(scannerEnd, boardEnd)
    const { child, ended, stderr } = await run(config)
    await scanner.see(codeOf('pass'))
    await eventually(() => lastOfGate(board)).toBe(gateOn)
    child.kill('SIGUSR2')
    await eventually(() => lastOfGate(board)).toBe(gateOff)
    expect(await ended).toBe(1)
    expect(board.on()).not.toContain(1)
    expect(stderr()).not.toContain('SECRET')
    const all = await kept(journal)
    expect(all.slice(-2).map((one) => ('event' in one ? one.event : one.format))).toEqual([
      ...['stopped', 'greengate-checkpoint-1'],
    ])
  })
})
