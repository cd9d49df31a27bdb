/** A buzzer on a relay, at the end of a cable. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Buzzer } from '../device.ts'
import { simulateLcus, simulateModbus, type SimulatedRelays } from '../gate/simulated-relays.ts'
import { eventually, layBench, type Bench } from '../gate/test-bench.ts'
import { noCable } from '../line/test-pty.ts'
import { buzzerPatterns, openRelayBuzzer } from './relay-buzzer.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function setUp(): Promise<{
  bench: Bench
  board: SimulatedRelays
  buzzer: Buzzer
  heard: boolean[]
}> {
  const bench = await layBench(9_600)
  benches.push(bench)
  const board = simulateLcus(bench.far)
  await eventually(() => bench.far.state()).toBe('ready')
  const buzzer = openRelayBuzzer(
    { name: 'buzzer', driver: 'lcus', path: bench.cable.station, channel: 5 },
    bench.surroundings,
  )
  bench.ends(() => {
    board.close()
  })
  bench.ends(() => buzzer.stop())
  const heard: boolean[] = []
  board.watch((_channel, on) => heard.push(on))
  await eventually(() => buzzer.health().state).toBe('ready')
  return { bench, board, buzzer, heard }
}

test.skipIf(noCable !== undefined)(
  'each pattern has its own number of sounds, and ends silent',
  async () => {
    const { buzzer, heard, board } = await setUp()
    for (const pattern of ['go', 'wait', 'staff'] as const) {
      heard.length = 0
      await buzzer.sound(pattern)
      const sounds = (buzzerPatterns[pattern].length + 1) / 2
      // What was written is not yet what the board at the far end has read.
      await eventually(() => heard.length).toBe(2 * sounds)
      expect(heard.filter(Boolean)).toHaveLength(sounds)
      expect(board.on()).toEqual([])
    }
    expect(new Set(Object.values(buzzerPatterns).map(({ length }) => length)).size).toBe(3)
  },
)

test.skipIf(noCable !== undefined)(
  'a new pattern ends the one before, and a stop ends all',
  async () => {
    const { buzzer, board, heard } = await setUp()
    const staff = buzzer.sound('staff')
    await wait(50)
    await buzzer.sound('go')
    await staff
    await eventually(() => board.on()).toEqual([])
    expect(heard.length).toBeLessThanOrEqual(4)
    heard.length = 0
    void buzzer.sound('staff')
    // Each sound is short: whoever looks only now and then may miss them all.
    await eventually(() => heard).toContain(true)
    await buzzer.stop()
    await eventually(() => board.on()).toEqual([])
  },
)

test.skipIf(noCable !== undefined)('a buzzer that is gone fails, and hinders nobody', async () => {
  const { bench, buzzer } = await setUp()
  await bench.cable.unplug()
  await eventually(() => buzzer.health().state).toBe('missing')
  await expect(buzzer.sound('go')).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
})

test.skipIf(noCable !== undefined)(
  'one that did not hear that it is to be silent is silent when it hears again',
  async () => {
    const bench = await layBench(9_600)
    benches.push(bench)
    const board = simulateModbus(bench.far, { address: 1, timesPulses: true })
    await eventually(() => bench.far.state()).toBe('ready')
    const path = bench.cable.station
    const buzzer = openRelayBuzzer(
      { name: 'buzzer', driver: 'modbus', path, channel: 5 },
      bench.surroundings,
    )
    bench.ends(() => {
      board.close()
    })
    bench.ends(() => buzzer.stop())
    await eventually(() => buzzer.health().state).toBe('ready')
    const unwatch = board.watch((_channel, isOn) => {
      if (isOn) board.hear(false)
    })
    await expect(buzzer.sound('wait')).rejects.toMatchObject({ code: 'ERR_DEVICE_SILENT' })
    expect(board.on()).toEqual([5])
    unwatch()
    board.hear(true)
    await eventually(() => board.on()).toEqual([])
  },
)
