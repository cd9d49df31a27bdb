/** A lane over a gate in memory, whose clock a test moves. */
import { openLane } from './open-lane.ts'
import type { Lane, LaneHappening } from './lane.ts'
import { testGate, type TestGate } from './test-gate.ts'

/** The lane, and what it told. */
export interface TestLane {
  readonly gate: TestGate
  readonly lane: Lane
  readonly told: readonly LaneHappening[]
  /** How many people it told of so far. */
  readonly count: (what: 'passed' | 'released') => number
  /** What it told, states by their names. */
  readonly happened: () => readonly string[]
  readonly later: (seconds: number) => Promise<void>
}

/** Lets everything happen that waits to. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Opens one. */
export function layLane({ tellsPassages = true } = {}): TestLane {
  const gate = testGate({ tellsPassages })
  let nowMs = 0
  const lane = openLane({ gate, monotonicMs: () => nowMs, commandMs: 40 })
  const told: LaneHappening[] = []
  lane.listen((happening) => told.push(happening))
  const count = (what: 'passed' | 'released') =>
    told.reduce((sum, one) => sum + (one.happening === what ? one.persons : 0), 0)
  return {
    gate,
    lane,
    told,
    count,
    happened: () => told.map((one) => (one.happening === 'state' ? one.state : one.happening)),
    later: async (seconds: number) => {
      for (let tick = 0; tick < seconds * 4; tick++) {
        nowMs += 250
        lane.tend()
        await settle()
      }
    },
  }
}
