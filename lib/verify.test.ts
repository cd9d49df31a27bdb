/** Tests of failing closed: whatever a verifier lacks, nobody passes; and with less stated in a code, nobody passes who did not. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { acceptBundle } from './bundle/accept-bundle.ts'
import { pinRoot } from './bundle/pin-root.ts'
import type { Bundle } from './bundle/bundle.ts'
import { encodeBundle, type BundleDocument } from './bundle/container.ts'
import type { Claims, Fact } from './credential/claims.ts'
import type { Algorithm, PrivateJwk } from './crypto/jwk.ts'
import type { Context } from './judge/context.ts'
import { keyNamed } from './testing/keys.ts'
import { publishBytes, type Member } from './testing/publisher.ts'
import {
  freshness,
  at,
  clock,
  factsPayload,
  goodClaims,
  goodContext,
  hour,
  issueCode,
  narrowKey,
  pinned,
  publication,
  ruleSet,
  setId,
  signedRoot,
  trustPayload,
  rootPayload,
  worldBundle,
} from './testing/world.ts'
import { verify } from './verify.ts'

let world: Bundle
let good: string
beforeAll(async () => {
  world = await worldBundle()
  good = await issueCode()
})

/** The codes of the reasons for which nobody passes; `pass` where somebody does. */
const decide = async (
  bundle: Bundle | undefined,
  context: Context = goodContext,
  text: string | readonly string[] = good,
  now = clock,
): Promise<readonly string[]> => {
  const { outcome, reasons } = await verify(text, { bundle, now, context })
  return outcome === 'pass' ? ['pass'] : reasons.map(({ code }) => code)
}

/** A bundle with other members than the world's. */
const bundleOf = async (change: (members: readonly Member[]) => readonly Member[]) => {
  const base = await publication()
  return acceptBundle(
    await pinned(),
    await publishBytes({ ...base, members: change(base.members) }),
    clock,
  )
}
const without = (name: string) =>
  bundleOf((members) => members.filter((m) => !m.name.startsWith(name)))
const replaced = (name: string, value: Member['value']) =>
  bundleOf((members) => members.map((m) => (m.name.startsWith(name) ? { ...m, value } : m)))

test('in its world the code passes', async () => {
  expect(await decide(world)).toEqual(['pass'])
})

test('without a bundle nobody passes', async () => {
  expect(await decide(undefined)).toEqual(['no-bundle'])
})

test('with nothing but a root nobody passes', async () => {
  expect(await decide(await pinned())).toEqual(['no-trust-list'])
})

test.each<[string, () => Promise<Bundle>, readonly string[]]>([
  ['no trust list', () => without('trust'), ['no-trust-list']],
  [
    'an empty trust list',
    () => replaced('trust', { ...trustPayload(), issuers: [] } as never),
    ['no-trust-list'],
  ],
  ['no rule set', () => without('rules'), ['no-rule-set']],
  ['no fact types', () => without('facts'), ['fact-type-unknown']],
  [
    'fact types without the kinds that are read',
    () => replaced('facts', { ...factsPayload(), types: [] } as never),
    ['fact-type-unknown'],
  ],
  [
    'a rule set of another engine',
    () => replaced('rules', { ...ruleSet(), engine: 2 } as never),
    ['engine-too-old'],
  ],
  [
    'a rule set that is not well typed',
    () => replaced('rules', { ...ruleSet(), rules: [] } as never),
    ['rule-set-unusable'],
  ],
  [
    'a rule set that has not begun',
    () => replaced('rules', ruleSet({ effective: { from: at(1), until: at(9) } })),
    ['no-rule-set-in-force'],
  ],
  [
    'a rule set that is over',
    () => replaced('rules', ruleSet({ effective: { from: at(-9), until: at(0) } })),
    ['no-rule-set-in-force'],
  ],
  [
    'a rule set that grants nothing',
    () => replaced('rules', ruleSet({ rules: ruleSet().rules.slice(1) })),
    ['not-granted'],
  ],
  [
    'an issuer whose status must be looked up',
    () => replaced('trust', statusLists()),
    ['status-missing', 'rule-pass'],
  ],
])('with %s nobody passes', async (_name, bundle, codes) => {
  expect(await decide(await bundle())).toEqual(codes)
})

const statusLists = () => {
  const { issuers, ...rest } = trustPayload()
  return { ...rest, issuers: issuers.map((issuer) => ({ ...issuer, status: 'lists' })) }
}

test.each<[string, Context, readonly string[]]>([
  ['no rule set', { ...goodContext, ruleSet: undefined } as never, ['no-rule-set']],
  ['the name of another rule set', { ...goodContext, ruleSet: 'other' }, ['no-rule-set']],
  ['a name that every object has', { ...goodContext, ruleSet: 'constructor' }, ['no-rule-set']],
  ['the name in capitals', { ...goodContext, ruleSet: setId.toUpperCase() }, ['no-rule-set']],
  ['no measurement', { ...goodContext, onSite: {} }, ['fact-missing']],
  [
    'a measurement that is no number',
    { ...goodContext, onSite: { temperature: NaN } },
    ['fact-missing'],
  ],
  [
    'a measurement as text',
    { ...goodContext, onSite: { temperature: '36.6' } } as never,
    ['fact-missing'],
  ],
  [
    'a station that says nothing of replay',
    { ...goodContext, seenBefore: undefined, station: 's' } as never,
    ['replay-unknown', 'rule-pass'],
  ],
])('in a context with %s nobody passes', async (_name, context, codes) => {
  expect(await decide(world, context)).toEqual(codes)
})

test('a root that ends, ends everything, at the second that it names', async () => {
  const root = await signedRoot({ ...(await rootPayload()), endsAt: at(2 * hour) })
  const bundle = { ...world, root: (await pinnedTo(root)).root }
  const later = (seconds: number) => new Date(clock.getTime() + seconds * 1000)
  expect(await decide(bundle, goodContext, good, later(2 * hour - 1))).toEqual(['pass'])
  expect(await decide(bundle, goodContext, good, later(2 * hour))).toEqual(['retired'])
})

const pinnedTo = (root: BundleDocument): Promise<Bundle> =>
  pinRoot(encodeBundle([root]), { worlds: ['test'] })

test('a role is fresh up to its limit and stale a second later', async () => {
  const later = (seconds: number) => new Date(clock.getTime() + seconds * 1000)
  const limit = 2 * hour
  for (const role of ['timestamp', 'trust', 'facts'] as const) {
    const payload = await rootPayload()
    const poll = { ...freshness, [role]: { limit: hour, grace: limit } }
    const both = { poll, stick: {} }
    const { root } = await pinnedTo(await signedRoot({ ...payload, freshness: both }))
    const bundle = { ...world, root }
    const end = world[role]!.signedAt + limit - clock.getTime() / 1000
    expect(await decide(bundle, goodContext, good, later(end))).toEqual(['pass'])
    expect(await decide(bundle, goodContext, good, later(end + 1))).toContain('bundle-stale')
  }
})

test('a role that root gives no limit is stale at once', async () => {
  for (const role of ['timestamp', 'trust', 'facts']) {
    const payload = await rootPayload()
    const poll = Object.fromEntries(Object.entries(freshness).filter(([name]) => name !== role))
    const both = { poll, stick: freshness }
    const { root } = await pinnedTo(await signedRoot({ ...payload, freshness: both }))
    expect(await decide({ ...world, root })).toContain('bundle-stale')
  }
})

test('several codes are of one person only if that is proven, and the same code twice is one', async () => {
  const other = await issueCode(goodClaims, 'ESP256')
  expect(await decide(world, goodContext, [good, good])).toEqual(['pass'])
  expect(await decide(world, goodContext, [good, other])).toContain('person-unproven')
  expect(await decide(world, goodContext, [good, 'GG1:'])).not.toContain('pass')
  expect(await decide(world, goodContext, [])).toEqual(['not-a-credential'])
})

const contact: Fact = {
  id: 'c1',
  kind: 'contact',
  source: 'office',
  recordedAt: at(-hour),
  fields: { at: at(-20 * 86_400), region: '330106' },
}
const rich: Claims = { ...goodClaims, facts: [...goodClaims.facts!, contact] }

/** Claims with less in them: every way to withdraw one coverage or to blank one field. */
const lesser = (claims: Claims): readonly Claims[] => [
  ...(claims.covers ?? []).map((gone) => ({
    ...claims,
    covers: claims.covers!.filter((each) => each !== gone),
  })),
  ...(claims.facts ?? []).flatMap((fact) =>
    Object.keys(fact.fields).map((gone) => ({
      ...claims,
      facts: claims.facts!.map((each) =>
        each === fact
          ? {
              ...each,
              fields: Object.fromEntries(Object.entries(fact.fields).filter(([n]) => n !== gone)),
            }
          : each,
      ),
    })),
  ),
]

test('withdrawing coverage or blanking a field in a code that is issued again never lets pass who did not', async () => {
  const seconds = fc.integer({ min: -30 * 86_400, max: 0 })
  const tested = fc.record({
    result: fc.constantFrom('negative', 'positive', 'lost'),
    takenAt: seconds,
  })
  const rounds = fc.asyncProperty(
    fc.option(tested, { nil: undefined, freq: 5 }),
    fc.option(seconds, { nil: undefined, freq: 2 }),
    fc.constantFrom<(PrivateJwk | Algorithm)[]>('Ed25519', 'ESP256', narrowKey),
    fc.constantFrom('330106', '420101'),
    fc.constantFrom(36.6, 38, NaN),
    async (test, met, key, region, temperature) => {
      const facts = [
        ...(test === undefined
          ? []
          : [{ ...goodClaims.facts![0]!, fields: { ...test, takenAt: at(test.takenAt), region } }]),
        ...(met === undefined ? [] : [{ ...contact, fields: { at: at(met), region } }]),
      ]
      const claims: Claims = { ...rich, facts }
      const context = { ...goodContext, onSite: { temperature } }
      const shown = async (less: Claims) => decide(world, context, await issueCode(less, key))
      if ((await shown(claims))[0] === 'pass') return
      for (const less of lesser(claims)) expect(await shown(less)).not.toEqual(['pass'])
    },
  )
  await fc.assert(rounds, { numRuns: 150 })
})

test('a key says only what the trust list lets it say', async () => {
  // The narrow key may state tests of region 33 but cover no contacts, and its sets are none.
  const narrow = await decide(world, goodContext, await issueCode(goodClaims, narrowKey))
  expect(narrow).toEqual(['fact-missing'])
  const stranger = await issueCode(goodClaims, keyNamed('stranger'))
  expect(await decide(world, goodContext, stranger)).toEqual(['key-unknown'])
  const elsewhere = await issueCode({ ...goodClaims, issuer: 'test-xx' })
  expect(await decide(world, goodContext, elsewhere)).toEqual(['issuer-unknown'])
})
