/** A signal light on relays, at the end of a cable. */
import { afterEach, expect, test } from 'vitest'
import type { Light } from '../device.ts'
import { simulateLcus, simulateModbus, type SimulatedRelays } from '../gate/simulated-relays.ts'
import { eventually, layBench, type Bench } from '../gate/test-bench.ts'
import { noCable } from '../line/test-pty.ts'
import { openRelayLight } from './relay-light.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function setUp(): Promise<{ bench: Bench; board: SimulatedRelays; light: Light }> {
  const bench = await layBench(9_600)
  benches.push(bench)
  const board = simulateLcus(bench.far)
  await eventually(() => bench.far.state()).toBe('ready')
  const light = openRelayLight(
    {
      name: 'light',
      driver: 'lcus',
      path: bench.cable.station,
      channels: { green: 2, yellow: 3, red: 4 },
    },
    bench.surroundings,
  )
  bench.ends(() => {
    board.close()
  })
  bench.ends(() => light.stop())
  await eventually(() => light.health().state).toBe('ready')
  return { bench, board, light }
}

test.skipIf(noCable !== undefined)('one lamp at a time, and all dark at the end', async () => {
  const { board, light } = await setUp()
  let most = 0
  board.watch(() => {
    most = Math.max(most, board.on().length)
  })
  for (const [colour, channels] of [
    ['green', [2]],
    ['yellow', [3]],
    ['red', [4]],
    // There is no such lamp: better dark than wrong.
    ['blue', []],
    ['green', [2]],
  ] as const) {
    await light.show(colour)
    await eventually(() => board.on()).toEqual(channels)
  }
  await light.stop()
  await eventually(() => board.on()).toEqual([])
  expect(most).toBe(1)
})

test.skipIf(noCable !== undefined)('what is wanted last is what shines', async () => {
  const { board, light } = await setUp()
  await Promise.all(
    (['green', 'red', 'yellow', 'red'] as const).map((colour) => light.show(colour)),
  )
  await eventually(() => board.on()).toEqual([4])
})

test.skipIf(noCable !== undefined)(
  'unplugged, it says so; plugged in, it shines as it should',
  async () => {
    const { bench, board, light } = await setUp()
    await bench.cable.unplug()
    await eventually(() => light.health().state).toBe('missing')
    await expect(light.show('red')).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
    await bench.cable.plug()
    await eventually(() => bench.far.state()).toBe('ready')
    await eventually(() => light.health().state).toBe('ready')
    await light.test()
    await eventually(() => board.on()).toEqual([4])
  },
)

test.skipIf(noCable !== undefined)(
  'a lamp that did not hear that it is to go out goes out when it hears again',
  async () => {
    const bench = await layBench(9_600)
    benches.push(bench)
    const board = simulateModbus(bench.far, { address: 1, timesPulses: true })
    await eventually(() => bench.far.state()).toBe('ready')
    const path = bench.cable.station
    const light = openRelayLight(
      { name: 'light', driver: 'modbus', path, channels: { green: 2 } },
      bench.surroundings,
    )
    bench.ends(() => {
      board.close()
    })
    bench.ends(() => light.stop())
    await eventually(() => light.health().state).toBe('ready')
    await light.show('green')
    expect(board.on()).toEqual([2])
    board.hear(false)
    await expect(light.show('off')).rejects.toMatchObject({ code: 'ERR_DEVICE_SILENT' })
    expect(board.on()).toEqual([2])
    board.hear(true)
    await eventually(() => board.on()).toEqual([])
    await eventually(() => light.health().state).toBe('ready')
  },
)
