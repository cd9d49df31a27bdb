/** A station whose screen is gone: it decides nothing that nobody would see, unless a light shows it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Light } from './devices/device.ts'
import { keepHealth } from './devices/kept-health.ts'
import type { StationOptions } from './open-station.ts'
import { instant, testWorld, type TestStation, type TestWorld } from './test-station.ts'
import { screenSilentMs, startScreenWatch } from './watchdog/screen-watch.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterEach(() => world.tidy())
afterAll(() => world.close())

/** A station with a watch over its screens, and one screen of it. */
async function open(more: Partial<StationOptions> = {}) {
  const watch = startScreenWatch(() => world.elapsedMs)
  const gate = await world.open({ isSeen: watch.isSeen, ...more })
  const screens = watch.hear(gate.station, () => {
    gate.station.changed()
  })
  return { gate, api: screens.connect!().api }
}
const read = async ({ scanner, station }: TestStation, id: string) => {
  scanner.read(world.codeOf(id))
  await station.tend()
}
const opens = ({ gate }: TestStation) =>
  gate.commands.filter((one) => one.startsWith('open')).length

test('a scanner opens nothing once the screen has asked nothing for long, until it asks again', async () => {
  const { gate, api } = await open()
  world.elapsedMs = screenSilentMs + 1
  await read(gate, 'pass')
  expect(opens(gate)).toBe(0)
  expect((await gate.station.status()).service).toBe('no-screen')
  expect(gate.heard.at(-1)).toMatchObject({ kind: 'status', status: { service: 'no-screen' } })

  expect((await api.status()).service).toBe('open')
  expect(gate.heard.at(-1)).toMatchObject({ kind: 'status', status: { service: 'open' } })
  await read(gate, 'pass-child')
  expect(opens(gate)).toBe(1)
})

test('what a screen shows is decided however long it was silent: it is there', async () => {
  const { gate, api } = await open()
  world.elapsedMs = screenSilentMs + 1
  expect((await api.present([world.codeOf('pass')])).outcome).toBe('pass')
  expect(opens(gate)).toBe(1)
})

test.each([
  ['ready', 'open'],
  ['missing', 'no-screen'],
] as const)('a light that is %s makes its service %s', async (state, service) => {
  const health = keepHealth('light', 'light', () => instant)
  health.become(state)
  const light: Light = {
    ...{ name: 'light', kind: 'light', health: health.now, watch: health.watch },
    test: () => Promise.resolve(health.now()),
    show: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
  const { gate } = await open({ devices: { scanners: [], cardReaders: [], light } })
  world.elapsedMs = screenSilentMs + 1
  expect((await gate.station.status()).service).toBe(service)
})
