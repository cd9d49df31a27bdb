/** A station that is killed while its gate is open, as a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { openLane } from '../../lane/open-lane.ts'
import { noCable } from '../line/test-pty.ts'
import { openLcusGate } from './lcus.ts'
import { simulateLcus } from './simulated-relays.ts'
import { eventually, layBench, type Bench } from './test-bench.ts'

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})

test.skipIf(noCable !== undefined)(
  'a process that is killed while the gate is open: the guard shuts it, and the next one shuts before anything else',
  { timeout: 120_000 },
  async () => {
    const bench = await layBench(9_600)
    benches.push(bench)
    const board = simulateLcus(bench.far)
    bench.ends(() => {
      board.close()
    })
    await eventually(() => bench.far.state()).toBe('ready')
    const hold = fileURLToPath(new URL('test-hold.ts', import.meta.url))
    const station = spawn(process.execPath, [hold, bench.cable.station], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(station.stdout, 'data')
    await eventually(() => board.on()).toEqual([1])
    station.kill('SIGKILL')
    await once(station, 'exit')
    await eventually(() => board.on()).toEqual([])

    const before = board.frames.length
    const gate = openLcusGate(
      { name: 'gate', path: bench.cable.station, pulseMs: 50 },
      bench.surroundings,
    )
    bench.ends(() => gate.stop())
    const lane = openLane({ gate, monotonicMs: () => performance.now() })
    bench.ends(() => lane.close())
    expect(await lane.grant(1)).toBe(true)
    await eventually(() => board.frames.slice(before)).toContain('a00101a2')
    expect(board.frames[before]).toBe('a00100a1')
  },
)
