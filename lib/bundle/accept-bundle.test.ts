/** Tests of accepting bundles: what is refused and by which code, and that nothing damaged or older gets in. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { GreengateError } from '../errors.ts'
import { alteredJson } from '../testing/arbitrary-json.ts'
import { fingerprint } from '../testing/fingerprint.ts'
import { keyNamed } from '../testing/keys.ts'
import { publish, publishBytes, signDocument, type Publication } from '../testing/publisher.ts'
import { refusalOf } from '../testing/refusal.ts'
import {
  at,
  clock,
  day,
  factsPayload,
  hour,
  now,
  pinned,
  publication,
  ruleSet,
  setId,
  trustPayload,
} from '../testing/world.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'
import { encodeBundle, type BundleDocument } from './container.ts'

let pin: Bundle
let world: Bundle
let base: Publication
let good: Uint8Array
beforeAll(async () => {
  pin = await pinned()
  base = await publication()
  good = await publishBytes(base)
  world = await acceptBundle(pin, good, clock)
})

/** The code with which bytes are refused; the current bundle must be as it was. */
const offer = async (
  bytes: Uint8Array,
  current = world,
  when = clock,
): Promise<string | undefined> => {
  const before = fingerprint(current)
  const code = await refusalOf(acceptBundle(current, bytes, when))
  expect(fingerprint(current)).toBe(before)
  return code
}

const republished = async (change: Partial<Publication>): Promise<Uint8Array> =>
  publishBytes({ ...base, version: 2, signedAt: now, ...change })

/** The good documents with one of them altered and not signed again. */
const altered = async (name: string, change: (document: BundleDocument) => BundleDocument) =>
  encodeBundle((await publish(base)).map((each) => (each.name === name ? change(each) : each)))

test('a good bundle is accepted, and accepted again, and makes the same of it', async () => {
  expect(world.snapshot?.version).toBe(1)
  expect([...world.ruleSets.keys()]).toEqual([setId])
  expect(world.floor).toBe(now - hour)
  expect(fingerprint(await acceptBundle(world, good, clock))).toBe(fingerprint(world))
})

test('a bundle with any byte damaged is refused, or makes the very same of it', async () => {
  const [whole, seen] = [fingerprint(world), new Map<string, number>()]
  const count = (name: string): unknown => seen.set(name, (seen.get(name) ?? 0) + 1)
  const damage = async (place: number, mask: number): Promise<void> => {
    const bytes = good.slice()
    bytes[place]! ^= mask
    try {
      const accepted = await acceptBundle(pin, bytes, clock)
      expect(fingerprint(accepted)).toBe(whole)
      count('the same')
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      count(error.code)
    }
  }
  const rounds = fc.asyncProperty(fc.nat(good.length - 1), fc.nat(7), (place, bit) =>
    damage(place, 1 << bit),
  )
  await fc.assert(rounds, { numRuns: 1000 })
  console.log(`bundle: 1000 flipped bits of ${good.length} bytes ${JSON.stringify([...seen])}`)
  expect(seen.get('ERR_BUNDLE_SIGNATURE')).toBeGreaterThan(50)
})

test('a bundle cut short at any place is refused', async () => {
  const rounds = fc.asyncProperty(fc.nat(good.length - 1), async (length) => {
    expect(await offer(good.subarray(0, length))).toBe('ERR_BUNDLE_MALFORMED')
  })
  await fc.assert(rounds, { numRuns: 100 })
})

test('any bytes are refused by a code', async () => {
  const rounds = fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
    expect(await offer(bytes)).toBe('ERR_BUNDLE_MALFORMED')
  })
  await fc.assert(rounds, { numRuns: 300 })
})

const names = async (): Promise<readonly string[]> => (await publish(base)).map(({ name }) => name)

test('a bundle that lacks any document is refused', async () => {
  for (const name of (await names()).filter((each) => !each.startsWith('root/'))) {
    const rest = (await publish(base)).filter((document) => document.name !== name)
    expect([name, await offer(encodeBundle(rest), pin)]).toEqual([
      name,
      'ERR_BUNDLE_MEMBER_MISSING',
    ])
  }
})

test('a document put in twice, or that nobody listed, is refused', async () => {
  const documents = await publish(base)
  expect(await offer(encodeBundle([...documents, documents[3]!]))).toBe('ERR_BUNDLE_MALFORMED')
  const extra = await signDocument('rules/test-xx/1', ruleSet(), [keyNamed('rules 1')], now)
  expect(await offer(encodeBundle([...documents, extra]))).toBe('ERR_BUNDLE_MALFORMED')
})

test('a document whose signatures are those of another is refused', async () => {
  const documents = await publish(base)
  for (const { name } of documents.filter((each) => !each.name.startsWith('root/'))) {
    const other = documents.find((each) => each.name !== name && !each.name.startsWith('root/'))!
    const bytes = await altered(name, (each) => ({ ...each, signatures: other.signatures }))
    expect([name, await offer(bytes)]).toEqual([name, 'ERR_BUNDLE_SIGNATURE'])
  }
})

test('a document that is rightly signed but is not the listed one is refused', async () => {
  const changes = {
    trust: { ...trustPayload(), issuers: [] },
    facts: { ...factsPayload(), onSite: {} },
    [`rules/${setId}/1`]: ruleSet({ rules: ruleSet().rules.slice(0, 1) }),
  }
  for (const [name, value] of Object.entries(changes)) {
    const { keys } = base.members.find((each) => each.name === name)!
    const other = await signDocument(name, value, keys, base.signedAt)
    expect([name, await offer(await altered(name, () => other), pin)]).toEqual([
      name,
      'ERR_BUNDLE_DIGEST',
    ])
  }
  const [, , snapshot] = await publish({ ...base, members: base.members.slice(0, 1) })
  expect(await offer(await altered('snapshot', () => snapshot!), pin)).toBe('ERR_BUNDLE_DIGEST')
})

test.each([
  ['trust', keyNamed('facts')],
  ['facts', keyNamed('trust')],
  [`rules/${setId}/1`, keyNamed('rules 1')],
  [`rules/${setId}/1`, keyNamed('stranger')],
])('%s signed by a key of another role, or by too few, is refused', async (name, key) => {
  const members = base.members.map((each) => (each.name === name ? { ...each, keys: [key] } : each))
  expect(await offer(await publishBytes({ ...base, members }), pin)).toBe('ERR_BUNDLE_SIGNATURE')
})

test('a rule set of an id that nobody was given is refused', async () => {
  const member = { ...base.members[2]!, name: 'rules/other/1', value: ruleSet({ id: 'other' }) }
  const members = [...base.members, member]
  expect(await offer(await publishBytes({ ...base, members }), pin)).toBe('ERR_BUNDLE_SIGNATURE')
})

test.each<[string, object]>([
  ['another id', { id: 'test-xx' }],
  ['another version', { version: 7 }],
])('a rule set of %s than its name says is refused', async (_name, change) => {
  const member = { ...base.members[2]!, value: { ...ruleSet(), ...change } }
  const members = [...base.members.slice(0, 2), member]
  expect(await offer(await publishBytes({ ...base, members }), pin)).toBe('ERR_BUNDLE_MALFORMED')
})

test('older versions are refused, and the same version with other bytes is equivocation', async () => {
  const second = await acceptBundle(world, await republished({}), clock)
  expect(second.snapshot?.version).toBe(2)
  expect(await offer(good, second)).toBe('ERR_BUNDLE_ROLLBACK')
  const other = await publishBytes({ ...base, version: 2, signedAt: now - 1 })
  expect(await offer(other, second)).toBe('ERR_BUNDLE_EQUIVOCATION')
})

const member = (name: string, value: { readonly version: number }): Publication['members'] =>
  base.members.map((each) => (each.name === name ? { ...each, value } : each))

test('a member may grow, but not go back, vanish or change without a version', async () => {
  const grown = await republished({ members: member('trust', trustPayload(2)) })
  const second = await acceptBundle(world, grown, clock)
  expect(second.trust?.version).toBe(2)
  const back = await republished({ version: 3 })
  expect(await offer(back, second)).toBe('ERR_BUNDLE_ROLLBACK')
  const gone = await republished({ members: base.members.slice(0, 2) })
  expect(await offer(gone)).toBe('ERR_BUNDLE_ROLLBACK')
  const changed = await republished({
    members: member('facts', { ...factsPayload(), onSite: {} } as never),
  })
  expect(await offer(changed)).toBe('ERR_BUNDLE_EQUIVOCATION')
})

test('a bundle that has ended is refused at that second, and one of tomorrow at any', async () => {
  const later = (seconds: number) => new Date(clock.getTime() + seconds * 1000)
  // The timestamp is accepted for 8 days from its signing an hour ago.
  expect(await offer(good, pin, later(8 * day - hour - 1))).toBeUndefined()
  expect(await offer(good, pin, later(8 * day - hour))).toBe('ERR_BUNDLE_EXPIRED')
  expect(await offer(good, pin, later(-hour - day))).toBeUndefined()
  expect(await offer(good, pin, later(-hour - day - 1))).toBe('ERR_BUNDLE_CLOCK')
  const expired = member('trust', { ...trustPayload(), expires: at(0) } as never)
  expect(await offer(await publishBytes({ ...base, members: expired }), pin)).toBe(
    'ERR_BUNDLE_EXPIRED',
  )
})

const codes = /^ERR_(BUNDLE|KEY|TRUST_LIST|FACT_TYPES|CBOR)_/

test('a member that was altered anywhere and signed again is taken or refused by its code', async () => {
  const seen: Record<string, number> = {}
  const drawn = fc
    .constantFrom(...base.members)
    .chain((each) => alteredJson(each.value).map((value) => ({ ...each, value })))
  const rounds = fc.asyncProperty(drawn, async (each) => {
    const members = base.members.map((one) => (one.name === each.name ? each : one)) as never
    const made = await publishBytes({ ...base, members }).catch(() => undefined)
    // A value that is no document at all has no version to be listed with.
    if (made === undefined) return
    const code = (await offer(made, pin)) ?? 'taken'
    expect(code === 'taken' || codes.test(code)).toBe(true)
    seen[code] = (seen[code] ?? 0) + 1
  })
  await fc.assert(rounds, { numRuns: 300 })
  console.log(`bundle: altered members ${JSON.stringify(seen)}`)
  expect(seen['taken']).toBeGreaterThan(20)
})
