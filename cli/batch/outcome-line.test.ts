/** A line of outcomes is, byte for byte, what JSON.stringify makes of its members. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSeed } from '../../house/sampled.ts'
import { outcomeLine } from './outcome-line.ts'

const outcomes = fc.record(
  {
    outcome: fc.constantFrom('pass' as const, 'check' as const, 'stop' as const),
    rule: fc.nat(300),
    fired: fc.array(fc.nat(300), { maxLength: 5 }),
    missing: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
    holdsUntil: fc.constant('2020-03-19T05:00:00Z'),
  },
  { requiredKeys: ['outcome', 'fired', 'holdsUntil'] },
)

test('a line of outcomes is what JSON.stringify makes of its members', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), outcomes, (id, version, made) => {
      const { outcome, rule, fired, missing, holdsUntil } = made
      const lacking = missing?.length === 0 ? undefined : missing
      const members = { id, outcome, rule, version, fired, missing: lacking, holdsUntil }
      expect(outcomeLine(id, version, made)).toBe(`${JSON.stringify(members)}\n`)
    }),
    { seed: runSeed },
  )
})
