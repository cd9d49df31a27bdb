/** A lane over real drivers and simulated boards, on a cable. */
import { afterEach, expect, test } from 'vitest'
import { openLcusGate } from '../devices/gate/lcus.ts'
import { simulateLcus } from '../devices/gate/simulated-relays.ts'
import { simulateSpeedGate } from '../devices/gate/simulated-speed-gate.ts'
import { openSpeedGate } from '../devices/gate/speed-gate.ts'
import { eventually, layBench, type Bench } from '../devices/gate/test-bench.ts'
import type { Gate } from '../devices/device.ts'
import { noCable } from '../devices/line/test-pty.ts'
import type { Lane, LaneHappening } from './lane.ts'
import { openLane } from './open-lane.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})

interface Scene {
  readonly bench: Bench
  readonly lane: Lane
  /** Lets the time of a passage be over: a busy machine must not do it before the test does. */
  readonly giveUp: () => void
  readonly count: (what: 'passed' | 'released') => number
}
async function setUp(baudRate: number, open: (bench: Bench) => Gate): Promise<Scene> {
  const bench = await layBench(baudRate)
  benches.push(bench)
  await eventually(() => bench.far.state()).toBe('ready')
  const gate = open(bench)
  bench.ends(() => gate.stop())
  let jumpedMs = 0
  const monotonicMs = () => performance.now() + jumpedMs
  const lane = openLane({ gate, monotonicMs, passSeconds: 60 })
  const giveUp = () => {
    jumpedMs += 120_000
  }
  const tending = setInterval(() => {
    lane.tend()
  }, 50)
  bench.ends(async () => {
    clearInterval(tending)
    await lane.close()
  })
  const told: LaneHappening[] = []
  lane.listen((happening) => told.push(happening))
  await eventually(() => gate.health().state).toBe('ready')
  await eventually(() => lane.state()).toBe('closed')
  const count = (what: 'passed' | 'released') =>
    told.reduce((sum, one) => sum + (one.happening === what ? one.persons : 0), 0)
  return { bench, lane, giveUp, count }
}

test.skipIf(noCable !== undefined)(
  'a speed gate: two pass on three grants, one is released, one forces it, and a cable is pulled out',
  { timeout: 120_000 },
  async () => {
    let board: ReturnType<typeof simulateSpeedGate> | undefined
    const { bench, lane, giveUp, count } = await setUp(
      19_200,
      ({ far, cable, surroundings, ends }) => {
        const simulated = simulateSpeedGate(far)
        board = simulated
        ends(() => {
          simulated.close()
        })
        return openSpeedGate({ name: 'gate', path: cable.station, pollMs: 20 }, surroundings)
      },
    )
    expect(await lane.grant(2)).toBe(true)
    expect(await lane.grant(1)).toBe(true)
    await eventually(() => lane.state()).toBe('open')
    board?.pass()
    await eventually(() => count('passed')).toBe(1)
    board?.pass()
    await eventually(() => count('passed')).toBe(2)
    giveUp()
    await eventually(() => count('released')).toBe(1)
    await eventually(() => [lane.state(), board?.isOpen()]).toEqual(['closed', false])

    board?.pass()
    await eventually(() => lane.state()).toBe('forced')

    expect(await lane.grant(1)).toBe(true)
    await bench.cable.unplug()
    await eventually(() => lane.state()).toBe('fault')
    expect(count('released')).toBe(2)
    expect(await lane.grant(1)).toBe(false)
    await bench.cable.plug()
    await eventually(() => lane.state()).toBe('closed')
    expect([board?.isOpen(), count('passed'), count('released')]).toEqual([false, 2, 2])
  },
)

test.skipIf(noCable !== undefined)(
  'who goes through at the last moment has passed, though the board says so only when it is shut',
  async () => {
    let pass: () => void = () => undefined
    const { lane, giveUp, count } = await setUp(19_200, ({ far, cable, surroundings, ends }) => {
      const simulated = simulateSpeedGate(far)
      pass = () => {
        simulated.pass()
      }
      ends(() => {
        simulated.close()
      })
      const path = cable.station
      return openSpeedGate({ name: 'gate', path, pollMs: 60_000 }, surroundings)
    })
    expect(await lane.grant(1)).toBe(true)
    pass()
    giveUp()
    await eventually(() => lane.state()).toBe('closed')
    expect([count('passed'), count('released')]).toEqual([1, 0])
  },
)

test.skipIf(noCable !== undefined)(
  'a bare relay: a grant has passed when its pulse is over',
  async () => {
    let on: () => readonly number[] = () => []
    const { lane, count } = await setUp(9_600, ({ far, cable, surroundings, ends }) => {
      const board = simulateLcus(far)
      on = board.on
      ends(() => {
        board.close()
      })
      return openLcusGate(
        { name: 'gate', path: cable.station, pulseMs: 60, gapMs: 30 },
        surroundings,
      )
    })
    expect(await lane.grant(2)).toBe(true)
    await eventually(() => count('passed')).toBe(2)
    await eventually(() => [lane.state(), on()]).toEqual(['closed', []])
    const holding = lane.hold(true)
    expect(await holding).toBe(true)
    await eventually(() => on()).toEqual([1])
    await lane.close()
    await eventually(() => on()).toEqual([])
  },
)
