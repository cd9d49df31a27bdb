/** Serial lines over a cable that is pulled out, put back, shared out and filled up. */
import { createRequire } from 'node:module'
import { afterEach, expect, test } from 'vitest'
import { openSerialLine, type Line } from './line.ts'
import { layCable, noCable, type Cable } from './test-pty.ts'

/** A busy machine takes its time. */
const soon = { timeout: 30_000 }
const open: (Line | Cable)[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
const keep = <T extends Line | Cable>(one: T): T => {
  open.push(one)
  return one
}

const isLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('serialport'))

test('what opens lines is loaded with the first line', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  expect(isLoaded()).toBe(false)
  const cable = keep(await layCable())
  keep(openSerialLine({ path: cable.station, baudRate: 9_600 }))
  await expect.poll(isLoaded, soon).toBe(true)
})

test('bytes go through a cable both ways', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const [here, there] = [cable.station, cable.device].map((path) =>
    keep(openSerialLine({ path, baudRate: 115_200 })),
  ) as [Line, Line]
  await expect.poll(() => [here.state(), there.state()], soon).toEqual(['ready', 'ready'])
  const got: number[] = []
  there.onBytes((bytes) => got.push(...bytes))
  await here.write(Uint8Array.of(0, 1, 2, 255))
  await expect.poll(() => got, soon).toEqual([0, 1, 2, 255])
})

test('a cable that is pulled out and put back is opened again', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const line = keep(openSerialLine({ path: cable.station, baudRate: 9_600, reopenMs: 50 }))
  await expect.poll(() => line.state(), soon).toBe('ready')
  await cable.unplug()
  await expect.poll(() => line.state(), soon).toBe('missing')
  await expect(line.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
  await cable.plug()
  await expect.poll(() => line.state(), soon).toBe('ready')
})

test('a device that vanishes right after it spoke is missed', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const [here, there] = [cable.station, cable.device].map((path) =>
    keep(openSerialLine({ path, baudRate: 9_600, reopenMs: 20 })),
  ) as [Line, Line]
  for (let n = 0; n < 3; n++) {
    await expect.poll(() => [here.state(), there.state()], soon).toEqual(['ready', 'ready'])
    await there.write(Uint8Array.of(1))
    await cable.unplug()
    await expect.poll(() => here.state(), soon).toBe('missing')
    await cable.plug()
  }
})

test('a device that is plugged in late is opened when it comes', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  await cable.unplug()
  const line = keep(openSerialLine({ path: cable.station, baudRate: 9_600, reopenMs: 20 }))
  const states: string[] = []
  line.onState((state) => states.push(state))
  await expect.poll(() => line.state(), soon).toBe('missing')
  await cable.plug()
  await expect.poll(() => states, soon).toEqual(['missing', 'ready'])
})

test('a line that another one has is busy, and is taken when it is free', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const options = { path: cable.station, baudRate: 9_600, reopenMs: 20 }
  const first = keep(openSerialLine(options))
  await expect.poll(() => first.state(), soon).toBe('ready')
  const second = keep(openSerialLine(options))
  await expect.poll(() => second.state(), soon).toBe('busy')
  await first.close()
  await expect.poll(() => second.state(), soon).toBe('ready')
})

test('a line that is closed while it opens lets go, and so does one that is closed twice', async ({
  skip,
}) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const options = { path: cable.station, baudRate: 9_600, reopenMs: 20 }
  const early = openSerialLine(options)
  await Promise.all([early.close(), early.close()])
  await early.close()
  await expect(early.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
  // Nothing holds the line: the next one has it at once.
  const next = keep(openSerialLine(options))
  const states: string[] = []
  next.onState((state) => states.push(state))
  await expect.poll(() => next.state(), soon).toBe('ready')
  expect(states).toEqual(['ready'])
})

test('a device that vanishes in mid-write is told to whoever writes, and the line comes back', async ({
  skip,
}) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const line = keep(openSerialLine({ path: cable.station, baudRate: 9_600, reopenMs: 20 }))
  await expect.poll(() => line.state(), soon).toBe('ready')
  const states: string[] = []
  line.onState((state) => states.push(state))
  // Nobody reads at the other end: these bytes do not get away.
  const writes = Array.from({ length: 8 }, () => line.write(new Uint8Array(8_000)))
  const ends = Promise.allSettled(writes)
  await cable.unplug()
  const broken = (await ends).filter(({ status }) => status === 'rejected')
  expect(broken.length).toBeGreaterThan(0)
  for (const end of broken) expect(end).toMatchObject({ reason: { code: 'ERR_DEVICE_MISSING' } })
  await cable.plug()
  // Writes may end before the line has noticed: that it is ready again is said after it was missing.
  await expect.poll(() => states.slice(-2), soon).toEqual(['missing', 'ready'])
  await line.write(Uint8Array.of(1))
})

test('no more bytes wait than a line may hold', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const line = keep(openSerialLine({ path: cable.station, baudRate: 9_600, reopenMs: 20 }))
  await expect.poll(() => line.state(), soon).toBe('ready')
  const writes = Array.from({ length: 9 }, () => line.write(new Uint8Array(8_000)))
  const codes = Promise.allSettled(writes)
  await expect(writes[8]).rejects.toMatchObject({ code: 'ERR_DEVICE_SILENT' })
  await cable.unplug()
  await codes
})

test('a path that is no line, and one that nobody may have, are told apart', async () => {
  const folder = keep(openSerialLine({ path: '/proc', baudRate: 9_600 }))
  await expect.poll(() => folder.state(), soon).toBe('failing')
  expect(() => openSerialLine({ path: '/dev/x', baudRate: 0 })).toThrow(TypeError)
})
