/** Tests of opening population sets: data that are broken, or that the signed header states otherwise, refuse the bundle. */
import { expect, test } from 'vitest'
import { builtSets, populationBundle, type Changes } from '../testing/population.ts'
import { refusalOf } from '../testing/refusal.ts'

type Built = Awaited<ReturnType<typeof builtSets>>

/** As the header states people: one more, or others. */
const more = ({ universe }: Built) => ({ universe: { ...universe, count: universe.count + 1 } })
const others = ({ universe }: Built) => ({ universe: { ...universe, digest: 'A'.repeat(22) } })

test.each<[string, (built: Built) => Changes]>([
  ['cut short', ({ covered }) => ({ data: { covered: covered.slice(0, -4) } })],
  [
    'with a bit turned',
    ({ notGreen }) => ({
      data: { notGreen: notGreen.map((byte, i) => (i === 60 ? byte ^ 4 : byte)) },
    }),
  ],
  [
    'of another kind',
    ({ covered, notGreen }) => ({ data: { covered: notGreen, notGreen: covered } }),
  ],
  ['that cover fewer people', (built) => ({ covered: more(built) })],
  ['that cover other people', (built) => ({ covered: others(built) })],
  ['of fewer people, not green', (built) => ({ notGreen: more(built) })],
  ['of other people, not green', (built) => ({ notGreen: others(built) })],
  [
    'with classes that the header lacks',
    () => ({ notGreen: { classes: [{ outcome: 'stop', rule: 7 }] } }),
  ],
  ['of another rate', () => ({ covered: { rate: 9 } })],
  ['of a rate that there is none of', () => ({ covered: { rate: 33 } })],
])('a bundle is refused with sets %s', async (_, change) => {
  expect(await refusalOf(populationBundle(change(await builtSets())))).toBe('ERR_BUNDLE_MALFORMED')
})
