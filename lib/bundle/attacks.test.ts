/** Every attack is refused by its code, and the bundle in force stays what it was. */
import { expect, test } from 'vitest'
import { attacks, type Attack } from '../testing/attacks.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { refusalOf } from '../testing/refusal.ts'
import { clock } from '../testing/world.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'
import { EquivocationError } from './equivocation-error.ts'
import { pinRoot } from './pin-root.ts'

const all = await attacks()

const given = async ({ root, given: accepted }: Attack): Promise<Bundle> => {
  let bundle = await pinRoot(root, { worlds: ['test'] })
  for (const bytes of accepted) bundle = await acceptBundle(bundle, bytes, clock)
  return bundle
}

test.each(all.map((attack) => [attack.clause, attack.name, attack] as const))(
  '%s: %s',
  async (_clause, _name, attack) => {
    const bundle = await given(attack)
    const before = fingerprint(bundle)
    expect(await refusalOf(acceptBundle(bundle, attack.offered, attack.now))).toBe(attack.code)
    expect(fingerprint(bundle)).toBe(before)
  },
)

test('every code of a bundle is that of an attack', () => {
  const codes = new Set(all.map(({ code }) => code))
  expect([...codes].sort()).toEqual([
    'ERR_BUNDLE_CHAIN',
    'ERR_BUNDLE_CLOCK',
    'ERR_BUNDLE_DELEGATION',
    'ERR_BUNDLE_DIGEST',
    'ERR_BUNDLE_EMERGENCY',
    'ERR_BUNDLE_EQUIVOCATION',
    'ERR_BUNDLE_EXPIRED',
    'ERR_BUNDLE_MALFORMED',
    'ERR_BUNDLE_MEMBER_MISSING',
    'ERR_BUNDLE_RAILS',
    'ERR_BUNDLE_ROLLBACK',
    'ERR_BUNDLE_SIGNATURE',
    'ERR_BUNDLE_TOO_LARGE',
    'ERR_BUNDLE_WORLD',
  ])
})

test('what equivocates is kept as proof', async () => {
  for (const attack of all.filter(({ code }) => code === 'ERR_BUNDLE_EQUIVOCATION')) {
    const bundle = await given(attack)
    const error: unknown = await acceptBundle(bundle, attack.offered, attack.now).catch(
      (caught: unknown) => caught,
    )
    const { proof } = error as EquivocationError
    expect(error).toBeInstanceOf(EquivocationError)
    const { name, version, sha256, other } = proof
    expect([bundle.root, bundle.timestamp, ...bundle.members.values()]).toContainEqual(
      expect.objectContaining({ version, sha256 }),
    )
    expect(name).not.toBe('')
    expect(other.payload.length).toBeGreaterThan(0)
    expect(other.signatures.length).toBeGreaterThan(0)
  }
})
