/** A serial scanner at the end of a cable: codes, pieces, garbage, a pulled plug. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scanner } from '../device.ts'
import { openSerialLine, type Line } from '../line/line.ts'
import { layCable, noCable } from '../line/test-pty.ts'
import { openSerialScanner, type SerialScannerOptions } from './serial-scanner.ts'
import { simulateScanner, type SimulatedScannerOptions } from './simulated-scanner.ts'

const ends: (() => Promise<void>)[] = []
/** A busy machine takes its time, and makes gaps where no scanner does: gaps of 600 ms are gaps on any. */
const soon = { timeout: 30_000 }

beforeEach(({ skip }) => {
  skip(noCable !== undefined, noCable)
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A station's scanner, and the device at the other end of its cable. */
async function wire(
  options: Partial<SerialScannerOptions> = {},
  simulated: SimulatedScannerOptions = {},
) {
  const cable = await layCable()
  ends.push(() => cable.close())
  const logged: string[] = []
  let heardMs = performance.now()
  const scanner = openSerialScanner(
    {
      name: 'scanner-1',
      path: cable.station,
      baud: 115_200,
      suffix: 'cr',
      gapMs: 5_000,
      ...options,
    },
    {
      openLine(options) {
        const line = openSerialLine({ ...options, reopenMs: 20 })
        line.onBytes(() => {
          heardMs = performance.now()
        })
        return line
      },
      now: () => new Date('2020-03-18T12:00:00Z'),
      monotonicMs: () => performance.now(),
      log: (text) => logged.push(text),
    },
  )
  ends.push(() => scanner.stop())
  const device = openSerialLine({ path: cable.device, baudRate: 115_200, reopenMs: 20 })
  ends.push(() => device.close())
  const texts: string[] = []
  scanner.listen((text) => texts.push(text))
  await areReady(scanner, device)
  return {
    cable,
    scanner,
    texts,
    logged,
    hand: simulateScanner(device, simulated),
    device,
    silentMs: () => performance.now() - heardMs,
  }
}
const areReady = async (scanner: Scanner, device: Line) => {
  await expect
    .poll(() => [scanner.health().state, device.state()], soon)
    .toEqual(['ready', 'ready'])
}
const code = (letter: string) => `GG1:${letter.repeat(500)}`

test.each([
  ['cr', {}],
  ['crlf', {}],
  ['none', { chunk: 100 }],
] as const)('codes that end with %s are read', async (suffix, how) => {
  const { texts, hand } = await wire({ suffix, gapMs: 600 }, { suffix, ...how })
  await hand.see(code('A'))
  await expect.poll(() => texts, soon).toEqual([code('A')])
  await hand.see(code('B'))
  await expect.poll(() => texts, soon).toEqual([code('A'), code('B')])
})

test('a code in pieces is one code, and one that breaks off leaves nothing behind but a count', async () => {
  const { texts, hand, scanner, logged } = await wire(
    { gapMs: 600, aim: true, noRead: 'NG' },
    { chunk: 40, pauseMs: 2, prefix: ']Q1' },
  )
  await hand.see(code('A'))
  await hand.send(Buffer.from('NG\r'))
  await hand.send(Buffer.from(code('Z').slice(0, 100)))
  await expect.poll(() => scanner.health().detail, soon).toBe('1 unreadable')
  await hand.see(code('B'))
  await expect.poll(() => texts, soon).toEqual([code('A'), code('B')])
  expect(logged).toEqual(['scanner-1: 1 scans that are no text'])
})

test('a code that stays before the scanner is told once', async () => {
  const { texts, hand } = await wire()
  for (let n = 0; n < 5; n++) await hand.see(code('A'))
  await hand.see(code('B'))
  await expect.poll(() => texts, soon).toEqual([code('A'), code('B')])
})

test('a scanner that is pulled out is missing, and reads again when it is back', async () => {
  const { cable, texts, hand, scanner, device } = await wire()
  const states: string[] = []
  scanner.watch(({ state }) => states.push(state))
  await hand.send(Buffer.from('GG1:HALF'))
  await cable.unplug()
  await expect.poll(() => scanner.health().state, soon).toBe('missing')
  await cable.plug()
  await areReady(scanner, device)
  expect([states.at(0), states.at(-1)]).toEqual(['missing', 'ready'])
  await hand.see(code('A'))
  await expect.poll(() => texts, soon).toEqual([code('A')])
})

test('a scanner that waits for a command is told to look, again after each code, and to rest at the end', async () => {
  const look = [0x16, 0x54, 0x0d]
  const { texts, hand, scanner } = await wire(
    { trigger: 'honeywell', triggerEveryMs: 150 },
    { lookOn: look },
  )
  for (const letter of ['A', 'B', 'C']) await hand.see(code(letter))
  await expect.poll(() => texts.length, soon).toBe(3)
  await expect.poll(() => hand.told.length, soon).toBeGreaterThanOrEqual(4 * look.length)
  await scanner.stop()
  await expect.poll(() => hand.told.slice(-3), soon).toEqual([0x16, 0x55, 0x0d])
})

test('a second of garbage at full rate makes no code, no memory, and a good code is read at once', async () => {
  const { texts, hand, scanner, silentMs } = await wire({ gapMs: 600 })
  const noise = new Uint8Array(4_096)
  const before = process.memoryUsage().rss
  let seed = 7
  const until = performance.now() + 1_000
  let sent = 0
  while (performance.now() < until) {
    for (let i = 0; i < noise.length; i++) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      noise[i] = seed >>> 16
    }
    await hand.send(noise)
    sent += noise.length
  }
  expect(sent).toBeGreaterThan(100_000)
  await expect.poll(() => scanner.health().state, soon).toBe('failing')
  // Long enough for what was begun to be over: a person takes longer to hold a phone.
  await expect.poll(silentMs, soon).toBeGreaterThan(1_000)
  const at = performance.now()
  await hand.see(code('A'))
  await expect.poll(() => texts.at(-1), { interval: 5, timeout: 30_000 }).toBe(code('A'))
  expect(performance.now() - at).toBeLessThan(3_000)
  expect(texts.length).toBeLessThan(5)
  expect(scanner.health().state).toBe('ready')
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
})

test('a speed that no scanner has is a mistake', () => {
  const never = { now: () => new Date(0), monotonicMs: () => 0, log: () => undefined }
  const options = { name: 'scanner-1', path: '/dev/null', baud: 9_601 }
  const openLine = () => expect.unreachable()
  expect(() => openSerialScanner(options, { ...never, openLine })).toThrow(TypeError)
})
