/** A HID scanner that comes and goes, on a simulated machine and on this one. */
import { afterEach, expect, test } from 'vitest'
import type { Scanner } from '../device.ts'
import { openHidScanner, type HidScannerOptions } from './hid-scanner.ts'
import { nodeHidSource } from './node-hid-source.ts'
import { reportsOf, simulateHid, type SimulatedHid } from './simulated-hid.ts'

const soon = { timeout: 30_000 }
const scanners: Scanner[] = []
afterEach(async () => {
  for (const scanner of scanners.splice(0)) await scanner.stop()
})

const around = {
  now: () => new Date('2020-03-18T12:00:00Z'),
  monotonicMs: () => performance.now(),
  log: () => undefined,
}
function open(hid: SimulatedHid, options: Partial<HidScannerOptions> = {}) {
  const scanner = openHidScanner(
    { name: 'scanner-1', lookMs: 10, gapMs: 30, ...options },
    { ...around, openSource: () => Promise.resolve(hid) },
  )
  scanners.push(scanner)
  const texts: string[] = []
  scanner.listen((text) => texts.push(text))
  const becomes = (state: string) => expect.poll(() => scanner.health().state, soon).toBe(state)
  return { scanner, texts, becomes }
}
const scan = (hid: SimulatedHid, text: string) => {
  for (const report of reportsOf(text)) hid.report(report)
}
const code = (letter: string) => `GG1:${letter.repeat(500)}`

test('a scanner that is plugged in late, pulled out and put back is read', async () => {
  const hid = simulateHid()
  const { texts, becomes } = open(hid)
  await becomes('missing')
  hid.plug({})
  await becomes('ready')
  scan(hid, code('A'))
  scan(hid, code('A'))
  hid.report(reportsOf(code('Z'))[0]!)
  hid.unplug()
  await becomes('missing')
  expect(hid.isOpen()).toBe(false)
  hid.plug({})
  await becomes('ready')
  scan(hid, code('B'))
  expect(texts).toEqual([code('A'), code('B')])
})

test('a Honeywell scanner is told to send reports, and no other is', async () => {
  const hid = simulateHid()
  hid.plug({ vendor: 0x0c2e })
  await open(hid).becomes('ready')
  expect(hid.features).toEqual([[254, 1]])
  const other = simulateHid()
  other.plug({ vendor: 0x05e0 })
  await open(other).becomes('ready')
  expect(other.features).toEqual([])
})

test.each([
  ['another vendor', { vendor: 0x05e0 }],
  ['another product', { vendor: 0x0c2e, product: 9 }],
  ['a keyboard', { vendor: 0x0c2e, product: 0x0b6a, usagePage: 1, usage: 6 }],
])('%s is not the scanner that was configured', async (_what, device) => {
  const hid = simulateHid()
  hid.plug(device)
  await open(hid, { vendor: '0c2e', product: '0B6A' }).becomes('missing')
  expect(hid.isOpen()).toBe(false)
})

test.each([
  ['EACCES', 'denied'],
  ['EBUSY', 'busy'],
  ['EIO', 'failing'],
] as const)('a system that says %s leaves it %s, until it lets it', async (code, state) => {
  const hid = simulateHid()
  hid.plug({})
  hid.refuse(code)
  const { becomes } = open(hid)
  await becomes(state)
  hid.refuse(undefined)
  await becomes('ready')
})

test('a scan that breaks off is counted, and the next one is whole', async () => {
  const hid = simulateHid()
  hid.plug({})
  const { scanner, texts, becomes } = open(hid)
  await becomes('ready')
  hid.report(reportsOf(code('Z'))[0]!)
  await expect.poll(() => scanner.health().detail, soon).toBe('1 unreadable')
  scan(hid, code('A'))
  expect(texts).toEqual([code('A')])
  for (let n = 0; n < 8; n++) hid.report(new Uint8Array(64))
  expect(scanner.health().state).toBe('failing')
})

test('a test finds out that the device is gone, also where nobody said so', async () => {
  const hid = simulateHid()
  hid.plug({})
  const { scanner, becomes } = open(hid)
  await becomes('ready')
  expect((await scanner.test()).state).toBe('ready')
  const found = await hid.devices()
  hid.devices = () => Promise.resolve([])
  expect((await scanner.test()).state).toBe('missing')
  hid.devices = () => Promise.resolve(found)
  await becomes('ready')
})

test('a vendor that is no number of USB is a mistake', () => {
  expect(() => open(simulateHid(), { vendor: 'honeywell' })).toThrow(TypeError)
})

test('the devices of this machine are listed by the real library', async () => {
  for (const device of await (await nodeHidSource()).devices()) {
    expect(device.path).not.toBe('')
    expect(device.vendor).toBeGreaterThanOrEqual(0)
  }
})

test('a real HID scanner is opened', async ({ skip }) => {
  const found = await (await nodeHidSource()).devices()
  const isThere = found.some(({ usagePage, usage }) => usagePage === 0x8c && usage === 2)
  skip(!isThere, 'no HID barcode scanner is plugged in here')
  const scanner = openHidScanner({ name: 'scanner-1' }, around)
  scanners.push(scanner)
  await expect.poll(() => scanner.health().state, soon).toBe('ready')
})
