/** A revoked code stays revoked whatever its holder or the network does to the lists. */
import { expect, test } from 'vitest'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { encodeBundle } from '../bundle/container.ts'
import type { Claims } from '../credential/claims.ts'
import type { Decision } from '../decision.ts'
import { setBits, statusValue } from '../testing/attacks-on-status.ts'
import { keyNamed } from '../testing/keys.ts'
import { publish, type Publication } from '../testing/publisher.ts'
import { refusalOf } from '../testing/refusal.ts'
import {
  clock,
  day,
  freshness,
  goodClaims,
  goodContext,
  issueCode,
  now,
  pinned,
  publication,
  rootPayload,
  signedRoot,
  trustPayload,
} from '../testing/world.ts'
import { verify } from '../verify.ts'

const key = keyNamed('facts')
const listName = 'status/test-hz/2020-03'
const lists = { ...trustPayload(2), issuers: trustPayload().issuers.map(asLists) }
function asLists<T>(issuer: T): T & { readonly status: 'lists' } {
  return { ...issuer, status: 'lists' }
}

/** A root whose schedule has a row for lists, and an edition with one. */
async function world(): Promise<Publication> {
  const row = { status: { limit: day, grace: 2 * day } }
  const all = { ...freshness, ...row }
  const root = await signedRoot({
    ...(await rootPayload(2)),
    freshness: { poll: all, stick: all },
  })
  const base = await publication()
  return publication({
    roots: [...base.roots, root],
    version: 2,
    signedAt: now - 60,
    members: [
      ...base.members.map((each) => (each.name === 'trust' ? { ...each, value: lists } : each)),
      { name: listName, value: statusValue(2, setBits), keys: [key] },
    ],
  })
}

const verifier = async (): Promise<Bundle> =>
  acceptBundle(await pinned(), encodeBundle(await publish(await world()), [setBits]), clock)
const coded = (statusIndex: number): Claims => ({ ...goodClaims, statusIndex })
const decided = async (bundle: Bundle, statusIndex: number): Promise<Decision> =>
  verify(await issueCode(coded(statusIndex)), { bundle, now: clock, context: goodContext })

test('an entry that is not set passes, and one that is set is revoked and nothing else', async () => {
  const bundle = await verifier()
  expect(await decided(bundle, 1)).toMatchObject({ outcome: 'pass' })
  const revoked = await decided(bundle, 4)
  expect(revoked.outcome).toBe('invalid')
  expect(revoked.reasons).toEqual([{ code: 'revoked' }])
  expect(revoked.basis.status).toMatchObject([{ list: 'test-hz/2020-03', version: 2 }])
})

test('a list that is signed badly changes nothing; signed rightly it would have', async () => {
  const bundle = await verifier()
  const none = new Uint8Array(3)
  const next = async (signer: typeof key): Promise<Uint8Array> => {
    const { members, ...rest } = await world()
    const list = { name: listName, value: statusValue(3, none), keys: [signer] }
    const changed = members.map((each) => (each.name === listName ? list : each))
    return encodeBundle(await publish({ ...rest, version: 3, members: changed }), [none])
  }
  const bad = acceptBundle(bundle, await next(keyNamed('trust')), clock)
  expect(await refusalOf(bad)).toBe('ERR_BUNDLE_SIGNATURE')
  expect((await decided(bundle, 4)).reasons).toEqual([{ code: 'revoked' }])
  const good = await acceptBundle(bundle, await next(key), clock)
  expect(await decided(good, 4)).toMatchObject({ outcome: 'pass' })
})

test('a list signed anew decides longer, and so has another digest', async () => {
  const bundle = await verifier()
  const later = await world()
  const signed = await publish({ ...later, version: 3 })
  const again = await acceptBundle(bundle, encodeBundle(signed, [setBits]), clock)
  const old = await acceptBundle(
    await pinned(),
    encodeBundle(await publish({ ...later, version: 3, signedAt: now - 120 }), [setBits]),
    clock,
  )
  expect(again.status.get(listName)?.signedAt).toBe(now - 60)
  expect(old.digest).not.toBe(again.digest)
})

test('without its list, or in no list, a code is for staff to look at', async () => {
  const { members, ...rest } = await world()
  const without = { ...rest, members: members.filter(({ name }) => !name.startsWith('status')) }
  const bundle = await acceptBundle(await pinned(), encodeBundle(await publish(without)), clock)
  const codes = [await issueCode(coded(1)), await issueCode()]
  for (const text of codes) {
    const decision = await verify(text, { bundle, now: clock, context: goodContext })
    expect(decision.outcome).toBe('check')
    expect(decision.reasons[0]).toEqual({ code: 'status-missing' })
    expect(decision.basis.status).toBeNull()
  }
})
