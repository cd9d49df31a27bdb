/** replay/lanes.json: what the lanes of a station know of earlier showings (docs/replay.md 2 to 5). */
import type { Case, VectorFile } from '../hand/vector-file.ts'

type Seen = 'no' | 'code' | 'proof' | 'unknown'
type Step = Readonly<Record<string, unknown>> & { readonly at: number }

const show = (at: number, lane: string, code: string, step: number | null, seen: Seen): Step => ({
  ...{ at, lane, show: code, step, seen },
})
const release = (at: number, lane: string, code: string): Step => ({ at, lane, release: code })
const down = (at: number, lane: string): Step => ({ at, lane, down: true })
const up = (at: number, lane: string, knowsFor: number): Step => ({ at, lane, up: true, knowsFor })

const alone = ['1']
const both = ['1', '2']
const three = ['1', '2', '3']
const one = (id: string, lanes: readonly string[], comment: string, ...steps: Step[]): Case => ({
  ...{ id, comment, lanes, steps },
})

/** The first lane keeps the store; the others ask it. Seconds since all were started. */
const cases: readonly Case[] = [
  one(
    ...(['window', alone, 'a code is known for ten minutes, to the second'] as const),
    show(0, '1', 'a', null, 'no'),
    show(599, '1', 'a', null, 'code'),
    show(600, '1', 'a', null, 'no'),
  ),
  one(
    ...(['proof', alone, 'the same proof, then another one of the same code'] as const),
    show(0, '1', 'a', 900, 'no'),
    show(5, '1', 'a', 900, 'proof'),
    show(40, '1', 'a', 901, 'code'),
    show(41, '1', 'a', null, 'code'),
  ),
  one(
    ...(['proof-of-another-code', alone, 'two codes at one step are no replay'] as const),
    show(0, '1', 'a', 900, 'no'),
    show(1, '1', 'b', 900, 'no'),
  ),
  one(
    ...(['refused-uses-nothing', alone, 'what was refused is not held against the next'] as const),
    show(0, '1', 'a', 900, 'no'),
    show(1, '1', 'a', 901, 'code'),
    show(600, '1', 'a', 901, 'no'),
  ),
  one(
    ...([
      'across-lanes',
      both,
      'a proof that passed at one lane is replayed at the other',
    ] as const),
    show(0, '2', 'a', 900, 'no'),
    show(2, '1', 'a', 900, 'proof'),
    show(40, '1', 'a', 901, 'code'),
  ),
  one(
    ...(['across-asking-lanes', three, 'and between two lanes that both ask'] as const),
    show(0, '2', 'a', null, 'no'),
    show(2, '3', 'a', null, 'code'),
    show(600, '3', 'a', null, 'no'),
  ),
  one(
    ...(['released', alone, 'nobody went through: code and proof are new again'] as const),
    show(0, '1', 'a', 900, 'no'),
    release(3, '1', 'a'),
    show(4, '1', 'a', 900, 'no'),
    show(5, '1', 'a', 900, 'proof'),
  ),
  one(
    ...(['released-elsewhere', both, 'a release at one lane counts at the other'] as const),
    show(0, '2', 'a', 900, 'no'),
    release(3, '2', 'a'),
    show(4, '1', 'a', 900, 'no'),
  ),
  one(
    ...([
      'released-by-another',
      both,
      'who was refused cannot release what another claimed',
    ] as const),
    show(0, '2', 'a', 900, 'no'),
    show(1, '1', 'a', 900, 'proof'),
    release(2, '1', 'a'),
    show(3, '1', 'a', 900, 'proof'),
  ),
  one(
    ...([
      'restart',
      alone,
      'codes are known from the journal; of proofs nothing is known from before',
    ] as const),
    show(0, '1', 'a', 900, 'no'),
    down(10, '1'),
    up(20, '1', 0),
    show(21, '1', 'a', 900, 'code'),
    show(599, '1', 'a', 919, 'code'),
    show(600, '1', 'a', 920, 'no'),
  ),
  one(
    ...([
      'host-down',
      both,
      'without the lane that keeps the store nobody knows anything',
    ] as const),
    down(0, '1'),
    show(1, '2', 'a', 900, 'unknown'),
    show(2, '2', 'a', null, 'unknown'),
  ),
  one(
    ...(['host-restart', both, 'each lane tells again what passed there'] as const),
    show(0, '2', 'a', 900, 'no'),
    show(1, '1', 'b', null, 'no'),
    down(10, '1'),
    up(20, '1', -10),
    show(30, '1', 'a', 901, 'code'),
    show(30, '2', 'b', null, 'code'),
    show(30, '2', 'c', null, 'no'),
  ),
  one(
    ...([
      'asking-lane-restart',
      both,
      'a lane that is started anew finds all that the store knows',
    ] as const),
    show(0, '2', 'a', 900, 'no'),
    down(10, '2'),
    up(20, '2', 10),
    show(21, '2', 'a', 900, 'proof'),
  ),
  one(
    ...([
      'lane-away',
      three,
      'what a lane let through that has not told again is unknown',
    ] as const),
    show(0, '3', 'a', null, 'no'),
    down(5, '3'),
    down(10, '1'),
    up(20, '1', -10),
    show(30, '1', 'b', null, 'unknown'),
    show(30, '2', 'b', null, 'unknown'),
    up(40, '3', 10),
    show(41, '2', 'b', null, 'no'),
    show(41, '2', 'a', null, 'code'),
  ),
  one(
    ...([
      'lane-stays-away',
      both,
      'after a window there is nothing left that it could tell',
    ] as const),
    down(5, '2'),
    down(10, '1'),
    up(20, '1', -10),
    show(619, '1', 'b', null, 'unknown'),
    show(620, '1', 'b', null, 'no'),
  ),
]

export const replayLanes: VectorFile = {
  path: 'replay/lanes.json',
  schema: 'replay-lanes',
  about:
    'What the lanes of a station know of earlier showings. The first lane keeps the store, the others ask it. `at` is in seconds since all lanes were started; `knowsFor` is for how many seconds a lane that is up again knows of every claim.',
  prefix: 'replay',
  cases,
}
