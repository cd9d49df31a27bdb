/** The digest of a bundle: the same payloads signed at another time decide otherwise, and must not share a name. */
import { expect, test } from 'vitest'
import { verify } from '../verify.ts'
import { publishBytes } from '../testing/publisher.ts'
import {
  clock,
  goodClaims,
  goodContext,
  hour,
  issueCode,
  now,
  pinned,
  publication,
} from '../testing/world.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'

const signed = async (signedAt: number): Promise<Bundle> =>
  acceptBundle(await pinned(), await publishBytes(await publication({ signedAt })), clock)

test('the same payloads signed at another time have another basis', async () => {
  const text = await issueCode(goodClaims)
  const basisOf = async (bundle: Bundle): Promise<string> =>
    JSON.stringify((await verify(text, { bundle, now: clock, context: goodContext })).basis)
  const [older, newer] = [await signed(now - 2 * hour), await signed(now - hour)]
  expect(newer.trust?.sha256).toBe(older.trust?.sha256)
  expect(await basisOf(newer)).not.toBe(await basisOf(older))
})

test('the same publication has one digest, whoever accepts it', async () => {
  const [first, second] = await Promise.all([signed(now - hour), signed(now - hour)])
  expect(first.digest).toBe(second.digest)
  expect((await pinned()).digest).not.toBe(first.digest)
})
