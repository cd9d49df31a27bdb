/** Rules of another kind, with facts that nobody had thought of, in the library as it was built and is shipped. */
import { beforeAll, expect, test } from 'vitest'
import type * as index from './index.ts'
import type { Fact } from './credential/claims.ts'
import { formatInstant, parseInstant } from './encoding/instant.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { codeOf, countryBytes, issuerOf, readSet } from './testing/regions.ts'

interface Case {
  readonly id: string
  readonly now: string
  readonly person: {
    readonly facts: readonly Fact[]
    readonly covers: readonly { readonly kind: string; readonly until: string }[]
    readonly onSite?: Readonly<Record<string, number>>
  }
  readonly outcome: string
  readonly fired: readonly number[]
}

const set = readSet('typhoon/typhoon-3303.json') as RuleSet
const types = readSet('typhoon/fact-types.json')
const { cases } = readSet('typhoon/typhoon-3303.cases.json') as { readonly cases: readonly Case[] }
const [from, until] = ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'] as const

/** What `npm run build` has written, not the sources. */
const entry: string = './dist/index.js'
let built: typeof index
beforeAll(async () => {
  built = (await import(entry)) as typeof index
})

const decide = async ({ now, person }: Case, facts: unknown) => {
  const { acceptBundle, pinRoot, verify } = built
  const at = parseInstant(now)!
  const published = await countryBytes([set], [issuerOf(set.id, from, until)], at - 60, facts)
  const early = new Date((at - 60) * 1000)
  const pinned = await pinRoot(published.root, { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, published.bundle, early)
  const text = await codeOf({
    ...{ issuer: set.id, class: 'app', issuedAt: now, validUntil: formatInstant(at + 3600) },
    ...{ covers: person.covers, facts: person.facts },
  })
  const context = { ruleSet: set.id, onSite: person.onSite ?? {} }
  return verify(text, { bundle, now: new Date(now), context })
}

test('a typhoon’s safety code is decided by facts that the library never heard of', async () => {
  const wrong: unknown[] = []
  for (const one of cases) {
    const { outcome, reasons } = await decide(one, types)
    const fired = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule.no] : []))
    if (outcome !== one.outcome || String(fired) !== String(one.fired))
      wrong.push([one.id, outcome])
  }
  expect(wrong).toEqual([])
  expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(new Set(['pass', 'check', 'stop']))
})

test('a station whose fact types lack a kind says so, and lets nobody pass', async () => {
  const known = types as { readonly types: readonly { readonly name: string }[] }
  const fewer = { ...known, types: known.types.filter(({ name }) => name !== 'vessel') }
  const passing = cases.find(({ outcome }) => outcome === 'pass')!
  const { outcome, reasons } = await decide(passing, fewer)
  expect([outcome, reasons]).toEqual(['check', [{ code: 'fact-type-unknown', kinds: ['vessel'] }]])
})
