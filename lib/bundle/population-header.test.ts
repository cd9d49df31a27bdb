/** Tests of the headers of population sets: signed, and with one thing that docs/bundle.md 2 does not allow. */
import { expect, test } from 'vitest'
import { populationBundle, type Changes } from '../testing/population.ts'
import { refusalOf } from '../testing/refusal.ts'
import { at, hour } from '../testing/world.ts'

/** So many instants, from when the first patch is made. */
const patches = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => at(i - 2 * hour))
const versions =
  (...numbers: readonly number[]) =>
  (set: object): readonly object[] =>
    numbers.map((version) => ({ ...set, version }))
/** Everybody of the population. */
const everyone = { outcome: 'pass', rule: 0, count: 400 }
const stop = { outcome: 'stop', rule: 7 }
const check = { outcome: 'check', rule: 5 }
const ofOne = (one: object): object => ({ ...one, count: 1 })

test('a header at its bounds is taken', async () => {
  const changes: Changes = {
    sets: versions(1, 2),
    patchedAt: patches(24),
    covered: { limit: at(1 - 3 * hour), counts: [everyone] },
    // A second after the last patch.
    notGreen: { limit: at(24 - 2 * hour), counts: [{ ...everyone, count: 398 }] },
  }
  expect(await refusalOf(populationBundle(changes))).toBeUndefined()
})

test.each<[string, Changes]>([
  ['another rule set than its name', { ruleSet: 'test-other' }],
  ['no set', { sets: () => [] }],
  ['three sets', { sets: versions(1, 2, 3) }],
  ['a later version before an earlier one', { sets: versions(2, 1) }],
  ['two sets of one version', { sets: versions(1, 1) }],
  ['a limit at its assessment', { covered: { limit: at(-3 * hour) } }],
  ['a type of cards twice', { covered: { idTypes: ['passport', 'passport'] } }],
  ['a key of 7 bytes', { covered: { key: 'AAECAwQFBg' } }],
  ['a key that is no base64url', { covered: { key: 'AAECAwQFBg=' } }],
  ['counts of an outcome and rule twice', { covered: { counts: [ofOne(check), ofOne(check)] } }],
  ['counts of more people than there are', { covered: { counts: [everyone, ofOne(stop)] } }],
  ['a class twice', { notGreen: { classes: [stop, check, stop] } }],
  ['25 patches', { patchedAt: patches(25) }],
  ['a patch of before its assessment', { patchedAt: [at(-4 * hour)] }],
  ['two patches of one instant', { patchedAt: [at(-2 * hour), at(-2 * hour)] }],
  ['a patch at the limit', { notGreen: { limit: at(-2 * hour) } }],
  ['an assessment of after its signing', { covered: { assessedAt: at(1 - hour) } }],
  ['a patch of after its signing', { patchedAt: [at(1 - hour)] }],
])('a bundle is refused whose header has %s', async (_, changes) => {
  expect(await refusalOf(populationBundle(changes))).toBe('ERR_BUNDLE_MALFORMED')
})
