/** The trial of flipped bits: no code with one bit turned over may pass. */
import { bitsOf, flipBit } from '../house/alter.ts'
import type { Trial } from '../house/endurance.ts'
import { around, decide, type Good } from './good-codes.ts'

export const flippedBit = (good: readonly Good[]): Trial => {
  // Every bit of every good code, one number after another.
  const bits = good.flatMap((one) =>
    Array.from({ length: bitsOf(one.text) }, (_, bit) => ({ one, bit })),
  )
  return {
    name: 'flipped bit',
    about: 'every bit of every good code of the vectors turned over, alone: never `pass`',
    count: bits.length,
    programs: ['torture/flipped-bit.ts'],
    data: ['test-vectors/verify/*.json', 'test-vectors/{bundle,keys}/*'],
    attempt: async (step) => {
      const { one, bit } = around(bits, step)
      const outcome = await decide(flipBit(one.text, bit), one)
      return { lost: outcome === 'pass' ? [`bit ${bit} passed`] : [] }
    },
  }
}
