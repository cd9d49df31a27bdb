/** Tests of `holdsUntil` of cards alone: nothing changes before, and what is repeated from the basis holds as long; by brute force. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Bundle, HeldRuleSet } from './bundle/bundle.ts'
import type { FreshnessRow, Schedule } from './bundle/freshness.ts'
import type { CoveredSet, NotGreenSet, PopulationSet } from './bundle/population-header.ts'
import { decideCard } from './decide-card.ts'
import type { CardLookUps, Decision } from './decision.ts'
import { formatDate, formatInstant, parseInstant } from './encoding/instant.ts'
import type { FactTypes } from './facts/fact-types.ts'
import type { Card } from './judge/context.ts'
import { holdStationKeys } from './judge/station-keys.ts'
import { compileRuleSet } from './rules/compile.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { onSite } from './testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, vocabulary } from './testing/arbitrary-rules.ts'
import { day, goodContext, issuerId, now, setId, worldBundle } from './testing/world.ts'

let world: Bundle
beforeAll(async () => {
  world = await worldBundle()
})

const factTypes = vocabulary as Pick<FactTypes, 'types' | 'onSite'>
const stationKeys = holdStationKeys('gate', {
  binding: new Map(),
  population: new Map([['one', new Uint8Array(16)]]),
})

const nearby = fc.integer({ min: -90, max: 140 }).map((n) => dusk + n)
const answer = fc.constantFrom<'green' | 'stop' | 'check'>(
  'green',
  'green',
  'green',
  'stop',
  'check',
)

/** A set of one person, of whom it says what was drawn. */
const anySet = fc.record({
  version: fc.integer({ min: 1, max: 3 }),
  assessedAt: fc.integer({ min: -400, max: 0 }).map((n) => dusk + n),
  limit: nearby.map((at) => at + 200),
  isCovered: fc.boolean(),
  answer,
  isKnown: fc.constantFrom(true, true, true, false),
  isOther: fc.constantFrom(false, false, false, true),
})
type AnySet = typeof anySet extends fc.Arbitrary<infer T> ? T : never
const twoSets = fc.uniqueArray(anySet, {
  minLength: 1,
  maxLength: 2,
  selector: ({ version }) => version,
})

/** A world whose every instant lies within minutes of dusk, which is also when days end in its zone. */
const scenery = fc.record({
  sets: fc.array(anyRuleSet, { minLength: 1, maxLength: 3 }),
  windows: fc.array(fc.tuple(nearby, nearby), { minLength: 3, maxLength: 3 }),
  isLong: fc.boolean(),
  offsets: fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 3, maxLength: 3 }),
  covered: twoSets,
  notGreen: twoSets,
  isCertain: fc.boolean(),
  validFrom: fc.option(fc.integer({ min: -2, max: 1 }), { nil: undefined }),
  validUntil: fc.option(fc.integer({ min: -1, max: 2 }), { nil: undefined }),
  limits: fc.record({
    timestamp: fc.integer({ min: 100, max: 500 }),
    covered: fc.integer({ min: 200, max: 700 }),
    notGreen: fc.integer({ min: 200, max: 700 }),
  }),
  floor: nearby,
  endsAt: nearby.map((at) => at + 100),
  maxAge: fc.constantFrom('PT5M', 'PT9M', 'P1D'),
  measured: onSite,
})
type Scenery = typeof scenery extends fc.Arbitrary<infer T> ? T : never

const holding = (set: RuleSet, version: number): HeldRuleSet => {
  const compiled = compileRuleSet({ ...set, version }, vocabulary)
  const { from, until } = compiled
  const held = { version, sha256: `rules ${String(version)}`, signedAt: now }
  return { ...held, id: setId, from, until, correction: false, use: { state: 'ready', compiled } }
}

const populationSet = (drawn: AnySet, name: string): PopulationSet => ({
  version: drawn.version,
  issuer: issuerId,
  assessedAt: drawn.assessedAt,
  limit: drawn.limit,
  key: drawn.isKnown ? 'one' : 'other',
  universe: { count: drawn.isOther ? 2 : 1, digest: 'x' },
  idTypes: ['passport'],
  counts: [],
  data: { length: 1, sha256: `${name} ${String(drawn.version)}` },
})

const bundleOf = (drawn: Scenery): Bundle => {
  const { timestamp, root } = world
  const { limits, isLong, isCertain } = drawn
  const sets = drawn.sets.map((set, i) => {
    const [a, b] = drawn.windows[i]!.toSorted((x, y) => x - y) as [number, number]
    const from = isLong ? (i === 0 ? dusk - day : a) : a
    const effective = {
      from: formatInstant(from),
      until: formatInstant(isLong ? dusk + day : b + 1),
    }
    const accepts = { assessments: [{ issuer: '*', set: '*', maxAge: drawn.maxAge }] }
    const secondOfDay = ((dusk % day) + day) % day
    const zone = {
      id: 'X',
      tzdata: 'x',
      offsets: [[0, day - secondOfDay + drawn.offsets[i]!]] as const,
    }
    const offsets = zone.offsets.map(
      ([at, offset]) => [at, offset > day / 2 ? offset - day : offset] as const,
    )
    const accepted = isCertain
      ? { accepts: { assessments: [{ issuer: '*', set: '*', maxAge: 'P1D' }] } }
      : { accepts }
    return holding({ ...set, effective, ...accepted, zone: { ...zone, offsets } }, i + 1)
  })
  const certain = isCertain ? { isCovered: true, isKnown: true, isOther: false } : {}
  const inTurn = (list: readonly AnySet[]) =>
    list.map((set) => ({ ...set, ...certain })).toSorted((a, b) => a.version - b.version)
  const [covered, notGreen] = [inTurn(drawn.covered), inTurn(drawn.notGreen)]
  const held = { version: 1, sha256: 's', signedAt: dusk, expires: dusk + day, ruleSet: setId }
  const coveredSets = covered.map((set): CoveredSet => ({ ...populationSet(set, 'c'), rate: 10 }))
  const notGreenSets = notGreen.map((set): NotGreenSet => ({
    ...populationSet(set, 'n'),
    classes: [
      { outcome: 'stop', rule: 7 },
      { outcome: 'check', rule: 5 },
    ],
    patches: [],
  }))
  const universe = { count: 1, sum: new Uint32Array(4) }
  const classIndex = { green: undefined, stop: 0, check: 1 }
  return {
    ...world,
    root: {
      ...root,
      endsAt: isLong ? dusk + day : drawn.endsAt,
      freshness: { poll: schedule({ ...limits, trust: day, facts: day }), stick: new Map() },
    },
    timestamp: { ...timestamp!, signedAt: dusk - 100 },
    trust: { ...world.trust!, signedAt: dusk },
    facts: { ...world.facts!, ...factTypes, signedAt: dusk },
    ruleSets: new Map([[setId, sets]]),
    floor: isLong ? dusk - day : drawn.floor,
    covered: new Map([[`covered/${setId}`, { ...held, sets: coveredSets }]]),
    notGreen: new Map([[`not-green/${setId}`, { ...held, sets: notGreenSets }]]),
    population: {
      covered: new Map(
        covered.map((set, i) => [
          coveredSets[i]!.data.sha256,
          { universe, rate: 10, has: () => set.isCovered, hasAt: () => set.isCovered },
        ]),
      ),
      notGreen: new Map(
        notGreen.map((set, i) => [
          notGreenSets[i]!.data.sha256,
          {
            ...{ universe, count: 1, counts: new Map(), classes: 2 },
            lookUp: () => classIndex[set.answer],
            classAt: () => classIndex[set.answer] ?? -1,
          },
        ]),
      ),
      patches: new Map(),
    },
  }
}

/** Each row with no time between late and stale. */
const schedule = (limits: Readonly<Record<string, number>>): Schedule =>
  new Map(
    Object.entries(limits).map(([row, limit]) => [row as FreshnessRow, { limit, grace: limit }]),
  )

const cardOf = ({ validFrom, validUntil }: Scenery): Card => {
  const today = Math.floor(dusk / day)
  const date = (days: number): string => formatDate(today + days)
  return {
    ...{ type: 'passport', number: 'E1234567', source: 'chip' },
    ...(validFrom !== undefined && { validFrom: date(validFrom) }),
    ...(validUntil !== undefined && { validUntil: date(Math.max(validUntil, validFrom ?? -9)) }),
  }
}

test('nothing changes before it, what is left changes at it, and the basis says the same', async () => {
  const span = 260
  const figures = { within: 0, early: 0, beyond: 0, dated: 0, pass: 0 }
  const rounds = fc.asyncProperty(
    scenery,
    fc.integer({ min: -60, max: 60 }),
    async (drawn, ahead) => {
      const bundle = bundleOf(drawn)
      const card = cardOf(drawn)
      const context = { ...goodContext, onSite: drawn.measured }
      const decidedAt = (seconds: number, of: Card | CardLookUps = card): Promise<Decision> =>
        decideCard(of, { bundle, now: new Date(seconds * 1000), context, stationKeys })
      const said = async (seconds: number): Promise<string> => {
        const { outcome, reasons } = await decidedAt(seconds)
        return JSON.stringify([outcome, reasons])
      }
      const start = dusk + ahead
      const decision = await decidedAt(start)
      const { holdsUntil, basis } = decision
      const until = holdsUntil === null ? Infinity : parseInstant(holdsUntil)!
      const found = basis.context.card as CardLookUps
      expect(JSON.stringify(await decidedAt(start, found))).toBe(JSON.stringify(decision))
      if (found.turnsAt !== undefined) figures.dated++
      if (decision.outcome === 'pass') figures.pass++
      const first = await said(start)
      let change = start + 1
      while (change < start + span && (await said(change)) === first) change++
      const isTurn = (bundle.ruleSets.get(setId) ?? []).some(({ from }) => from === until)
      if (until < change && isTurn) {
        // Other sets come to count, of which the decision does not know yet.
        figures.early++
      } else if (change < start + span) {
        figures.within++
        expect(until).toBe(change)
      } else {
        figures.beyond++
        expect(until).toBeGreaterThanOrEqual(change)
      }
    },
  )
  await fc.assert(rounds, { numRuns: 300 })
  console.log(`holdsUntil of cards: found again second by second ${JSON.stringify(figures)}`)
  expect(figures.within).toBeGreaterThan(100)
  expect(figures.dated).toBeGreaterThan(10)
  expect(figures.early).toBeLessThan(50)
})
