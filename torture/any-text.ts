/** The trial of any text: whatever a scanner reads is decided, and nothing passes that was not signed. */
import { alter } from '../house/alter.ts'
import { randomOf, type Trial } from '../house/endurance.ts'
import { around, decide, type Good } from './good-codes.ts'

const seed = 2

export const anyText = (good: readonly Good[]): Trial => ({
  name: 'any text',
  about:
    'altered codes, noise, JSON and look-alikes: `verify` decides, never throws, and never says `pass` to what was not signed',
  seed,
  count: 1_000_000,
  programs: ['torture/any-text.ts'],
  data: ['test-vectors/verify/*.json', 'test-vectors/{bundle,keys}/*'],
  attempt: async (step, drawn = seed) => {
    const one = around(good, step)
    const text = alter(one.text, randomOf(drawn, step))
    try {
      const outcome = await decide(text, one)
      return { lost: outcome === 'pass' && text !== one.text ? ['passed'] : [] }
    } catch (error) {
      // The text is not written down: the seed and the step make it again.
      return { lost: [`threw ${error instanceof Error ? error.name : typeof error}`] }
    }
  },
})
