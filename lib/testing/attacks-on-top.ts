/** Attacks on timestamp and snapshot: TUF client workflow 5.4 and 5.5. */
import type { BundleDocument } from '../bundle/container.ts'
import { utf8 } from '../encoding/bytes.ts'
import {
  only,
  rewritten,
  signedBy,
  snapshotKey,
  stripped,
  timestampKey,
  type Range,
} from './attack-range.ts'
import { keyNamed } from './keys.ts'
import { publish } from './publisher.ts'
import { clock, day, factsPayload, now, trustPayload } from './world.ts'

const thief = keyNamed('thief')

/** Adds them to the range. */
export async function attackTop(range: Range): Promise<void> {
  const { offers, altered, edition, bytesOf, member, base, first, second, newer } = range
  // 5.4 timestamp
  const ts = 'timestamp'
  await altered('5.4.2', 'a timestamp by a stranger', 'ERR_BUNDLE_SIGNATURE', signedBy(ts, [thief]))
  await altered(
    '5.4.2',
    'a timestamp by another role',
    'ERR_BUNDLE_SIGNATURE',
    signedBy(ts, [snapshotKey]),
  )
  await altered('5.4.2', 'a timestamp without signatures', 'ERR_BUNDLE_SIGNATURE', stripped)
  await altered(
    '5.4.2',
    'a timestamp with an empty signature',
    'ERR_BUNDLE_SIGNATURE',
    only(ts, (document) => ({
      ...document,
      signatures: utf8(
        new TextDecoder()
          .decode(document.signatures)
          .replace(/"signature":"[^"]*"/, '"signature":""'),
      ),
    })),
  )
  await altered(
    '5.4.2',
    'a timestamp with null for a signature',
    'ERR_BUNDLE_SIGNATURE',
    only(ts, (document) => ({
      ...document,
      signatures: utf8(
        new TextDecoder()
          .decode(document.signatures)
          .replace(/"signature":"[^"]*"/, '"signature":null'),
      ),
    })),
  )
  await altered(
    '5.4.2',
    'a header that must be understood and is not',
    'ERR_BUNDLE_SIGNATURE',
    signedBy(ts, [timestampKey], { exp: 1 }),
  )
  await altered(
    '5.4.2',
    'a timestamp signed for production',
    'ERR_BUNDLE_SIGNATURE',
    signedBy(ts, [timestampKey], { typ: 'greengate-timestamp' }),
  )
  await altered(
    '5.4.2',
    'a snapshot’s signature for a timestamp',
    'ERR_BUNDLE_SIGNATURE',
    signedBy(ts, [timestampKey], { typ: 'greengate-test-snapshot' }),
  )
  await altered(
    '5.4.2',
    'signatures longer than 32 KiB',
    'ERR_BUNDLE_SIGNATURE',
    only(ts, (document) => ({
      ...document,
      signatures: new Uint8Array(32_769).fill(32),
    })),
  )
  const doubled = (json: string): string => json.replace('"version":', '"version":9,"version":')
  await altered(
    '5.4',
    'a member of JSON twice',
    'ERR_BUNDLE_MALFORMED',
    rewritten(ts, [timestampKey], doubled),
  )
  await altered(
    '5.4',
    'white space',
    'ERR_BUNDLE_MALFORMED',
    rewritten(ts, [timestampKey], (json) => `${json} `),
  )
  await altered(
    '5.4',
    'JSON deeper than 64',
    'ERR_BUNDLE_MALFORMED',
    rewritten(ts, [timestampKey], () => '['.repeat(99) + ']'.repeat(99)),
  )
  offers('5.4.3.1', 'rollback of the timestamp', 'ERR_BUNDLE_ROLLBACK', first, { given: [second] })
  await edition(
    '5.4.3.1',
    'other bytes for a timestamp',
    'ERR_BUNDLE_EQUIVOCATION',
    { signedAt: now - 30 },
    [second],
  )
  const freeze = new Date(clock.getTime() + 9 * day * 1000)
  offers('5.4.4', 'freeze: the same again after its end', 'ERR_BUNDLE_EXPIRED', first, {
    now: freeze,
  })
  offers(
    '5.4',
    'a timestamp from the future',
    'ERR_BUNDLE_CLOCK',
    await bytesOf({ version: 2, signedAt: now + day + 1 }),
  )

  // 5.5 snapshot
  await altered(
    '5.5.2',
    'another snapshot than the timestamp names',
    'ERR_BUNDLE_DIGEST',
    async (documents) => {
      const [, , other] = await publish({ ...base, version: 2, signedAt: now - 61 })
      return documents.map((each) => (each.name === 'snapshot' ? (other as BundleDocument) : each))
    },
  )
  await altered(
    '5.5.3',
    'a snapshot by the timestamp’s key',
    'ERR_BUNDLE_SIGNATURE',
    signedBy('snapshot', [timestampKey]),
  )
  await altered('5.5.1', 'no snapshot', 'ERR_BUNDLE_MEMBER_MISSING', (documents) =>
    Promise.resolve(documents.filter(({ name }) => name !== 'snapshot')),
  )
  await edition('5.5.5', 'a snapshot that drops a member', 'ERR_BUNDLE_ROLLBACK', {
    members: base.members.slice(0, 2),
  })
  await edition('5.5.5', 'other bytes for a member', 'ERR_BUNDLE_EQUIVOCATION', {
    members: member('facts', { ...factsPayload(), onSite: {} } as never),
  })
  const grown = await bytesOf({ ...newer, members: member('trust', trustPayload(2)) })
  offers(
    '5.5.5',
    'rollback of the trust list',
    'ERR_BUNDLE_ROLLBACK',
    await bytesOf({ version: 3, signedAt: now - 30 }),
    { given: [first, grown] },
  )
}
