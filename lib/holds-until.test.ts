/** Tests of `holdsUntil`: until then nothing changes, and then something does; found again by brute force. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { FreshnessRow, Schedule } from './bundle/freshness.ts'
import type { Bundle, HeldRuleSet } from './bundle/bundle.ts'
import type { Claims, FieldValue } from './credential/claims.ts'
import { formatInstant, parseInstant } from './encoding/instant.ts'
import type { FactTypes } from './facts/fact-types.ts'
import type { HolderKey } from './holder/holder-key.ts'
import { livePresentation } from './holder/live-presentation.ts'
import { judge } from './judge/judge.ts'
import { contextBasis, type Context } from './judge/context.ts'
import { readShown } from './judge/shown.ts'
import { compileRuleSet } from './rules/compile.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { coverage, facts as anyFacts, onSite } from './testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, vocabulary } from './testing/arbitrary-rules.ts'
import { holderNamed } from './testing/holder-named.ts'
import {
  clock,
  day,
  goodContext,
  hour,
  issueCode,
  issuerId,
  now,
  ruleSet,
  setId,
  worldBundle,
} from './testing/world.ts'
import { verify } from './verify.ts'

let world: Bundle
let listed: Trust['issuers']
let holder: HolderKey
beforeAll(async () => {
  world = await worldBundle()
  listed = new Map(
    [...world.trust!.issuers].map(([id, each]) => [id, { ...each, status: 'lists' }]),
  )
  holder = await holderNamed('holder')
})
type Trust = NonNullable<Bundle['trust']>

/** Labels are for screens; nothing here shows any. */
const factTypes = vocabulary as Pick<FactTypes, 'types' | 'onSite'>

const holding = (set: RuleSet, version: number): HeldRuleSet => {
  const compiled = compileRuleSet({ ...set, version }, vocabulary)
  const { from, until } = compiled
  const held = { version, sha256: `rules ${String(version)}`, signedAt: now }
  return { ...held, id: setId, from, until, correction: false, use: { state: 'ready', compiled } }
}

/** What `verify` says at an instant but for `holdsUntil`, found without looking ahead. */
const sayerOf = async (text: string, bundle: Bundle, context: Context) => {
  const shown = await readShown(text, { bundle, context })
  return (seconds: number): string => {
    const { outcome, reasons } = judge(shown, bundle, contextBasis(context, 'absent'), seconds)
    return JSON.stringify([outcome, reasons])
  }
}

const secondsOf = async (text: string, bundle: Bundle, context: Context, at: number) => {
  const { holdsUntil } = await verify(text, { bundle, now: new Date(at * 1000), context })
  return holdsUntil === null ? Infinity : parseInstant(holdsUntil)!
}

const nearby = fc.integer({ min: -90, max: 140 }).map((n) => dusk + n)

/** A world whose every instant lies within minutes of dusk. */
const scenery = fc.record({
  sets: fc.array(anyRuleSet, { minLength: 1, maxLength: 3 }),
  windows: fc.array(fc.tuple(nearby, nearby), { minLength: 3, maxLength: 3 }),
  facts: anyFacts,
  covers: coverage,
  measured: onSite,
  isLong: fc.boolean(),
  life: fc.integer({ min: 1, max: 300 }),
  begins: fc.option(nearby, { nil: undefined, freq: 2 }),
  signed: fc.record({ timestamp: nearby, trust: nearby, facts: nearby }),
  limits: fc.record({
    timestamp: fc.integer({ min: 1, max: 200 }),
    trust: fc.integer({ min: 1, max: 400 }),
  }),
  floor: nearby,
  endsAt: nearby,
  isAssessed: fc.boolean(),
  /** The step of a proof, counted from dusk's; none: shown bare, without a holder's key. */
  live: fc.option(fc.integer({ min: -6, max: 8 }), { freq: 2 }),
  started: fc.option(nearby, { nil: undefined }),
  /** In which entry of a list of 8 the code stands; none: its issuer has no lists. */
  list: fc.option(
    fc.record({
      signedAt: nearby,
      age: fc.integer({ min: 1, max: 300 }),
      at: fc.constantFrom(1, 1, 1, 4, 9),
    }),
  ),
  maxAge: fc.constantFrom('PT1M', 'PT3M', 'P1D'),
})
type Scenery = typeof scenery extends fc.Arbitrary<infer T> ? T : never

const bundleOf = (drawn: Scenery): Bundle => {
  const { timestamp, trust, facts, root } = world
  const { list } = drawn
  const bits = Uint8Array.of(0b1_0000)
  const { isLong, signed, limits, windows } = drawn
  const quiet = isLong ? dusk - hour : undefined
  const sets = drawn.sets.map((set, i) => {
    const [a, b] = windows[i]!.toSorted((x, y) => x - y) as [number, number]
    const effective = {
      from: formatInstant(quiet ?? a),
      until: formatInstant(isLong ? dusk + day : b + 1),
    }
    const accepts = { assessments: [{ issuer: '*', set: '*', maxAge: drawn.maxAge }] }
    return holding({ ...set, effective, accepts }, i + 1)
  })
  return {
    ...world,
    root: {
      ...root,
      endsAt: isLong ? dusk + day : drawn.endsAt,
      freshness: {
        poll: schedule({ ...limits, facts: day, status: list?.age ?? 0 }),
        stick: new Map(),
      },
    },
    timestamp: { ...timestamp!, signedAt: signed.timestamp },
    trust: { ...trust!, issuers: list === null ? trust!.issuers : listed, signedAt: signed.trust },
    status: new Map(list === null ? [] : [[listName, listOf(bits, list.signedAt)]]),
    data: new Map([[listData, bits]]),
    facts: { ...facts!, ...factTypes, signedAt: signed.facts },
    ruleSets: new Map([[setId, sets]]),
    floor: isLong ? dusk - day : drawn.floor,
  }
}

const listName = `status/${issuerId}/2020-03`
const listData = 'of the list'
const listOf = (bits: Uint8Array, signedAt: number) => ({
  ...{ version: 1, expires: dusk + day, issuer: issuerId, month: '2020-03', entries: 8 },
  ...{ data: { length: bits.length, sha256: listData }, sha256: 'list 1', signedAt },
})

/** Each row with no time between late and stale. */
const schedule = (limits: Readonly<Record<string, number>>): Schedule =>
  new Map(
    Object.entries(limits).map(([row, limit]) => [row as FreshnessRow, { limit, grace: limit }]),
  )

const claimsOf = (drawn: Scenery): Claims => {
  const issuedAt = dusk - 100
  const fields = (fact: Scenery['facts'][number]) =>
    Object.fromEntries(Object.entries(fact.fields).map(([n, v]): [string, FieldValue] => [n, v]))
  const facts = drawn.facts.map((fact) => ({
    ...fact,
    fields: fields(fact),
    source: 's',
    recordedAt: formatInstant(issuedAt),
  }))
  const covers = drawn.covers.map(({ kind }) => ({ kind, until: formatInstant(issuedAt) }))
  const assessedAt = formatInstant(issuedAt - 20)
  return {
    issuer: issuerId,
    class: 'app',
    issuedAt: formatInstant(issuedAt),
    validUntil: formatInstant(issuedAt + drawn.life),
    ...(drawn.begins === undefined ? {} : { validFrom: formatInstant(drawn.begins) }),
    ...(drawn.live === null ? {} : { holderKey: holder.publicJwk }),
    ...(drawn.list === null ? {} : { statusIndex: drawn.list.at }),
    ...(drawn.isAssessed
      ? {
          assessment: {
            outcome: 'pass',
            version: 1,
            assessedAt,
            holdsUntil: formatInstant(issuedAt + day),
          },
        }
      : { covers, facts }),
  }
}

test('it is the first second at which outcome or reasons are otherwise, for any rules, facts and bundle', async () => {
  const span = 260
  const figures = { within: 0, beyond: 0 }
  const seen = new Set<string>()
  const rounds = fc.asyncProperty(
    scenery,
    fc.integer({ min: -60, max: 60 }),
    async (drawn, ahead) => {
      const { live, started } = drawn
      const since = started === undefined ? {} : { startedAt: new Date((started - 200) * 1000) }
      const context = { ...goodContext, onSite: drawn.measured, ...since }
      const bundle = bundleOf(drawn)
      const code = await issueCode(claimsOf(drawn))
      const signedAt = new Date((dusk + 30 * (live ?? 0)) * 1000)
      const text = live === null ? code : await livePresentation(code, holder, signedAt)
      const start = dusk + ahead
      const until = await secondsOf(text, bundle, context, start)
      const said = await sayerOf(text, bundle, context)
      const first = said(start)
      let change = start + 1
      while (change < start + span && said(change) === first) change++
      if (change < start + span) {
        figures.within++
        expect(until).toBe(change)
        for (const part of ['live-proof', 'status', 'station-just-started']) {
          if ((first + said(change)).includes(part)) seen.add(part)
        }
      } else {
        figures.beyond++
        expect(until).toBeGreaterThanOrEqual(change)
        if (Number.isFinite(until)) expect(said(until)).not.toBe(first)
      }
    },
  )
  await fc.assert(rounds, { numRuns: 600 })
  console.log(
    `holdsUntil: found again second by second ${JSON.stringify(figures)} (span ${span} s)`,
  )
  expect(figures.within).toBeGreaterThan(100)
  expect(seen.size).toBe(3)
})

test('a decision that waits for the end of a day in its zone changes at that very second', async () => {
  const contactSet = ruleSet({
    rules: [
      {
        no: 1,
        id: 'away',
        outcome: 'stop',
        when: {
          op: 'some',
          kind: 'a',
          where: {
            op: '<=',
            left: { op: 'days', of: { field: 'at' } },
            right: { parameter: 'quarantineDays' },
          },
        },
        reason: { zh: 'r', en: 'r' },
      },
    ],
    zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[0, 28_800]] },
  })
  const bundle: Bundle = {
    ...world,
    facts: { ...world.facts!, ...factTypes },
    ruleSets: new Map([[setId, [holding(contactSet, 1)]]]),
    root: {
      ...world.root,
      freshness: {
        poll: schedule({ timestamp: 30 * day, trust: 30 * day, facts: 30 * day }),
        stick: new Map(),
      },
    },
  }
  const text = await issueCode({
    issuer: issuerId,
    class: 'app',
    issuedAt: formatInstant(now - hour),
    validUntil: formatInstant(now + 20 * day),
    covers: [{ kind: 'a', until: formatInstant(now - hour) }],
    facts: [
      {
        id: '1',
        kind: 'a',
        source: 's',
        recordedAt: formatInstant(now - hour),
        fields: { at: '2020-02-20T15:59:59Z' },
      },
    ],
  })
  const decision = await verify(text, { bundle, now: clock, context: goodContext })
  // 20 February is the day in Shanghai until 16:00Z; the 15th day after it begins on 5 March at 16:00Z.
  expect([decision.outcome, decision.holdsUntil]).toEqual(['stop', '2020-03-05T16:00:00Z'])
})

test('what no time can change holds for ever', async () => {
  const decision = await verify('https://example.org/', {
    bundle: world,
    now: clock,
    context: goodContext,
  })
  expect(decision.holdsUntil).toBeNull()
  expect(
    (await verify('GG1:', { bundle: undefined, now: clock, context: {} })).holdsUntil,
  ).toBeNull()
})

test('what has ended stays so until the root ends', async () => {
  const text = await issueCode()
  const later = new Date(clock.getTime() + 30 * day * 1000)
  const decision = await verify(text, { bundle: world, now: later, context: goodContext })
  expect(decision.reasons).toEqual([{ code: 'expired' }])
  expect(decision.holdsUntil).toBe(formatInstant(world.root.endsAt))
})
