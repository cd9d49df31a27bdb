/** Tests of the keys of stations as the bundle carries them: by their name, and sealed in the one form. */
import { expect, test } from 'vitest'
import { refusalOf } from '../testing/refusal.ts'
import { sealKeys, stationBundle, stationMembers, stationSecrets } from '../testing/station-keys.ts'

test.each<[string, object]>([
  ['another group than its name', { group: 'west' }],
  ['no JWE', { sealed: 'AAAA.BBBB' }],
  ['a JWE whose key is wrapped', { sealed: 'AA.AA.AA.AA.AA' }],
  ['a seal that is no text', { sealed: 7 }],
  ['a member more', { more: 1 }],
])('a bundle whose member of keys has %s is refused', async (_what, odd) => {
  const [roster, keys] = stationMembers(await sealKeys(stationSecrets))
  const members = [roster!, { ...keys!, value: { ...keys!.value, ...odd } }]
  expect(await refusalOf(stationBundle(members))).toBe('ERR_BUNDLE_MALFORMED')
})
