/** Tests of delegations over what is held: those that did not change are not walked again, and still decide. */
import { beforeAll, expect, test } from 'vitest'
import { parsePublicJwk, thumbprint, type PrivateJwk } from '../crypto/jwk.ts'
import { keyNamed } from '../testing/keys.ts'
import { publish, type Member } from '../testing/publisher.ts'
import { refusalOf } from '../testing/refusal.ts'
import { at, clock, hour, now, openRails, pinned, publication, ruleSet } from '../testing/world.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'
import { encodeBundle } from './container.ts'

const above = [keyNamed('rules 1'), keyNamed('rules 2')]
const [far, other] = [keyNamed('far'), keyNamed('other far')]

const delegation = async (version: number, key: PrivateJwk): Promise<Member> => {
  const name = await thumbprint(parsePublicJwk(key))
  const list = [{ prefix: 'test-far', keys: [name], threshold: 1, rails: openRails }]
  const keys = { [name]: parsePublicJwk(key) }
  const value = { version, expires: at(3 * hour), prefix: 'test', keys, delegations: list }
  return { name: 'delegation/test', value, keys: above }
}

const farSet = (version: number, keys: readonly PrivateJwk[]): Member => ({
  name: `rules/test-far/${String(version)}`,
  value: ruleSet({ id: 'test-far', version }),
  keys,
  signedAt: now - 11 * 24 * hour,
})

/** A publication with more members, but for the documents that are held already. */
const published = async (
  version: number,
  more: readonly Member[],
  held: readonly string[] = [],
): Promise<Uint8Array> => {
  const { members, ...base } = await publication({ version, signedAt: now + (version - 2) * hour })
  const documents = await publish({ ...base, members: [...members, ...more] })
  return encodeBundle(documents.filter(({ name }) => !held.includes(name)))
}

let first: Bundle
let unchanged: Member
beforeAll(async () => {
  unchanged = await delegation(1, far)
  first = await acceptBundle(await pinned(), await published(1, [unchanged]), clock)
})

test('whom an unchanged delegation names signs, and nobody else', async () => {
  const offer = async (keys: readonly PrivateJwk[]): Promise<Uint8Array> =>
    published(2, [unchanged, farSet(1, keys)], ['delegation/test'])
  const bundle = await acceptBundle(first, await offer([far]), clock)
  expect(bundle.ruleSets.get('test-far')?.map(({ use }) => use.state)).toEqual(['ready'])
  expect(bundle.members.get('delegation/test')).toBe(first.members.get('delegation/test'))
  for (const keys of [[other], above]) {
    expect(await refusalOf(acceptBundle(first, await offer(keys), clock))).toBe(
      'ERR_BUNDLE_SIGNATURE',
    )
  }
})

test('an unchanged delegation is refused once it has expired', async () => {
  const update = await published(2, [unchanged], ['delegation/test'])
  const when = (seconds: number): Date => new Date((now + seconds) * 1000)
  expect((await acceptBundle(first, update, when(3 * hour - 1))).snapshot?.version).toBe(2)
  expect(await refusalOf(acceptBundle(first, update, when(3 * hour)))).toBe('ERR_BUNDLE_EXPIRED')
})

test('a changed delegation is walked anew, over one that was taken unchanged', async () => {
  const second = await acceptBundle(
    first,
    await published(2, [unchanged], ['delegation/test']),
    clock,
  )
  const changed = await delegation(2, other)
  const offer = async (key: PrivateJwk): Promise<Uint8Array> =>
    published(3, [changed, farSet(1, [key])])
  const third = await acceptBundle(second, await offer(other), clock)
  expect(third.ruleSets.has('test-far')).toBe(true)
  expect(await refusalOf(acceptBundle(second, await offer(far), clock))).toBe(
    'ERR_BUNDLE_SIGNATURE',
  )
})

test('a delegation may not vanish, nor stand where none was', async () => {
  const without = await published(2, [])
  expect(await refusalOf(acceptBundle(first, without, clock))).toBe('ERR_BUNDLE_ROLLBACK')
  const stray = { ...unchanged, name: 'delegation/test-far-off', keys: [far] }
  const more = await published(2, [unchanged, stray], ['delegation/test'])
  expect(await refusalOf(acceptBundle(first, more, clock))).toBe('ERR_BUNDLE_DELEGATION')
})
