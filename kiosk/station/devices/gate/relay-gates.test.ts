/** Gates on relay boards, at the end of a cable: pulses, silence, unplugging, inputs. */
import { afterEach, expect, test } from 'vitest'
import { setTimeout as wait } from 'node:timers/promises'
import { openRelayLight } from '../light/relay-light.ts'
import type { Gate, GateHappening } from '../device.ts'
import { noCable } from '../line/test-pty.ts'
import { layWire } from '../line/wire.ts'
import { openE3Gate } from './e3.ts'
import { openLcusGate } from './lcus.ts'
import { openModbusGate, type ModbusGateOptions } from './modbus.ts'
import {
  simulateE3,
  simulateLcus,
  simulateModbus,
  type SimulatedRelays,
} from './simulated-relays.ts'
import { eventually, layBench, type Bench } from './test-bench.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})

interface Scene {
  readonly bench: Bench
  readonly board: SimulatedRelays
  readonly gate: Gate
  readonly told: GateHappening['happening'][]
  /** When relay 1 went on and off, in milliseconds. */
  readonly relay: { readonly on: boolean; readonly ms: number }[]
}

async function setUp(
  simulate: (bench: Bench) => SimulatedRelays,
  open: (bench: Bench) => Gate,
): Promise<Scene> {
  const bench = await layBench(9_600)
  benches.push(bench)
  const board = simulate(bench)
  await eventually(() => bench.far.state()).toBe('ready')
  const gate = open(bench)
  bench.ends(() => {
    board.close()
  })
  bench.ends(() => gate.stop())
  const told: GateHappening['happening'][] = []
  gate.listen(({ happening }) => told.push(happening))
  const relay: { on: boolean; ms: number }[] = []
  board.watch((channel, on) => {
    if (channel === 1) relay.push({ on, ms: performance.now() })
  })
  await eventually(() => gate.health().state).toBe('ready')
  return { bench, board, gate, told, relay }
}
const lasted = ({ relay }: Scene, nth = 0) =>
  (relay[nth * 2 + 1]?.ms ?? NaN) - (relay[nth * 2]?.ms ?? NaN)

/** How long each pulse lasted, by when the station said so. */
const pulses = ({ bench: { written } }: Scene) =>
  written.flatMap(({ frame, ms }, at) => {
    if (frame !== 'a00101a2') return []
    const off = written.slice(at).find((later) => later.frame === 'a00100a1')
    return off === undefined ? [] : [off.ms - ms]
  })

const lcus = (pulseMs = 100) =>
  setUp(
    ({ far }) => simulateLcus(far),
    ({ cable, surroundings }) =>
      openLcusGate({ name: 'gate', path: cable.station, pulseMs, gapMs: 40 }, surroundings),
  )
const modbus = (options: Partial<ModbusGateOptions> = {}) => {
  const isLc = options.profile === 'lc'
  return setUp(
    ({ far }) => simulateModbus(far, { address: isLc ? 0xff : 1, timesPulses: !isLc }),
    ({ cable, surroundings }) =>
      openModbusGate(
        { name: 'gate', path: cable.station, pulseMs: 200, gapMs: 40, pollMs: 20, ...options },
        surroundings,
      ),
  )
}

test.skipIf(noCable !== undefined)('LCUS: off at start, a pulse, off at its end', async () => {
  const scene = await lcus()
  await scene.gate.open(1)
  await eventually(() => scene.told).toEqual(['opened', 'shut'])
  await eventually(() => scene.relay.map(({ on }) => on)).toEqual([true, false])
  expect(scene.board.frames[0]).toBe('a00100a1')
  expect(Math.min(...pulses(scene))).toBeGreaterThan(80)
  // A busy machine may draw out any one of them, and not each of twenty.
  for (let n = 0; n < 20 && Math.min(...pulses(scene)) >= 400; n++) {
    await scene.gate.open(1)
    const told = 4 + 2 * n
    await eventually(() => scene.told.length).toBe(told)
  }
  expect(Math.min(...pulses(scene))).toBeLessThan(400)
})

test('whoever is let through in the instant of the start: off comes first', async () => {
  for (const how of ['open', 'hold'] as const) {
    const wire = layWire()
    const board = simulateLcus(wire.device)
    const gate = openLcusGate(
      { name: 'gate', path: 'x', pulseMs: 60_000 },
      { now: () => new Date(), monotonicMs: () => 0, log() {}, openLine: wire.openLine },
    )
    await (how === 'open' ? gate.open(1) : gate.holdOpen())
    await eventually(() => board.on()).toEqual([1])
    expect(board.frames).toEqual(['a00100a1', 'a00101a2'])
    await gate.stop()
  }
})

test.skipIf(noCable !== undefined)('three persons are three pulses', async () => {
  const scene = await lcus(40)
  await scene.gate.open(2)
  await scene.gate.open(1)
  await eventually(() => scene.told).toEqual(['opened', 'shut'])
  // What was written is not yet what the board at the far end has read.
  await eventually(() => scene.relay.map(({ on }) => on)).toEqual([
    ...[true, false],
    ...[true, false],
    ...[true, false],
  ])
})

test.skipIf(noCable !== undefined)('shutting ends a pulse, and what waited behind it', async () => {
  const scene = await lcus(60_000)
  await scene.gate.open(3)
  await eventually(() => scene.board.on()).toEqual([1])
  await scene.gate.shut()
  await eventually(() => scene.board.on()).toEqual([])
  await wait(120)
  expect(scene.relay).toHaveLength(2)
})

test.skipIf(noCable !== undefined)('stopping shuts', async () => {
  const scene = await lcus(60_000)
  await scene.gate.holdOpen()
  await eventually(() => scene.board.on()).toEqual([1])
  await scene.gate.stop()
  await eventually(() => scene.board.on()).toEqual([])
  await expect(scene.gate.open(1)).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
})

test.skipIf(noCable !== undefined)(
  'a cable that is pulled out in mid-pulse: fault, no late pulse, off first when it is back',
  async () => {
    const scene = await lcus(60_000)
    await scene.gate.open(3)
    await eventually(() => scene.board.on()).toEqual([1])
    await scene.bench.cable.unplug()
    await eventually(() => scene.told).toContain('fault')
    await expect(scene.gate.open(1)).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
    await expect(scene.gate.shut()).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
    const before = scene.board.frames.length
    await scene.bench.cable.plug()
    await eventually(() => scene.told).toContain('recovered')
    await eventually(() => scene.board.on()).toEqual([])
    await wait(100)
    expect(new Set(scene.board.frames.slice(before))).toEqual(new Set(['a00100a1']))
    expect([scene.board.on(), scene.gate.health().state]).toEqual([[], 'ready'])
  },
)

test.skipIf(noCable !== undefined)('E-3: the board ends the pulse by itself', async () => {
  const scene = await setUp(
    ({ far }) => simulateE3(far),
    ({ cable, surroundings }) => openE3Gate({ name: 'gate', path: cable.station }, surroundings),
  )
  await scene.gate.open(1)
  await eventually(() => scene.told).toEqual(['opened', 'shut'])
  await eventually(() => lasted(scene)).toBeGreaterThan(900)
  expect(scene.board.frames[0]).toBe('bb')
  expect(scene.board.frames.filter((frame) => frame !== 'bb')).toEqual(['cc'])
})

test.skipIf(noCable !== undefined)('Waveshare: the board ends the pulse by itself', async () => {
  const scene = await modbus()
  await scene.gate.open(1)
  await eventually(() => scene.told).toEqual(['opened', 'shut'])
  expect(scene.board.frames).toContain('010502000002' + '4db3')
  await eventually(() => lasted(scene)).toBeGreaterThan(180)
  expect(scene.board.frames.filter((frame) => frame.startsWith('01050000ff'))).toEqual([])
})

test.skipIf(noCable !== undefined)('LC: on and off, each echoed', async () => {
  const scene = await modbus({ profile: 'lc', pulseMs: 60 })
  await scene.gate.open(1)
  await eventually(() => scene.told).toEqual(['opened', 'shut'])
  expect(scene.board.frames).toContain('ff050000ff0099e4')
  expect(scene.relay.map(({ on }) => on)).toEqual([true, false])
})

test.skipIf(noCable !== undefined)(
  'a board without power is silent, a fault, and good again once it answers',
  async () => {
    const scene = await modbus()
    scene.board.power(false)
    await expect(scene.gate.open(1)).rejects.toMatchObject({ code: 'ERR_DEVICE_SILENT' })
    expect(scene.gate.health().state).toBe('silent')
    expect(scene.told).toEqual(['fault'])
    scene.board.power(true)
    await eventually(() => scene.told).toEqual(['fault', 'recovered'])
    await wait(100)
    expect(scene.relay).toEqual([])
  },
)

test.skipIf(noCable !== undefined)('a board that loses its power is noticed unasked', async () => {
  const scene = await modbus({ inputs: { fire: 4 } })
  scene.board.power(false)
  await eventually(() => scene.gate.health().state).toBe('silent')
})

test.skipIf(noCable !== undefined)("the gate's contacts are told", async () => {
  const scene = await modbus({ inputs: { passed: 1, open: 2, forced: 3, fire: 4, fault: 5 } })
  expect(scene.gate.tellsPassages).toBe(true)
  for (const [input, closed, happening] of [
    [2, true, 'opened'],
    [1, true, 'passed'],
    [2, false, 'shut'],
    [3, true, 'forced'],
    [4, true, 'fire'],
    [4, false, 'fire'],
    [5, true, 'fault'],
    [5, false, 'recovered'],
  ] as const) {
    scene.board.input(input, closed)
    await eventually(() => scene.told.at(-1)).toBe(happening)
    if (input === 5) expect(scene.gate.health().state).toBe(closed ? 'failing' : 'ready')
    // Or what was told before would pass for what comes next.
    scene.told.length = 0
  }
})

test.skipIf(noCable !== undefined)(
  'a gate and a light share a board, and speak in turn',
  async () => {
    const scene = await modbus({ inputs: { passed: 1 } })
    const light = openRelayLight(
      {
        name: 'light',
        driver: 'modbus',
        path: scene.bench.cable.station,
        channels: { green: 2, red: 3 },
      },
      scene.bench.surroundings,
    )
    scene.bench.ends(() => light.stop())
    await Promise.all([
      scene.gate.open(1),
      light.show('green'),
      light.show('red'),
      light.show('green'),
    ])
    await eventually(() => scene.board.on()).toContain(2)
    expect(scene.relay[0]?.on).toBe(true)
    await light.stop()
    await eventually(() => scene.board.on()).toEqual([])
    await scene.gate.open(1)
  },
)
