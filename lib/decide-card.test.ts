/** Tests of deciding about a card alone: what passes, that nothing else does, and that a decision can be repeated. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import { decideCard } from './decide-card.ts'
import type { CardLookUps, Decision } from './decision.ts'
import type { Card } from './judge/context.ts'
import { holdStationKeys } from './judge/station-keys.ts'
import { idType, numberOf, populationBundle, stationKeys } from './testing/population.ts'
import type { Changes } from './testing/population.ts'
import { clock, day, goodContext, hour } from './testing/world.ts'

let bundle: Bundle
beforeAll(async () => {
  bundle = await populationBundle()
})

const cardOf = (person: number, more: Partial<Card> = {}): Card => ({
  type: idType,
  number: numberOf(person),
  validFrom: '2015-01-01',
  validUntil: '2025-01-01',
  source: 'chip',
  ...more,
})
const given = () => ({ bundle, now: clock, context: goodContext, stationKeys })
const decided = (card: Card | CardLookUps, more: object = {}): Promise<Decision> =>
  decideCard(card, { ...given(), ...more })
const said = ({ outcome, reasons }: Decision) => [outcome, ...reasons.map(({ code }) => code)]
const rule = (no: number) => ({ set: 'test-hz', version: 1, no })

test('a card of someone assessed passes unless the newest word on it is another', async () => {
  expect((await decided(cardOf(0))).reasons).toEqual([{ code: 'assessed-pass', rule: rule(0) }])
  expect(said(await decided(cardOf(1)))).toEqual(['pass', 'assessed-pass'])
  expect((await decided(cardOf(2))).reasons).toEqual([{ code: 'assessed-check', rule: rule(5) }])
  expect((await decided(cardOf(3))).reasons).toEqual([{ code: 'assessed-stop', rule: rule(7) }])
  expect(said(await decided(cardOf(5000)))).toEqual(['check', 'not-covered'])
  const unpatched = await populationBundle({ patchedAt: [] })
  expect(said(await decided(cardOf(1), { bundle: unpatched }))).toEqual(['stop', 'assessed-stop'])
})

test('a number in another form is the same card', async () => {
  expect(said(await decided(cardOf(3, { number: 'e100-0003' })))).toEqual(['stop', 'assessed-stop'])
})

test('a decision says nothing of the number, and is repeated from its basis to the byte', async () => {
  const cards = [
    ...[0, 2, 3, 5000].map((person) => cardOf(person)),
    cardOf(0, { validUntil: '2020-03-02' }),
    cardOf(0, { validUntil: '2020-02-29' }),
    cardOf(0, { validFrom: '2020-03-03' }),
    cardOf(3, { source: 'mrz' }),
    cardOf(0, { number: '?' }),
  ]
  for (const card of cards) {
    const decision = await decided(card)
    const { context } = decision.basis
    expect(JSON.stringify(decision)).not.toContain(card.number)
    const again = await decided(context.card as CardLookUps, { stationKeys: undefined })
    expect(JSON.stringify(again)).toBe(JSON.stringify(decision))
  }
})

test('the end of its card ends a decision, by the days of the rule set’s zone', async () => {
  const decision = await decided(cardOf(0, { validUntil: '2020-03-01' }))
  expect([decision.outcome, decision.holdsUntil]).toEqual(['pass', '2020-03-01T16:00:00Z'])
  const late = new Date('2020-03-01T16:00:00Z')
  expect(said(await decided(cardOf(0, { validUntil: '2020-03-01' }), { now: late }))).toEqual([
    'invalid',
    'card-expired',
  ])
})

test.each<[string, Changes, readonly string[]]>([
  [
    'no set of those covered',
    { headers: ['not-green'] },
    ['check', 'not-covered', 'assessed-pass'],
  ],
  ['no set of those not green', { headers: ['covered'] }, ['check', 'not-covered']],
  [
    'sets of another universe by its issuer',
    { covered: { issuer: 'test-other' } },
    ['check', 'population-mismatch', 'assessed-pass'],
  ],
  [
    'an issuer that is not listed',
    { covered: { issuer: 'x' }, notGreen: { issuer: 'x' } },
    ['check', 'assessment-superseded'],
  ],
  [
    'an assessment before its version was known',
    { notGreen: { version: 2 } },
    ['check', 'not-covered'],
  ],
  [
    'an assessment that is too old',
    { patchedAt: [], notGreen: { assessedAt: '2020-02-29T20:00:00Z' } },
    ['check', 'assessment-superseded'],
  ],
  [
    'a set beyond its limit',
    { notGreen: { limit: '2020-03-01T11:00:00Z' } },
    ['check', 'bundle-stale', 'assessed-pass'],
  ],
  [
    'a set under another key',
    { covered: { key: 'AAAAAAAAAAA' }, notGreen: { key: 'AAAAAAAAAAA' } },
    ['check', 'not-covered'],
  ],
  [
    'a set of other types of cards',
    { covered: { idTypes: ['cn-resident-id'] } },
    ['check', 'not-covered'],
  ],
])('nobody passes on %s', async (_, changes, expected) => {
  const other = await populationBundle(changes)
  expect(said(await decided(cardOf(0), { bundle: other }))).toEqual(expected)
  // What is on record stands all the same.
  const stopped = await decided(cardOf(3), { bundle: other })
  expect(stopped.outcome).not.toBe('pass')
})

test('a stop on record stands where nothing says who is covered', async () => {
  const other = await populationBundle({ headers: ['not-green'] })
  expect(said(await decided(cardOf(3), { bundle: other }))).toEqual([
    'stop',
    'not-covered',
    'assessed-stop',
  ])
})

test('nothing passes where anything is missing, old, malformed or unknown', async () => {
  const bundles = {
    good: bundle,
    none: undefined,
    covered: await populationBundle({ headers: ['not-green'] }),
    notGreen: await populationBundle({ headers: ['covered'] }),
    universe: await populationBundle({ covered: { issuer: 'test-other' } }),
    row: await populationBundle({
      root: { freshness: { poll: {}, stick: {} } },
    }),
  }
  const weighted = <T>(good: T, ...bad: readonly T[]) =>
    fc.oneof(
      { arbitrary: fc.constant(good), weight: 20 },
      ...bad.map((one) => ({ arbitrary: fc.constant(one), weight: 1 })),
    )
  const figures = { pass: 0, other: 0 }
  const drawn = fc.record({
    which: weighted<keyof typeof bundles>('good', 'none', 'covered', 'notGreen', 'universe', 'row'),
    person: weighted(0, 1, 2, 3, 5000),
    type: weighted<string>(idType, 'cn-resident-id', '', '__proto__'),
    source: weighted<Card['source']>('chip', 'mrz', 'typed'),
    validFrom: weighted<string | undefined>(
      '2015-01-01',
      undefined,
      '2020-03-02',
      '2015-02-30',
      '',
    ),
    validUntil: weighted<string | undefined>('2025-01-01', undefined, '2020-02-29', '长期'),
    ahead: weighted(0, -2 * hour, 23 * hour, 40 * day, 366 * day),
    keys: weighted<object | undefined>(
      stationKeys,
      undefined,
      holdStationKeys('x', { binding: new Map(), population: new Map() }),
    ),
    ruleSet: weighted<string | undefined>('test-hz', undefined, 'other', ''),
    temperature: weighted<number | undefined>(36.6, undefined, 38, NaN),
    seenBefore: weighted<'no' | 'code' | 'proof' | 'unknown'>('no', 'code', 'proof', 'unknown'),
  })
  const rounds = fc.asyncProperty(drawn, async (one) => {
    const { which, person, type, source, validFrom, validUntil, ahead, keys, ruleSet } = one
    const { temperature, seenBefore } = one
    const card = {
      type,
      number: numberOf(person),
      source,
      ...(validFrom !== undefined && { validFrom }),
      ...(validUntil !== undefined && { validUntil }),
    }
    const context = {
      ...(ruleSet !== undefined && { ruleSet }),
      onSite: temperature === undefined ? {} : { temperature },
      seenBefore,
    }
    const now = new Date(clock.getTime() + ahead * 1000)
    const decision = await decided(card, {
      bundle: bundles[which],
      now,
      context,
      stationKeys: keys,
    })
    const isGood =
      which === 'good' &&
      person < 2 &&
      type === idType &&
      source === 'chip' &&
      keys === stationKeys &&
      (validFrom === undefined || validFrom === '2015-01-01') &&
      (validUntil === undefined || validUntil === '2025-01-01') &&
      ahead === 0 &&
      ruleSet === 'test-hz' &&
      temperature === 36.6 &&
      seenBefore === 'no'
    figures[decision.outcome === 'pass' ? 'pass' : 'other']++
    expect(decision.outcome === 'pass').toBe(isGood)
    if (!isGood) expect(decision.reasons.length).toBeGreaterThan(0)
    const { card: found } = decision.basis.context
    const again = await decided(found as CardLookUps, { bundle: bundles[which], now, context })
    expect(JSON.stringify(again)).toBe(JSON.stringify(decision))
  })
  await fc.assert(rounds, { numRuns: 1500 })
  expect(figures.pass).toBeGreaterThan(50)
})
