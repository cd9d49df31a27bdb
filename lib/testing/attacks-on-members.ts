/** Attacks on members and on what carries them: TUF client workflow 5.6 and 5.7. */
import type { BundleDocument } from '../bundle/container.ts'
import type { PrivateJwk } from '../crypto/jwk.ts'
import { only, type Range } from './attack-range.ts'
import { keyNamed } from './keys.ts'
import { publish, signDocument } from './publisher.ts'
import { now, ruleSet, setId, trustPayload } from './world.ts'

/** Adds them to the range. */
export async function attackMembers(range: Range): Promise<void> {
  const { offers, altered, edition, member, base, second, newer } = range
  // 5.6 members
  const mixed = await publish({
    ...base,
    ...newer,
    members: member('trust', { ...trustPayload(2), issuers: [] } as never),
  })
  await altered(
    '5.6.2',
    'mix and match: the trust list of another edition',
    'ERR_BUNDLE_DIGEST',
    only('trust', () => mixed.find(({ name }) => name === 'trust') as BundleDocument),
  )
  await edition('5.6.3', 'a trust list by the fact types’ key', 'ERR_BUNDLE_SIGNATURE', {
    members: base.members.map((each) =>
      each.name === 'trust' ? { ...each, value: trustPayload(2), keys: [keyNamed('facts')] } : each,
    ),
  })
  await edition('5.6.5', 'a trust list that has expired', 'ERR_BUNDLE_EXPIRED', {
    members: member('trust', { ...trustPayload(2), expires: '2020-03-01T12:00:00Z' } as never),
  })
  const next = (keys: readonly PrivateJwk[], change: object = {}, name = `rules/${setId}/2`) => ({
    members: [...base.members, { name, value: { ...ruleSet({ version: 2 }), ...change }, keys }],
  })
  const pair = [keyNamed('rules 1'), keyNamed('rules 2')]
  await edition(
    '5.6.7',
    'a rule set one signature short',
    'ERR_BUNDLE_SIGNATURE',
    next([pair[0] as PrivateJwk]),
  )
  await edition(
    '5.6.7',
    'a rule set with one key twice',
    'ERR_BUNDLE_SIGNATURE',
    next([pair[0] as PrivateJwk, pair[0] as PrivateJwk]),
  )
  await edition(
    '5.6.7',
    'a rule set of a prefix that nobody holds',
    'ERR_BUNDLE_SIGNATURE',
    next(pair, { id: 'xx-1' }, 'rules/xx-1/2'),
  )
  await edition(
    '5.6.7',
    'a rule set in force before it was signed',
    'ERR_BUNDLE_RAILS',
    next(pair, { effective: { from: '2020-02-01T00:00:00Z', until: '2020-12-01T00:00:00Z' } }),
  )
  await edition(
    '5.6.7',
    'a broken chain',
    'ERR_BUNDLE_CHAIN',
    next(pair, { previous: { version: 1, sha256: 'x' } }),
  )
  await edition('5.6.7', 'a delegation by nobody who holds the prefix', 'ERR_BUNDLE_DELEGATION', {
    members: [...base.members, { name: 'delegation/xx', value: { version: 1 }, keys: pair }],
  })
  await edition(
    '5.6.7',
    'an emergency set that lets pass',
    'ERR_BUNDLE_EMERGENCY',
    next(pair, { id: 'emergency.test' }, 'emergency/emergency.test/2'),
  )
  await altered(
    '5.7',
    'endless data',
    'ERR_BUNDLE_TOO_LARGE',
    only('timestamp', (document) => ({
      ...document,
      payload: new Uint8Array(16_385),
    })),
  )
  await altered(
    '5.7',
    'a document that nobody listed',
    'ERR_BUNDLE_MALFORMED',
    async (documents) => [
      ...documents,
      await signDocument('stations', { version: 1 }, [keyNamed('facts')], now),
    ],
  )
  await altered('5.7', 'a document twice', 'ERR_BUNDLE_MALFORMED', (documents) =>
    Promise.resolve([...documents, documents[1] as BundleDocument]),
  )
  offers('5.7', 'data cut short', 'ERR_BUNDLE_MALFORMED', second.slice(0, -1))
}
