/** A speed gate by its board: frames, counters, alarms, power loss, unplugging. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Gate, GateHappening } from '../device.ts'
import { noCable } from '../line/test-pty.ts'
import { simulateSpeedGate, type SimulatedSpeedGate } from './simulated-speed-gate.ts'
import {
  countedBetween,
  findSpeedGateStatus,
  speedGateCommands,
  speedGateFrame,
  speedGateStatusFrame,
} from './speed-gate-frames.ts'
import { openSpeedGate, type SpeedGateOptions } from './speed-gate.ts'
import { eventually, layBench, type Bench } from './test-bench.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()

test.each([
  // ~(7E + 01 + 10) and so on: worked out by hand from the maker's rule.
  ['status', speedGateFrame(1, 0x10), '7E00011000000070'],
  ['open left for two', speedGateFrame(1, 0x80, 2), '7E000180020000FE'],
  ['close', speedGateFrame(1, 0x84), '7E000184000000FC'],
])('%s is what the maker says', (_name, ours, theirs) => {
  expect(hex(ours)).toBe(theirs)
})

test('the sum of every frame and one more is nought', () => {
  const sum = (bytes: Uint8Array) => bytes.reduce((all, byte) => (all + byte) & 0xff, 1) & 0xff
  for (const command of Object.values(speedGateCommands)) {
    expect(sum(speedGateFrame(7, command, 3))).toBe(0)
  }
  const status = { version: 1, machine: 1, fault: 2, gate: 3, alarm: 4, left: 70_000, right: 5 }
  expect(sum(speedGateStatusFrame(status))).toBe(0)
  expect(findSpeedGateStatus(speedGateStatusFrame(status)).status).toEqual(status)
})

test('a status is found among noise, and none is made of noise', () => {
  const status = { version: 1, machine: 1, fault: 0, gate: 1, alarm: 0, left: 127, right: 0x7f7f7f }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 10 }), (a, b) => {
      if (findSpeedGateStatus(a).status !== undefined) return
      let heard = Uint8Array.from([...a, ...speedGateStatusFrame(status), ...b])
      // Noise that ends in the first byte of a frame may cost what follows it; asked again, it is found.
      for (let tries = 0; tries < 3; tries++) {
        const found = findSpeedGateStatus(heard)
        if (found.status !== undefined) {
          expect(found.status).toEqual(status)
          return
        }
        heard = Uint8Array.from([...found.rest, ...speedGateStatusFrame(status)])
      }
      expect.unreachable()
    }),
  )
})

test('counters go over their end, and a board that began anew is told apart', () => {
  expect(countedBetween(5, 8)).toBe(3)
  expect(countedBetween(2 ** 24 - 1, 1)).toBe(2)
  expect(countedBetween(1_000, 0)).toBeUndefined()
})

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})

async function setUp(
  options: Partial<SpeedGateOptions> = {},
  before: (board: SimulatedSpeedGate) => void = () => undefined,
): Promise<{
  bench: Bench
  board: SimulatedSpeedGate
  gate: Gate
  told: GateHappening[]
}> {
  const bench = await layBench(19_200)
  benches.push(bench)
  const board = simulateSpeedGate(bench.far)
  before(board)
  await eventually(() => bench.far.state()).toBe('ready')
  const path = bench.cable.station
  const gate = openSpeedGate({ name: 'gate', path, pollMs: 20, ...options }, bench.surroundings)
  bench.ends(() => {
    board.close()
  })
  bench.ends(() => gate.stop())
  const told: GateHappening[] = []
  gate.listen((happening) => told.push(happening))
  await eventually(() => gate.health().state).toBe('ready')
  return { bench, board, gate, told }
}

test.skipIf(noCable !== undefined)(
  'it is shut first, opens for two, counts them, and shuts',
  async () => {
    const { board, gate, told } = await setUp({}, (one) => {
      one.count(2 ** 24 - 1, 9)
    })
    expect(board.commands[0]).toBe('7e000184000000fc')
    await gate.open(2)
    await eventually(() => told.map(({ happening }) => happening)).toEqual(['opened'])
    board.noise(Uint8Array.of(0x7f, 0, 0x7f, 1, 2))
    board.pass()
    board.pass()
    await eventually(() => told.at(-1)).toEqual({ happening: 'shut' })
    const persons = told.map((one) => (one.happening === 'passed' ? one.persons : 0))
    expect(persons.reduce((sum, some) => sum + some, 0)).toBe(2)
    expect(board.commands).toContain('7e000180020000fe')
  },
)

test.skipIf(noCable !== undefined)('the other side is another counter', async () => {
  const { board, gate, told } = await setUp({ direction: 'right' })
  await gate.open(1)
  expect(board.commands.at(-1)).toBe('7e000182010000fd')
  board.pass('left')
  await eventually(() => told.at(-1)).toEqual({ happening: 'shut' })
  expect(told.map(({ happening }) => happening)).toEqual(['opened', 'shut'])
})

test.skipIf(noCable !== undefined)('alarms and faults are told, and recovery shuts', async () => {
  const { board, gate, told } = await setUp()
  board.alarm(2)
  await eventually(() => told).toEqual([{ happening: 'forced' }])
  board.fault(5)
  await eventually(() => told.at(-1)).toEqual({ happening: 'fault' })
  expect(gate.health()).toMatchObject({ state: 'failing', detail: 'fault 5' })
  await expect(gate.open(1)).rejects.toMatchObject({ code: 'ERR_DEVICE_REFUSED' })
  board.fault(0)
  await eventually(() => told.at(-1)).toEqual({ happening: 'recovered' })
  expect(board.commands.at(-1)).toBe('7e000184000000fc')
})

test.skipIf(noCable !== undefined)(
  'a board without power is silent, and is shut when it is back',
  async () => {
    const { board, gate, told } = await setUp()
    await gate.open(1)
    board.power(false)
    await eventually(() => told.at(-1)).toEqual({ happening: 'fault' })
    expect(gate.health().state).toBe('silent')
    board.power(true)
    await eventually(() => told.at(-1)).toEqual({ happening: 'recovered' })
    expect([board.isOpen(), told.filter(({ happening }) => happening === 'passed')]).toEqual([
      false,
      [],
    ])
  },
)

test.skipIf(noCable !== undefined)(
  'a board that began anew between two looks is a fault, and counts nobody',
  async () => {
    const { board, told } = await setUp({}, (one) => {
      one.count(5_000, 5_000)
    })
    board.power(false)
    board.power(true)
    await eventually(() => told.at(-1)).toEqual({ happening: 'recovered' })
    expect(told.map(({ happening }) => happening)).not.toContain('passed')
    expect(told[0]).toEqual({ happening: 'fault' })
  },
)

test.skipIf(noCable !== undefined)(
  'unplugged in mid-grant, it is shut when it is plugged in',
  async () => {
    const { bench, board, gate, told } = await setUp()
    await gate.open(1)
    await bench.cable.unplug()
    await eventually(() => told.at(-1)).toEqual({ happening: 'fault' })
    await expect(gate.open(1)).rejects.toMatchObject({ name: 'DeviceError' })
    expect(board.isOpen()).toBe(true)
    const before = board.commands.length
    await bench.cable.plug()
    await eventually(() => told.at(-1)).toEqual({ happening: 'recovered' })
    expect([board.isOpen(), board.commands[before]]).toEqual([false, '7e000184000000fc'])
  },
)

test.skipIf(noCable !== undefined)('a hold and a stop', async () => {
  const { board, gate } = await setUp()
  await gate.holdOpen()
  expect(board.isOpen()).toBe(true)
  await gate.stop()
  expect(board.isOpen()).toBe(false)
})
