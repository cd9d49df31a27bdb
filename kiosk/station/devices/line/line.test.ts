import { afterEach, expect, test } from 'vitest'
import { openSerialLine, type Line } from './line.ts'
import { layCable, noCable, type Cable } from './test-pty.ts'

const open: (Line | Cable)[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
const keep = <T extends Line | Cable>(one: T): T => {
  open.push(one)
  return one
}

test('bytes go through a cable both ways', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const [here, there] = [cable.station, cable.device].map((path) =>
    keep(openSerialLine({ path, baudRate: 115_200 })),
  ) as [Line, Line]
  await expect.poll(() => [here.state(), there.state()]).toEqual(['ready', 'ready'])
  const got: number[] = []
  there.onBytes((bytes) => got.push(...bytes))
  await here.write(Uint8Array.of(0, 1, 2, 255))
  await expect.poll(() => got).toEqual([0, 1, 2, 255])
})

test('a cable that is pulled out and put back is opened again', async ({ skip }) => {
  skip(noCable !== undefined, noCable)
  const cable = keep(await layCable())
  const line = keep(openSerialLine({ path: cable.station, baudRate: 9_600, reopenMs: 50 }))
  await expect.poll(() => line.state()).toBe('ready')
  await cable.unplug()
  await expect.poll(() => line.state()).toBe('missing')
  await expect(line.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
  await cable.plug()
  await expect.poll(() => line.state()).toBe('ready')
})
