/** Tests of roots: who may sign the next one, and what a root must be to be pinned. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { parsePublicJwk, thumbprint, type PrivateJwk } from '../crypto/jwk.ts'
import { alteredJson } from '../testing/arbitrary-json.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { keyNamed } from '../testing/keys.ts'
import { publishBytes, type Publication } from '../testing/publisher.ts'
import { refusalOf } from '../testing/refusal.ts'
import {
  at,
  clock,
  now,
  publication,
  rootPayload,
  signedRoot,
  worldBundle,
} from '../testing/world.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'
import { encodeBundle, type BundleDocument } from './container.ts'
import { pinRoot as pinAny } from './pin-root.ts'

const [first, second, third] = [
  keyNamed('root 1'),
  keyNamed('root 2', 'ESP256'),
  keyNamed('root 3'),
] as const
const rootKeys = [first, second, third]
const stranger = keyNamed('stranger')

interface Payload {
  readonly roles: Readonly<Record<string, unknown>>
  readonly keys: Readonly<Record<string, object>>
}
let world: Bundle
let base: Publication
let payload: Payload
/** Root 2 in which a stranger alone is root. */
let usurped: Payload
beforeAll(async () => {
  world = await worldBundle()
  base = await publication()
  payload = (await rootPayload(2)) as unknown as Payload
  const name = await thumbprint(parsePublicJwk(stranger))
  usurped = {
    ...payload,
    keys: { ...payload.keys, [name]: parsePublicJwk(stranger) },
    roles: { ...payload.roles, root: { keys: [name], threshold: 1 } },
  }
})

const pinRoot = (bytes: Uint8Array): Promise<Bundle> => pinAny(bytes, { worlds: ['test'] })

const sign = (value: object, keys: readonly PrivateJwk[]): Promise<BundleDocument> =>
  signedRoot({ ...value }, keys)

/** Offers a next root with a next bundle; the code with which it is refused. */
const offer = async (value: object, keys: readonly PrivateJwk[]): Promise<string | undefined> => {
  const roots = [...base.roots, await sign(value, keys)]
  const bytes = await publishBytes({ ...base, version: 2, signedAt: now, roots })
  const before = fingerprint(world)
  const code = await refusalOf(acceptBundle(world, bytes, clock))
  expect(fingerprint(world)).toBe(before)
  return code
}

test('a newer root needs the threshold of the one before', async () => {
  expect(await offer(payload, [second, third])).toBeUndefined()
  expect(await offer(payload, [first])).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await offer(payload, [first, first])).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await offer(usurped, [stranger])).toBe('ERR_BUNDLE_SIGNATURE')
})

test('a newer root needs its own threshold too', async () => {
  expect(await offer(usurped, rootKeys)).toBe('ERR_BUNDLE_SIGNATURE')
  expect(await offer(usurped, [...rootKeys, stranger])).toBeUndefined()
})

test('a newer root that has ended is refused, and one of another version than its name', async () => {
  expect(await offer({ ...payload, expires: at(0) }, rootKeys)).toBe('ERR_BUNDLE_EXPIRED')
  const document = { ...(await sign(payload, rootKeys)), name: 'root/3' }
  const skipped = encodeBundle([document])
  expect(await refusalOf(pinRoot(skipped))).toBe('ERR_BUNDLE_MALFORMED')
})

test('another root of the version that is pinned is equivocation', async () => {
  const other = await sign({ ...(await rootPayload()), legalBasis: ['another'] }, rootKeys)
  const bytes = await publishBytes({ ...base, roots: [other] })
  expect(await refusalOf(acceptBundle(world, bytes, clock))).toBe('ERR_BUNDLE_EQUIVOCATION')
})

const pin = async (value: object, keys: readonly PrivateJwk[] = rootKeys) =>
  refusalOf(pinRoot(encodeBundle([await sign(value, keys)])))

test('one document is pinned, and it must be a root', async () => {
  const root = await sign(payload, rootKeys)
  expect((await pinRoot(encodeBundle([root]))).root.version).toBe(2)
  expect(await refusalOf(pinRoot(encodeBundle([])))).toBe('ERR_BUNDLE_MALFORMED')
  expect(await refusalOf(pinRoot(encodeBundle([root, root])))).toBe('ERR_BUNDLE_MALFORMED')
  const named = encodeBundle([{ ...root, name: 'trust' }])
  expect(await refusalOf(pinRoot(named))).toBe('ERR_BUNDLE_MALFORMED')
  expect(await pin(payload, [first])).toBe('ERR_BUNDLE_SIGNATURE')
})

test.each<[string, (root: Payload) => object]>([
  [
    'a key under another name',
    ({ keys }) => ({ keys: { ...keys, ['A'.repeat(43)]: parsePublicJwk(stranger) } }),
  ],
  [
    'a private key',
    ({ keys }) => ({
      keys: Object.fromEntries(
        Object.entries(keys).map(([name, jwk]) => [name, { ...jwk, d: first.d }]),
      ),
    }),
  ],
  [
    'a role with a key it does not have',
    ({ roles }) => ({ roles: { ...roles, trust: { keys: ['A'.repeat(43)], threshold: 1 } } }),
  ],
  [
    'a threshold of 0',
    ({ roles }) => ({
      roles: { ...roles, trust: { ...(roles['trust'] as object), threshold: 0 } },
    }),
  ],
  [
    'a threshold beyond its keys',
    ({ roles }) => ({
      roles: { ...roles, trust: { ...(roles['trust'] as object), threshold: 2 } },
    }),
  ],
  [
    'one key twice for two',
    ({ roles }) => ({ roles: { ...roles, trust: doubled(roles['trust']) } }),
  ],
  ['a role too few', ({ roles }) => ({ roles: { ...roles, snapshot: undefined } })],
  ['a role too many', ({ roles }) => ({ roles: { ...roles, gates: roles['trust'] } })],
  ['another world', () => ({ world: 'prod' })],
  ['a purpose in a third language', () => ({ purpose: { zh: 'x', en: 'x', fr: 'x' } })],
  ['a purpose in one language', () => ({ purpose: { en: 'x' } })],
  [
    'freshness of a role that has none',
    () => ({ freshness: { poll: { root: { limit: 1, grace: 1 } }, stick: {} } }),
  ],
  [
    'a grace below its limit',
    () => ({ freshness: { poll: { trust: { limit: 2, grace: 1 } }, stick: {} } }),
  ],
  ['freshness of one class', () => ({ freshness: { poll: {} } })],
  ['an uncertainty below zero', () => ({ clockUncertainty: -1 })],
  ['a member nobody knows', () => ({ colour: 'red' })],
])('a root with %s is refused', async (_name, change) => {
  expect(await pin({ ...payload, ...change(payload) })).toBe('ERR_BUNDLE_MALFORMED')
})

const doubled = (role: unknown) => {
  const { keys } = role as { readonly keys: readonly string[] }
  return { keys: [...keys, ...keys], threshold: 2 }
}

test('a root that was altered anywhere and signed again is pinned or refused by its code', async () => {
  const rounds = fc.asyncProperty(alteredJson(payload), async (value) => {
    const document = await sign(value as object, rootKeys).catch(() => undefined)
    // What is no JSON cannot be signed.
    if (document === undefined) return
    const code = await refusalOf(pinRoot(encodeBundle([{ ...document, name: 'root/2' }])))
    expect(code ?? 'ERR_BUNDLE_NONE').toMatch(/^ERR_(BUNDLE|KEY)_/)
  })
  await fc.assert(rounds, { numRuns: 400 })
})
