/** Looking ahead, corrections, and what is held: what a verifier makes of versions beside the one in force. */
import { beforeAll, expect, test } from 'vitest'
import { acceptBundle } from './bundle/accept-bundle.ts'
import type { Bundle } from './bundle/bundle.ts'
import { exportBundle } from './bundle/export-bundle.ts'
import { bundleSummary } from './bundle/summary.ts'
import { shadowDecision } from './shadow.ts'
import { fingerprint } from './testing/fingerprint.ts'
import { keyNamed } from './testing/keys.ts'
import { publish, publishBytes, type Publication } from './testing/publisher.ts'
import {
  at,
  clock,
  day,
  goodContext,
  hour,
  issueCode,
  now,
  pinned,
  publication,
  rootPayload,
  ruleSet,
  setId,
  signedRoot,
} from './testing/world.ts'
import { encodeBundle } from './bundle/container.ts'
import { pinRoot } from './bundle/pin-root.ts'
import { verify } from './verify.ts'

const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
const next = ruleSet({
  version: 2,
  effective: { from: at(day), until: at(60 * day) },
  rules: [
    ...ruleSet().rules,
    { ...ruleSet().rules[2]!, no: 9, id: 'everybody', when: { value: true } },
  ],
})

let base: Publication
let world: Bundle
let good: string
beforeAll(async () => {
  const first = await publication()
  base = { ...first, members: [...first.members, { name: `rules/${setId}/2`, value: next, keys }] }
  world = await acceptBundle(await pinned(), await publishBytes(base), clock)
  good = await issueCode()
})

const options = () => ({ bundle: world, now: clock, context: goodContext })

test('the next version is judged on the same person, and changes nothing', async () => {
  expect((await verify(good, options())).outcome).toBe('pass')
  const shadow = await shadowDecision(good, options())
  expect(shadow).toMatchObject({ ruleSet: { id: setId, version: 2 }, outcome: 'stop', rules: [9] })
  expect((await verify(good, options())).outcome).toBe('pass')
})

test('what is foretold is what is decided once the version is in force', async () => {
  const then = new Date(clock.getTime() + day * 1000)
  const code = await issueCode(undefined)
  const foretold = await shadowDecision(code, options(), clock)
  expect(foretold?.outcome).toBe('stop')
  expect(await shadowDecision(code, { ...options(), now: then })).toBeUndefined()
})

test('without a bundle, a rule set or a next version there is nothing to foretell', async () => {
  expect(await shadowDecision(good, { ...options(), bundle: undefined })).toBeUndefined()
  expect(await shadowDecision(good, { ...options(), context: {} })).toBeUndefined()
})

test('a rule set that is known is not compiled again, and one that is new is', async () => {
  const third = { name: `rules/${setId}/3`, value: { ...next, version: 3 }, keys }
  const members = [...base.members, third]
  const bytes = await publishBytes({ ...base, version: 2, signedAt: now - 60, members })
  const after = await acceptBundle(world, bytes, clock)
  const of = (bundle: Bundle) =>
    bundle.ruleSets.get(setId)!.map(({ use }) => (use.state === 'ready' ? use.compiled : undefined))
  expect(of(after).slice(0, 2)).toEqual(of(world))
  expect(of(after)[0]).toBe(of(world)[0])
  expect(of(after)).toHaveLength(3)
})

test('a bundle that came in parts is written whole, and accepted by who pinned its root', async () => {
  const third = { name: `rules/${setId}/3`, value: { ...next, version: 3 }, keys }
  const members = [...base.members, third]
  const documents = await publish({ ...base, version: 2, signedAt: now - 60, members })
  const held = new Set(['trust', 'facts', `rules/${setId}/1`, `rules/${setId}/2`])
  const part = encodeBundle(documents.filter(({ name }) => !held.has(name)))
  const after = await acceptBundle(world, part, clock)
  const anew = await acceptBundle(await pinned(), exportBundle(after), clock)
  expect(fingerprint({ ...anew, members: after.members })).toBe(fingerprint(after))
  expect(anew.digest).toBe(after.digest)
})

test('a decision by a correction says that it is one', async () => {
  const payload = await rootPayload()
  const roles = payload['roles'] as { readonly rules: readonly object[] }
  const rules = roles.rules.map((each) => ({ ...each, threshold: 1 }))
  const root = await signedRoot({ ...payload, roles: { ...roles, rules } })
  const change = { ...ruleSet().change, type: 'correction' }
  const effective = { from: at(-hour), until: at(9 * day) }
  const value = ruleSet({ version: 2, change, effective })
  const members = [...base.members.slice(0, 3), { name: `rules/${setId}/2`, value, keys }]
  const pin = await pinRoot(encodeBundle([root]), { worlds: ['test'] })
  const bytes = await publishBytes({ ...base, roots: [root], members })
  const bundle = await acceptBundle(pin, bytes, clock)
  const decision = await verify(good, { ...options(), bundle })
  expect(decision.outcome).toBe('pass')
  expect(decision.basis.ruleSet).toMatchObject({ version: 2, correction: true })
  expect((await verify(good, options())).basis.ruleSet).not.toHaveProperty('correction')
})

test('data are fresh, then late, then stale, and the summary says which', async () => {
  const payload = await rootPayload()
  const poll = { timestamp: { limit: 2 * hour, grace: 3 * hour } }
  const root = await signedRoot({ ...payload, freshness: { poll, stick: {} } })
  const pin = await pinRoot(encodeBundle([root]), { worlds: ['test'] })
  const bundle = await acceptBundle(pin, await publishBytes({ ...base, roots: [root] }), clock)
  const state = (age: number): unknown => {
    const then = new Date((base.signedAt + age) * 1000)
    return bundleSummary(bundle, then).roles.map(({ role, state: found }) => [role, found])[0]
  }
  expect(state(2 * hour)).toEqual(['timestamp', 'fresh'])
  expect(state(2 * hour + 1)).toEqual(['timestamp', 'late'])
  expect(state(3 * hour)).toEqual(['timestamp', 'late'])
  expect(state(3 * hour + 1)).toEqual(['timestamp', 'stale'])
  const stick = await pinRoot(encodeBundle([root]), { worlds: ['test'], class: 'stick' })
  expect(bundleSummary(stick, clock).class).toBe('stick')
  expect(stick.digest).not.toBe(pin.digest)
})
