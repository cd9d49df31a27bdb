/** Attacks on root: TUF client workflow 5.3. */
import { parsePublicJwk, thumbprint } from '../crypto/jwk.ts'
import type { Range } from './attack-range.ts'
import { keyNamed } from './keys.ts'
import { rootPayload, signedRoot } from './world.ts'

const [rootOne, rootTwo] = [keyNamed('root 1'), keyNamed('root 2', 'ESP256')]
const thief = keyNamed('thief')

/** Adds them to the range. */
export async function attackRoot(range: Range): Promise<void> {
  const { withRoot, edition } = range
  const both = [rootOne, rootTwo]
  const thiefs = await thumbprint(parsePublicJwk(thief))
  const stolen = (payload: Record<string, unknown>): object => ({
    keys: { ...(payload['keys'] as object), [thiefs]: parsePublicJwk(thief) },
    roles: { ...(payload['roles'] as object), root: { keys: [thiefs], threshold: 1 } },
  })
  const same = (): object => ({})

  // 5.3 root
  await withRoot('5.3.4', 'a root signed by strangers', 'ERR_BUNDLE_SIGNATURE', same, [thief])
  await withRoot('5.3.4', 'a root one signature short', 'ERR_BUNDLE_SIGNATURE', same, [rootOne])
  await withRoot('5.3.4', 'a root with one key twice', 'ERR_BUNDLE_SIGNATURE', same, [
    rootOne,
    rootOne,
  ])
  await withRoot('5.3.4', 'a root by its new keys alone', 'ERR_BUNDLE_SIGNATURE', stolen, [thief])
  await withRoot('5.3.4', 'a root by the old keys alone', 'ERR_BUNDLE_SIGNATURE', stolen, both)
  await withRoot(
    '5.3.5',
    'root 3 under the name of 2',
    'ERR_BUNDLE_MALFORMED',
    () => ({ version: 3 }),
    both,
  )
  await withRoot(
    '5.3.5',
    'root 1 again under the name of 2',
    'ERR_BUNDLE_MALFORMED',
    () => ({ version: 1 }),
    both,
  )
  await withRoot(
    '5.3.10',
    'a root that has expired',
    'ERR_BUNDLE_EXPIRED',
    () => ({ expires: '2020-03-01T12:00:00Z' }),
    both,
  )
  await withRoot(
    '5.3',
    'a root of another world',
    'ERR_BUNDLE_WORLD',
    () => ({ world: 'production' }),
    both,
  )
  await withRoot(
    '5.3',
    'a root that ends later',
    'ERR_BUNDLE_WORLD',
    () => ({ endsAt: '2031-01-01T00:00:00Z' }),
    both,
  )
  await withRoot(
    '5.3',
    'a root with a member nobody knows',
    'ERR_BUNDLE_MALFORMED',
    () => ({ colour: 'red' }),
    both,
  )
  const otherRoot = await signedRoot({ ...(await rootPayload()), legalBasis: ['another'] }, both)
  await edition('5.3', 'a second root of a known version', 'ERR_BUNDLE_EQUIVOCATION', {
    roots: [otherRoot],
  })
}
