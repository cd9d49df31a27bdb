/** Tests of the summary: at any instant it says of age and rule set what a decision at that instant says. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { countryRules } from '../testing/country-rules.ts'
import { keyNamed } from '../testing/keys.ts'
import { publishBytes } from '../testing/publisher.ts'
import {
  at,
  clock,
  day,
  goodClaims,
  goodContext,
  hour,
  issueCode,
  now,
  pinned,
  publication,
  ruleSet,
  setId,
} from '../testing/world.ts'
import { verify } from '../verify.ts'
import { acceptBundle } from './accept-bundle.ts'
import type { Bundle } from './bundle.ts'
import { bundleSummary, ruleSetInForce } from './summary.ts'

/** Three versions, one after the other; the last is of an engine that nobody has. */
let bundle: Bundle
beforeAll(async () => {
  const base = await publication()
  const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
  const sets = [
    ruleSet({ version: 1, effective: { from: at(0), until: at(9 * day) } }),
    ruleSet({ version: 2, effective: { from: at(2 * day), until: at(4 * day) } }),
    { ...ruleSet({ version: 3, effective: { from: at(6 * day), until: at(7 * day) } }), engine: 2 },
  ]
  const members = sets.map((value) => ({ name: `rules/${setId}/${value.version}`, value, keys }))
  const bytes = await publishBytes({ ...base, members: [...base.members.slice(0, 2), ...members] })
  bundle = await acceptBundle(await pinned(), bytes, clock)
})

const later = (seconds: number): Date => new Date(clock.getTime() + seconds * 1000)

test.each<[string, number, number | undefined]>([
  ['before the first begins', -1, undefined],
  ['when the first begins', 0, 1],
  ['a second before the next begins', 2 * day - 1, 1],
  ['when the next begins', 2 * day, 2],
  ['when it ends, though the one before would still hold', 4 * day, undefined],
  ['when one begins that cannot be run', 6 * day, 3],
])('%s, that version is in force and no other', (_name, seconds, version) => {
  expect(ruleSetInForce(bundle, setId, later(seconds))?.version).toBe(version)
  const { ruleSets } = bundleSummary(bundle, later(seconds))
  expect(ruleSets.filter(({ inForce }) => inForce).map((set) => set.version)).toEqual(
    version === undefined ? [] : [version],
  )
})

test('a set that cannot be run has its window but no title, and is told not to be usable', () => {
  expect(bundleSummary(bundle, clock).ruleSets[2]).toEqual({
    id: setId,
    version: 3,
    title: null,
    from: at(6 * day),
    until: at(7 * day),
    inForce: false,
    usable: false,
  })
})

test('country rules are told by their title, and are usable', async () => {
  const base = await publication()
  const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
  const effective = { from: at(0), until: at(9 * day) }
  const value = { ...countryRules({ id: setId, effective }), version: 1 }
  const members = [...base.members.slice(0, 2), { name: `rules/${setId}/1`, value, keys }]
  const held = await acceptBundle(await pinned(), await publishBytes({ ...base, members }), clock)
  expect(ruleSetInForce(held, setId, clock)).toMatchObject({
    title: countryRules()['title'],
    usable: true,
  })
})

test('what it says of age and rule set is what decides', async () => {
  const text = await issueCode({ ...goodClaims, validUntil: at(30 * day) })
  const rounds = fc.asyncProperty(fc.integer({ min: 0, max: 20 * day }), async (seconds) => {
    const then = later(seconds)
    const { reasons, basis } = await verify(text, { bundle, now: then, context: goodContext })
    const { roles, rootDigest } = bundleSummary(bundle, then)
    const stale = reasons.flatMap((reason) => (reason.code === 'bundle-stale' ? [reason.role] : []))
    expect(roles.filter((role) => role.stale).map(({ role }) => role)).toEqual(stale)
    expect(ruleSetInForce(bundle, setId, then)?.version).toBe(basis.ruleSet?.version)
    expect(rootDigest).toBe(bundle.root.sha256)
  })
  await fc.assert(rounds, { numRuns: 200 })
})

test('a verifier with nothing but its root is summed up too', async () => {
  const summary = bundleSummary(await pinned(), new Date((now + hour) * 1000))
  expect(summary).toMatchObject({ snapshotVersion: null, roles: [], ruleSets: [], world: 'test' })
})
