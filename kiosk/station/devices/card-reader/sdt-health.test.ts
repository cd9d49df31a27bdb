/** Tests of the driver of SDT readers against a simulated reader: how the reader is, and what it takes to find it. */
import { afterEach, expect, test } from 'vitest'
import { randomOf } from '../../../../house/endurance.ts'
import { layWire } from '../line/wire.ts'
import { openSdtReader } from './sdt.ts'
import {
  impatient,
  looks,
  openTestReader,
  resident,
  residentCard,
  startReader,
  type TestReader,
} from './test-reader.ts'

const open: TestReader[] = []
afterEach(async () => {
  for (const { reader } of open.splice(0)) await reader.stop()
})

const start = (options: Parameters<typeof startReader>[0] = {}) => {
  const opened = startReader(options)
  open.push(opened)
  return opened
}
const read = { happening: 'read', card: residentCard }
const sam = 'SAM 05.01-20171225-0123456789-0987654321'

test.each([0x10, 0x11, 0x24, 0x21])(
  'status %i to every look is a failing reader, until it stops',
  async (status) => {
    const { device, health, happenings, until } = start()
    await until(() => health.length === 1)
    device.fail(0x2001, { status }, 6)
    device.place(resident)
    await until(() => health.length === 3)
    expect(health).toEqual([`ready ${sam}`, `failing ${sam}`, `ready ${sam}`])
    await until(() => happenings.length === 1)
    expect(happenings).toEqual([read])
  },
)

test.each([0x60, 0x66])('status %i: the security module does not work', async (status) => {
  const { device, health, happenings, until } = start()
  await until(() => health.length === 1)
  device.fail(0x2001, { status }, 1)
  device.fail(0x11ff, { status }, 3)
  device.place(resident)
  await until(() => health.length === 3)
  expect(health).toEqual([`ready ${sam}`, 'failing', `ready ${sam}`])
  // It was restarted, and the card counts.
  expect(device.heard).toContain(0x10ff)
  await until(() => happenings.length === 1)
  expect(happenings).toEqual([read])
})

test('a reader that answers nothing any more is silent, and is found again', async () => {
  const { device, health, until } = start({ times: impatient })
  await until(() => health.length === 1)
  device.fail(0x2001, 'silence', 2)
  device.fail(0x11ff, 'silence', 1)
  await until(() => health.length === 3)
  expect(health).toEqual([`ready ${sam}`, 'silent', `ready ${sam}`])
})

test('a reader at another rate is found and told to change', async () => {
  const { device, health, happenings, until } = start({ baud: 9_600, times: impatient })
  device.place(resident)
  await until(() => happenings.length === 1)
  expect(device.baud()).toBe(115_200)
  expect(health.at(-1)).toBe(`ready ${sam}`)
})

test('a reader that does not change its rate is used at its own', async () => {
  const { device, happenings, until } = start({ baud: 19_200, times: impatient })
  device.fail(0x6000, { status: 0x21 })
  device.place(resident)
  await until(() => happenings.length === 1)
  expect(device.baud()).toBe(19_200)
})

test('the size of its radio frames is set where it is configured', async () => {
  const { device, health, until } = start({ rfBytes: 0x50 })
  await until(() => health.length === 1)
  expect(device.heard).toContain(0x61ff)
})

test('an endless stream of noise is no card, no fault of the driver, and ends', async () => {
  const { device, happenings, health, until } = start({ times: impatient })
  await until(() => health.length === 1)
  const random = randomOf(3, 0)
  const some = [0xaa, 0xaa, 0x96, 0x69, 0x00, 0x05, 0x08, 0x90, 0x9f]
  const end = performance.now() + 400
  device.place(resident)
  while (performance.now() < end) {
    const noise = Uint8Array.from({ length: 200 }, () => some[Math.floor(random() * 10)] ?? 0x31)
    await device.send(noise)
    await new Promise(setImmediate)
  }
  device.lift()
  const lifted = looks(device)
  await until(() => looks(device) > lifted + 4)
  happenings.length = 0
  device.place(resident)
  await until(() => happenings.length === 1)
  expect(happenings).toEqual([read])
  expect(health.at(-1)).toBe(`ready ${sam}`)
})

test('a driver that is stopped while it looks for its reader lets go of the line', async () => {
  const wire = layWire()
  let opened = 0
  let closed = 0
  const { reader, until } = openTestReader(
    wire.device,
    (options) => {
      opened++
      const line = wire.openLine(options)
      return {
        ...line,
        close: () => {
          closed++
          return line.close()
        },
      }
    },
    { lineBaud: () => 1, times: impatient },
  )
  await until(() => opened > 1)
  await reader.stop()
  await new Promise((later) => setTimeout(later, 100))
  expect(opened).toBeGreaterThan(1)
  expect(closed).toBe(opened)
})

test('a rate that no reader has is a mistake of whoever wrote it', () => {
  const { openLine } = layWire()
  const surroundings = { now: () => new Date(), monotonicMs: () => 0, log: () => undefined }
  expect(() =>
    openSdtReader({ name: 'x', path: 'x', baud: 12_345 }, { ...surroundings, openLine }),
  ).toThrow(TypeError)
})

test('the reader is tried without waiting for a card', async () => {
  const { reader, device } = start()
  expect(await reader.test()).toMatchObject({ state: 'ready', detail: sam })
  device.fail(0x11ff, { status: 0x66 }, 1)
  expect(await reader.test()).toMatchObject({ state: 'failing' })
})
