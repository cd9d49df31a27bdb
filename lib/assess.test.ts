/** Tests of assessing: what an issuer makes of a person is what a gate makes of the same facts, for as long as it says. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { forcingOf, people, standardBoundaries, type Person } from 'greengate-cli/people'
import { beforeAll, expect, test } from 'vitest'
import { judge } from '../test-vectors/oracle/judge.ts'
import { commitment as byHand } from '../test-vectors/recipes/hand/tag.ts'
import { assess, type AssessedPerson } from './assess.ts'
import type { Bundle, HeldRuleSet } from './bundle/bundle.ts'
import type { FreshnessRow, Schedule } from './bundle/freshness.ts'
import type { Claims } from './credential/claims.ts'
import { openingMatches } from './credential/commitment.ts'
import { jwkSigner } from './crypto/signer.ts'
import { canonicalJson } from './encoding/canonical-json.ts'
import { formatInstant } from './encoding/instant.ts'
import { GreengateError } from './errors.ts'
import { parseFactTypes } from './facts/fact-types.ts'
import { issue } from './issue.ts'
import { compileRuleSet, type CompiledRuleSet } from './rules/compile.ts'
import type { Bases } from './rules/resolve.ts'
import type { RuleSet } from './rules/rule-set.ts'
import {
  at,
  clock,
  day,
  factsPayload,
  goodClaims,
  goodContext,
  hour,
  issuerId,
} from './testing/world.ts'
import { issueCode, issuerKeys, now, ruleSet, setId, worldBundle } from './testing/world.ts'
import { verify } from './verify.ts'

const folder = 'test-vectors/rule-sets'
const types = parseFactTypes(JSON.parse(readFileSync(`${folder}/fact-types.json`, 'utf8')))
const stated = globSync(`${folder}/hangzhou/*/*.json`, { exclude: ['**/*.cases.json'] }).map(
  (path) => JSON.parse(readFileSync(path, 'utf8')) as { id: string; version: number },
)
const find = (id: string, version: number) =>
  stated.find((set) => set.id === id && set.version === version)
const bases: Bases = (id, version) => {
  const value = find(id, version)
  if (value === undefined) return undefined
  return { value, sha256: createHash('sha256').update(canonicalJson(value)).digest('base64url') }
}

const forcing = forcingOf(standardBoundaries)

let world: Bundle
beforeAll(async () => {
  world = await worldBundle()
})

/** Nothing here grows stale, so that the rules alone decide, and when. */
const long: Schedule = new Map(
  ['timestamp', 'trust', 'facts'].map((row) => [
    row as FreshnessRow,
    { limit: 4000 * day, grace: 4000 * day },
  ]),
)
const bundleWith = (set: CompiledRuleSet): Bundle => {
  const { from, until } = set
  const held: HeldRuleSet = {
    ...{ version: set.set.version, sha256: 'rules', signedAt: from, id: setId, from, until },
    ...{ correction: false, use: { state: 'ready', compiled: set } },
  }
  return {
    ...world,
    root: { ...world.root, endsAt: from + 4000 * day, freshness: { poll: long, stick: long } },
    facts: { ...world.facts!, ...types, ...set.vocabulary } as Bundle['facts'],
    ruleSets: new Map([[setId, [held]]]),
    floor: 0,
  }
}

/** What a gate says of a code that states the same, where nobody has a fever. */
const atGate = async ({ facts, covers }: Person, seconds: number, bundle: Bundle) => {
  const instant = new Date(seconds * 1000)
  const claims: Claims = {
    ...{ issuer: issuerId, issuedAt: formatInstant(seconds), facts, covers },
    class: 'app',
    validUntil: formatInstant(seconds + 3000 * day),
  }
  const text = await issueCode(claims)
  return verify(text, { bundle, now: instant, context: goodContext })
}

const saltOf = (n: number): Uint8Array =>
  new Uint8Array(createHash('sha256').update(String(n)).digest()).slice(0, 16)

const asReasons = ({ outcome, fired, missing }: AssessedPerson, version: number) => [
  ...fired.map((no) => ({ code: `rule-${outcome}`, rule: { set: setId, version, no } })),
  ...(missing.length > 0 ? [{ code: 'fact-missing', kinds: missing }] : []),
  ...(fired.length + missing.length === 0 ? [{ code: 'not-granted' }] : []),
]

test.each([
  ['cn-3301', 1],
  ['cn-33', 10],
  ['cn-3301', 14],
] as const)(
  'made-up people are assessed by %s/%i as a gate judges them, and for as long',
  async (id, version) => {
    const set = compileRuleSet(find(id, version), types, bases)
    const bundle = bundleWith(set)
    const seconds = set.from + 7 * hour
    const seen = { pass: 0, check: 0, stop: 0 }
    let committed = 0
    for (const person of people(
      { seed: 9, now: seconds, forcing, faultsPerMillion: 100_000 },
      150,
    )) {
      const salt = saltOf(committed)
      const options = { ruleSet: set, now: new Date(seconds * 1000), salt }
      const assessed = await assess(person.facts, person.covers, options)
      // What the second hand makes of the opening; that the first makes what the second published, the vectors say.
      const { opening, commitment } = assessed
      if (opening !== undefined) {
        const { facts, covers, ...assessment } = opening
        expect(commitment).toEqual(byHand(salt, { facts, covers, assessment }))
        committed++
      }
      const decision = await atGate(person, seconds, bundle).catch((error: unknown) => {
        // More than fits into a code.
        if (error instanceof GreengateError) return undefined
        throw error
      })
      if (decision === undefined) continue
      expect(decision).toMatchObject({
        outcome: assessed.outcome,
        reasons: asReasons(assessed, version),
        holdsUntil: assessed.holdsUntil,
      })
      // The oracle reads the same facts by the versions' own words, and has no engine.
      const said = judge(version, id, { ...person, onSite: goodContext.onSite }, seconds)
      expect(said).toMatchObject({
        outcome: assessed.outcome,
        fired: assessed.fired,
        missing: assessed.missing.length > 0,
      })
      seen[assessed.outcome]++
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5)
    expect(committed).toBeGreaterThan(50)
  },
)

const { facts = [], covers = [] } = goodClaims
const salt = new Uint8Array(16).fill(7)
const small = (members: Partial<RuleSet> = {}) =>
  compileRuleSet(ruleSet(members), parseFactTypes(factsPayload()))

test('a code of an assessment is passed by a gate, and its opening fits', async () => {
  const assessed = await assess(facts, covers, { ruleSet: small(), now: clock, salt })
  expect(assessed).toMatchObject({ outcome: 'pass', rule: 1, fired: [1], missing: [] })
  // Its coverage is more than a day old before its test is 48 hours old.
  expect(assessed.holdsUntil).toBe(formatInstant(now - hour + day + 1))
  const { assessment, commitment, opening } = assessed
  const claims: Claims = {
    ...{ issuer: issuerId, issuedAt: at(0), validUntil: assessed.holdsUntil },
    class: 'app',
    assessment: assessment!,
  }
  const signer = await jwkSigner(issuerKeys.Ed25519)
  const text = await issue(claims, { signer, cti: new Uint8Array(8), commitment: commitment! })
  expect(await openingMatches(text, opening!)).toBe(true)
  expect(await openingMatches(text, { ...opening!, facts: [] })).toBe(false)
  const decision = await verify(text, { bundle: world, now: clock, context: goodContext })
  expect(decision).toMatchObject({ outcome: 'pass', reasons: [{ code: 'assessed-pass' }] })
})

test('what is measured at a gate is left to the gate', async () => {
  const assessed = await assess(facts, covers, { ruleSet: small(), now: clock })
  expect(assessed).toMatchObject({ outcome: 'pass', missing: [] })
})

test('where no rule decided there is nothing that a code could state', async () => {
  const unknown = await assess(facts, [], { ruleSet: small(), now: clock, salt })
  expect(unknown).toMatchObject({ outcome: 'check', fired: [], missing: ['contact', 'test'] })
  const notGranted = await assess([], covers, { ruleSet: small(), now: clock, salt })
  expect(notGranted).toMatchObject({ outcome: 'check', fired: [], missing: [] })
  for (const assessed of [unknown, notGranted]) {
    expect(Object.keys(assessed).toSorted()).toEqual(['fired', 'holdsUntil', 'missing', 'outcome'])
  }
})

test('coverage counts up to now, and what the key may not say is not known', async () => {
  const ahead = [...covers.slice(1), { kind: 'contact', until: at(day) }]
  const assessed = await assess(facts, ahead, { ruleSet: small(), now: clock, salt })
  expect(assessed.opening?.covers).toContainEqual({ kind: 'contact', until: at(0) })
  expect(assessed.holdsUntil).toBe(at(day + 1))
  const permission = { states: ['*'], covers: ['test'], regions: ['*'] }
  const narrow = await assess(facts, covers, { ruleSet: small(), now: clock, permission })
  expect(narrow).toMatchObject({ outcome: 'check', missing: ['contact', 'test'] })
})

test('facts that no code could state, and a version that is not in force, are refused', async () => {
  const options = { ruleSet: small(), now: clock }
  const malformed = { code: 'ERR_CLAIMS_MALFORMED' }
  const [one] = facts
  await expect(assess([one!, one!], covers, options)).rejects.toMatchObject(malformed)
  await expect(assess(facts, [...covers, ...covers], options)).rejects.toMatchObject(malformed)
  const wrong = [{ kind: 'test', until: '2020-03-01' }]
  await expect(assess(facts, wrong, options)).rejects.toMatchObject(malformed)
  for (const effective of [
    { from: at(1), until: at(day) },
    { from: at(-day), until: at(0) },
  ]) {
    const ruleSet = small({ effective })
    await expect(assess(facts, covers, { ...options, ruleSet })).rejects.toThrow(TypeError)
  }
})
