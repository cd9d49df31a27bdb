/** A lane upon which anything happens in any order: people are counted, and nothing opens unasked. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { GateHappening } from '../devices/device.ts'
import { layLane, settle } from './test-lane.ts'

const told = fc.oneof<fc.Arbitrary<GateHappening>[]>(
  fc.constantFrom<GateHappening>(
    ...(['opened', 'shut', 'forced', 'fault', 'recovered'] as const).map((happening) => ({
      happening,
    })),
  ),
  fc.record({ happening: fc.constant('passed' as const), persons: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ happening: fc.constant('fire' as const), on: fc.boolean() }),
)
type Act =
  | { readonly tell: GateHappening }
  | { readonly grant: number }
  | { readonly hold: boolean }
  | { readonly emergency: boolean }
  | { readonly later: number }
  | { readonly behave: 'well' | 'badly' }
const act = fc.oneof<fc.Arbitrary<Act>[]>(
  fc.record({ tell: told }),
  fc.record({ grant: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ hold: fc.boolean() }),
  fc.record({ emergency: fc.boolean() }),
  fc.record({ later: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ behave: fc.constantFrom('well' as const, 'badly' as const) }),
)

test('whatever happens, who was granted passed or was released, and only what was asked for opened', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(fc.tuple(act, fc.boolean()), { maxLength: 40 }),
      async (tellsPassages, acts) => {
        const { gate, lane, count, later } = layLane({ tellsPassages })
        let asked = 0
        const granting: Promise<number>[] = []
        for (const [one, waits] of acts) {
          if ('tell' in one) gate.tell(one.tell)
          else if ('grant' in one) {
            asked += one.grant
            granting.push(lane.grant(one.grant).then((isTaken) => (isTaken ? one.grant : 0)))
          } else if ('hold' in one) void lane.hold(one.hold)
          else if ('emergency' in one) void lane.emergency(one.emergency)
          else if ('later' in one) await later(one.later)
          else gate.behave(one.behave)
          if (waits) await settle()
        }
        gate.behave('well')
        await lane.close()
        const taken = (await Promise.all(granting)).reduce((sum, persons) => sum + persons, 0)
        expect(count('passed') + count('released')).toBe(taken)
        expect([lane.state(), gate.isOpen(), gate.commands.at(-1)]).toEqual([
          'closed',
          false,
          'shut',
        ])
        const opened = gate.commands
          .filter((command) => command.startsWith('open '))
          .reduce((sum, command) => sum + Number(command.slice(5)), 0)
        expect(opened).toBeLessThanOrEqual(asked)
        const wasAskedFor = acts.some(
          ([one]) => ('hold' in one && one.hold) || ('emergency' in one && one.emergency),
        )
        if (!wasAskedFor) expect(gate.commands).not.toContain('hold')
      },
    ),
    { numRuns: 300 },
  )
})
