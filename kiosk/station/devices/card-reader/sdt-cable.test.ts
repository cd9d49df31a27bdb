/** Tests of the driver of SDT readers over pseudo-terminals: the real serial line, with what real lines do. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openSerialLine, type Line } from '../line/line.ts'
import { layCable, noCable, type Cable } from '../line/test-pty.ts'
import type { SdtTimes } from './sdt.ts'
import { openTestReader, resident, residentCard, type TestReader } from './test-reader.ts'

const times: SdtTimes = { poll: 10, answer: 1_500, read: 1_500, quiet: 40, again: 50 }
let cable: Cable
let line: Line
let opened: TestReader

beforeAll(async () => {
  if (noCable !== undefined) return
  cable = await layCable()
  line = openSerialLine({ path: cable.device, baudRate: 115_200, reopenMs: 50 })
  opened = openTestReader(line, (options) => openSerialLine({ ...options, reopenMs: 50 }), {
    path: cable.station,
    times,
  })
})
afterAll(async () => {
  if (noCable !== undefined) return
  await opened.reader.stop()
  await line.close()
  await cable.close()
})
beforeEach(async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  opened.device.behave({})
  opened.device.lift()
  await settled()
  opened.happenings.length = 0
})

/** Two looks that find nothing. */
const settled = async () => {
  const before = opened.device.heard.length
  await opened.until(
    () => opened.device.heard.slice(before).filter((one) => one === 0x2001).length > 3,
  )
}
const read = { happening: 'read', card: residentCard }

test('a card is read and lifted', async () => {
  const { device, happenings, until } = opened
  device.place(resident)
  await until(() => happenings.length === 1)
  device.lift()
  await until(() => happenings.length === 2)
  expect(happenings).toEqual([read, { happening: 'removed' }])
  expect(opened.health.at(-1)).toMatch(/^ready SAM /)
})

test('a card is read that comes slowly, in small pieces and behind noise', async () => {
  const { device, happenings, until } = opened
  device.behave({ pieces: 11, delayMs: 30, noise: Uint8Array.of(0xaa, 0, 0xaa, 0xaa, 0x96) })
  device.place(resident)
  await until(() => happenings.length === 1)
  expect(happenings).toEqual([read])
})

test('every status of a card is told to the person, and the reader goes on', async () => {
  const { device, happenings, until } = opened
  const advised: unknown[] = []
  for (const status of [0x81, 0x41, 0x47, 0x31, 0x32, 0x33, 0x40, 0x91]) {
    device.fail(0x3001, { status }, 1)
    device.place(resident)
    await until(() => happenings.length === 1)
    advised.push(...happenings.map((one) => ('advice' in one ? one.advice : one.happening)))
    device.lift()
    await settled()
    happenings.length = 0
  }
  expect(advised).toEqual([
    ...['place-again', 'place-again', 'place-again'],
    ...['not-authentic', 'not-authentic', 'not-authentic', 'wrong-kind', 'wrong-kind'],
  ])
  expect(opened.reader.health().state).toBe('ready')
})

test('a reader that is pulled out in mid-read is missing, and reads the card when it is back', async () => {
  const { device, happenings, health, until } = opened
  health.length = 0
  device.behave({ pieces: 64, delayMs: 120 })
  device.place(resident)
  const before = device.heard.length
  await until(() => device.heard.slice(before).includes(0x3001))
  await cable.unplug()
  await expect.poll(() => line.state()).not.toBe('ready')
  await until(() => health.length === 1)
  expect(happenings).toEqual([])
  device.behave({})
  // What a station asks of an end that nobody has opened yet is lost, and the reader silent.
  await cable.plug(() => expect.poll(() => line.state()).toBe('ready'))
  await until(() => happenings.length === 1)
  expect(happenings).toEqual([read])
  expect(health.map((one) => one.split(' ')[0])).toEqual(['missing', 'ready'])
})
