/** The counts of shadow evaluation against deciding the same people once the next version is in force. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { Claims } from '../credential/claims.ts'
import type { Decision } from '../decision.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { shadowDecision } from '../shadow.ts'
import { keyNamed } from '../testing/keys.ts'
import { publishBytes } from '../testing/publisher.ts'
import * as world from '../testing/world.ts'
import { verify } from '../verify.ts'
import { decidedBy } from './decided-by.ts'
import { startShadowCounter, type ShadowCount } from './shadow-counts.ts'

const { clock, day, hour, ruleSet, setId } = world
const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
/** In force a second from now: judged then, facts are a second older, which no rule here can tell. */
const effective = { from: world.at(1), until: world.at(60 * day) }
const [clear, fever, contact] = ruleSet().rules as [RuleSet['rules'][0], ...RuleSet['rules']]
/** Quarantine is a week only, and a fever stops. */
const milder: Partial<RuleSet> = {
  version: 2,
  effective,
  parameters: { quarantineDays: { value: 7, unit: 'day' } },
  rules: [clear, { ...fever!, outcome: 'stop' }, contact!],
}

const bundleWith = async (next: readonly RuleSet[]): Promise<Bundle> => {
  const first = await world.publication()
  const more = next.map((value) => ({
    name: `rules/${setId}/${String(value.version)}`,
    value,
    keys,
  }))
  const members = [...first.members, ...more]
  return acceptBundle(await world.pinned(), await publishBytes({ ...first, members }), clock)
}

interface Shown {
  readonly text: string
  readonly temperature: number
}

const contactAgo = (days: number): Claims['facts'] => [
  ...world.goodClaims.facts!,
  {
    ...{ id: 'c1', kind: 'contact', source: 'cdc', recordedAt: world.at(-hour * 2) },
    fields: { at: world.at(-days * day), region: '330106' },
  },
]

/** People with a contact of 1 to 24 days ago, every third with a fever, every fifth of unknown contacts. */
let people: readonly Shown[]
let bundle: Bundle
beforeAll(async () => {
  const made = Array.from({ length: 24 }, async (_, i) => {
    const { covers } = world.goodClaims
    const claims: Claims = {
      ...world.goodClaims,
      facts: contactAgo(i + 1)!,
      covers: i % 5 === 4 ? [covers![1]!] : covers!,
    }
    const text = await world.issueCode(claims, 'Ed25519', i + 1)
    return { text, temperature: i % 3 === 2 ? 38 : 36.6 }
  })
  people = await Promise.all(made)
  bundle = await bundleWith([ruleSet(milder)])
})

const optionsOf = ({ temperature }: Shown, of: Bundle, now = clock) => ({
  bundle: of,
  now,
  context: { ruleSet: setId, onSite: { temperature }, seenBefore: 'no' } as const,
})

/** Everybody decided and counted as a station would. */
const countAll = async (of: Bundle, least?: number): Promise<readonly ShadowCount[]> => {
  const counter = startShadowCounter(least)
  for (const [i, shown] of people.entries()) {
    const options = optionsOf(shown, of)
    const next = await shadowDecision(shown.text, options)
    if (next !== undefined) counter.add(`s${String(i)}`, await verify(shown.text, options), next)
  }
  return counter.due()
}

const lines = (counts: readonly ShadowCount[]): readonly string[] =>
  counts
    .flatMap(({ decided, foretold }) =>
      foretold.map(({ count, ...by }) => `${String(count)} ${canonicalJson([decided, by])}`),
    )
    .sort()

test('the counts are those of everybody decided again when the next version is in force', async () => {
  const brute = new Map<string, number>()
  for (const shown of people) {
    const then = new Date(clock.getTime() + 1000)
    const before = await verify(shown.text, optionsOf(shown, bundle))
    const after = await verify(shown.text, optionsOf(shown, bundle, then))
    expect([before.basis.ruleSet?.version, after.basis.ruleSet?.version]).toEqual([1, 2])
    const key = canonicalJson([decidedBy(before, setId), decidedBy(after, setId)])
    brute.set(key, (brute.get(key) ?? 0) + 1)
  }
  const expected = [...brute].map(([key, count]) => `${String(count)} ${key}`).sort()
  expect(expected.length).toBeGreaterThan(5)
  const counts = await countAll(bundle, 1)
  expect(lines(counts)).toEqual(expected)
  for (const { ruleSet: now, next } of counts) {
    expect([now.id, now.version, next.version]).toEqual([setId, 1, 2])
  }
})

test('nothing is counted without a next version', async () => {
  expect(await countAll(await bundleWith([]), 1)).toEqual([])
})

test('a next version that cannot be run here is counted as that', async () => {
  const counts = await countAll(
    await bundleWith([ruleSet({ version: 2, effective, engine: 99 })]),
    1,
  )
  const sum = counts.flatMap(({ foretold }) => foretold)
  expect(sum.reduce((all, { count }) => all + count, 0)).toBe(people.length)
  for (const { reasons, rules } of sum) {
    expect([reasons.includes('engine-too-old'), rules]).toEqual([true, []])
  }
})

test('who was decided alike is counted from ten people on, and nobody before', async () => {
  for (const { foretold } of await countAll(bundle))
    expect(foretold.reduce((all, { count }) => all + count, 0)).toBeGreaterThanOrEqual(10)
  expect((await countAll(bundle)).length).toBeLessThan((await countAll(bundle, 1)).length)
})

/** A decision by one rule of a version, as far as counting looks at it. */
const by = (outcome: 'pass' | 'check' | 'stop', no: number, version: number) => {
  const rule = { set: setId, version, no }
  const code = `rule-${outcome}` as const
  const named = { id: setId, version, sha256: `digest ${String(version)}` }
  return { outcome, reasons: [{ code, rule }], ruleSet: named }
}
const decision = (no: number, version = 1): Decision => {
  const { ruleSet: named, ...said } = by('check', no, version)
  return { ...said, basis: { ruleSet: named } } as unknown as Decision
}

test('whoever comes often is one person', () => {
  const counter = startShadowCounter(3)
  for (const subject of ['a', 'a', 'b', 'a', 'b'])
    counter.add(subject, decision(1), by('stop', 2, 2))
  expect(counter.due()).toEqual([])
  counter.add('c', decision(1), by('stop', 2, 2))
  expect(counter.due()).toMatchObject([{ foretold: [{ outcome: 'stop', rules: [2], count: 6 }] }])
})

test('what could not be written is due again, and what was written is not', () => {
  const counter = startShadowCounter(1)
  counter.add('a', decision(1), by('stop', 2, 2))
  const due = counter.due()
  expect(counter.due()).toEqual(due)
  counter.add('b', decision(1), by('stop', 2, 2))
  expect(counter.due()).toHaveLength(2)
  counter.written()
  expect(counter.due()).toEqual([])
})

test('what is held back of a version that has gone by is forgotten', () => {
  const counter = startShadowCounter(2)
  counter.add('a', decision(1), by('stop', 2, 2))
  counter.add('b', decision(1, 2), by('stop', 2, 3))
  counter.add('c', decision(1), by('stop', 2, 2))
  expect(counter.due()).toEqual([])
})

test('whatever comes in whatever order, sums are whole and groups are large', () => {
  const shown = fc.record({
    subject: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    no: fc.integer({ min: 1, max: 3 }),
    next: fc.integer({ min: 1, max: 3 }),
    isRead: fc.boolean(),
  })
  const rounds = fc.property(fc.array(shown, { maxLength: 80 }), fc.nat(4), (all, least) => {
    const counter = startShadowCounter(least + 1)
    const sums = new Map<string, number>()
    const since = new Map<number, string[]>()
    for (const { subject, no, next, isRead } of all) {
      counter.add(subject, decision(no), by('check', next, 2))
      since.set(no, [...(since.get(no) ?? []), subject])
      if (!isRead) continue
      for (const { decided, foretold } of counter.due()) {
        const rule = decided.rules[0]!
        const sum = foretold.reduce((whole, { count }) => whole + count, 0)
        expect(sum).toBe(since.get(rule)!.length)
        expect(new Set(since.get(rule)).size).toBeGreaterThan(least)
        since.delete(rule)
        for (const { rules, count } of foretold) {
          const key = `${String(rule)} ${String(rules[0])}`
          sums.set(key, (sums.get(key) ?? 0) + count)
        }
      }
      counter.written()
    }
    for (const [key, count] of sums) {
      const [rule, next] = key.split(' ').map(Number)
      const real = all.filter((each) => each.no === rule && each.next === next).length
      expect(count).toBeLessThanOrEqual(real)
    }
    for (const held of since.values())
      if (all.at(-1)?.isRead) expect(new Set(held).size).toBeLessThanOrEqual(least)
  })
  fc.assert(rounds)
})
