/** Tests of civil days against Temporal: every change of curious zones, leap days, year ends, and drawn instants. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { formatDate, formatInstant } from '../encoding/instant.ts'
import { makeFactBase } from '../facts/fact-base.ts'
import { everything } from '../testing/arbitrary-facts.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet, type CompiledRuleSet } from './compile.ts'
import { evaluate, type Verdict } from './evaluate.ts'
import type { Expression } from './rule-set.ts'
import type { FieldType, Vocabulary } from './vocabulary.ts'
import { civilDay, nextDayChange, rowAt, type Offsets } from './zone.ts'

const seconds = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 1000
const begin = seconds('1900-01-01T00:00:00Z')
const end = seconds('2037-01-01T00:00:00Z')

const inZone = (zone: string, at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
const epoch = Temporal.PlainDate.from('1970-01-01')
const dayOf = (date: Temporal.PlainDate): number => epoch.until(date, { largestUnit: 'days' }).days
const dateAt = (zone: string, at: number): Temporal.PlainDate => inZone(zone, at).toPlainDate()

const tableOf = (zone: string): Offsets => {
  const rows: [number, number][] = []
  let next: Temporal.ZonedDateTime | null = inZone(zone, begin)
  while (next !== null && next.epochMilliseconds < end * 1000) {
    rows.push([next.epochMilliseconds / 1000, next.offsetNanoseconds / 1e9])
    next = next.getTimeZoneTransition('next')
  }
  return rows
}

/** When the days begin around which counting goes wrong. */
const turns = (zone: string): readonly number[] =>
  [1972, 1988, 1991, 1999, 2000, 2001, 2004, 2011, 2020, 2023, 2024].flatMap((year) =>
    ['01-01', '02-28', '03-01', '12-31']
      .map((text) => Temporal.PlainDate.from(`${String(year)}-${text}`).toZonedDateTime(zone))
      .map(({ epochMilliseconds }) => epochMilliseconds / 1000),
  )

const drawn = (count: number): readonly number[] =>
  fc.sample(fc.noBias(fc.integer({ min: begin + 86_400, max: end - 1 })), count)

/** Every change of the table and every turn of the calendar, each with its neighbours, and drawn instants. */
const instantsOf = (zone: string, table: Offsets): readonly number[] => [
  begin,
  ...[...table.slice(1).map(([from]) => from), ...turns(zone)].flatMap((at) => [
    at - 1,
    at,
    at + 1,
  ]),
  ...drawn(500),
]

const zones: readonly (readonly [zone: string, why: string])[] = [
  ['UTC', 'no change at all'],
  ['Asia/Shanghai', 'summer time from 1986 to 1991'],
  ['Europe/Berlin', 'gaps and folds each year'],
  ['America/New_York', 'gaps and folds each year'],
  ['Australia/Lord_Howe', 'half an hour of summer time'],
  ['Pacific/Apia', 'no 30 December 2011'],
  ['Pacific/Kwajalein', 'no 21 August 1993'],
  ['Africa/Casablanca', 'summer time all year but in Ramadan'],
  ['Europe/Dublin', 'winter time that is negative'],
  ['America/Sao_Paulo', 'days that begin at one, and midnights that come twice'],
  ['America/St_Johns', 'changes a minute after midnight'],
  ['America/Havana', 'folds that end at midnight'],
  ['Africa/Monrovia', 'an offset with seconds, until 1972'],
  ['Asia/Kathmandu', 'three quarters of an hour'],
  ['Asia/Tehran', 'changes at midnight by another calendar'],
  ['Africa/Cairo', 'four changes in one year'],
  ['Antarctica/Troll', 'two hours of summer time'],
]

describe.each(zones)('in %s (%s)', (zone) => {
  const table = tableOf(zone)

  const instants = instantsOf(zone, table)

  test('civil days are those of Temporal', () => {
    const wrong = instants.filter((at) => civilDay(at, table) !== dayOf(dateAt(zone, at)))
    expect(wrong.map(formatInstant)).toEqual([])
  })

  test('days(...) and years(...) count as Temporal does, of instants and of dates, back and ahead', () => {
    const compiled = compile(counted, table)
    const wrong = fc.sample(fc.constantFrom(...instants), 100).filter((now) => {
      const today = dateAt(zone, now)
      // The first day of the table may be one of 1899, which this library does not write.
      const then = fc.sample(fc.constantFrom(...instants.slice(1)), { numRuns: 50, seed: now })
      const events = then.map((at) => {
        const date = dateAt(zone, at)
        const { days } = date.until(today, { largestUnit: 'days' })
        return { at, day: dayOf(date), days, years: yearsUntil(date, today) }
      })
      return judge(compiled, now, events).outcome !== 'pass'
    })
    expect(wrong.map(formatInstant)).toEqual([])
  })
})

const fields = new Map<string, FieldType>([
  ['at', { type: 'instant' }],
  ['day', { type: 'date' }],
  ['days', { type: 'integer', unit: 'day' }],
  ['years', { type: 'integer', unit: 'year' }],
])
const vocabulary: Vocabulary = { types: new Map([['event', { fields }]]), onSite: new Map() }

/** Passes only who has no event of which it is not sure that its days and years are those stated. */
const counted: Expression = {
  op: 'every',
  kind: 'event',
  where: {
    op: 'and',
    of: (['days', 'years'] as const).flatMap((op) =>
      ['at', 'day'].map((name) => ({
        op: '==' as const,
        left: { op, of: { field: name } },
        right: { field: op },
      })),
    ),
  },
}

interface Event {
  readonly at: number
  readonly day: number
  readonly days: number
  readonly years: number
}

/** Completed years: by Temporal where they are past, and where they lie ahead by the last birthday kept. */
const yearsUntil = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => {
  if (Temporal.PlainDate.compare(from, to) <= 0)
    return from.until(to, { largestUnit: 'years' }).years
  const years = to.year - from.year
  const birthday = from.with({ year: to.year })
  // In a year without a 29 February, `with` gives the 28th.
  const kept = birthday.day === from.day ? birthday : birthday.add({ days: 1 })
  return Temporal.PlainDate.compare(kept, to) <= 0 ? years : years - 1
}

const compile = (when: Expression, offsets: Offsets): CompiledRuleSet => {
  const reason = { zh: '计数相符', en: 'The count is right' }
  const zone = { id: 'drawn', tzdata: 'drawn', offsets }
  const rules = [{ no: 1, id: 'counted', outcome: 'pass', when, reason }] as const
  return compileRuleSet(ruleSet({ zone, rules }), vocabulary)
}

const judge = (compiled: CompiledRuleSet, now: number, events: readonly Event[]): Verdict => {
  const facts = events.map(({ at, day: on, ...counts }, i) => ({
    id: String(i),
    kind: 'event',
    fields: { at: formatInstant(at), day: formatDate(on), ...counts },
  }))
  const statement = { facts, coverage: [{ kind: 'event', until: now }], permission: everything }
  return evaluate(compiled, makeFactBase(statement, vocabulary), now, {})
}

describe('before the table begins', () => {
  const from = seconds('2020-01-01T00:00:00Z')
  const table: Offsets = [[from, 28_800]]
  const compiled = compile(counted, table)
  const event = (at: number, days: number): Event => ({
    ...{ at, days, years: 0 },
    day: civilDay(from, table)!,
  })

  test('the days and years since an instant are unknown to the second, and the gate checks', () => {
    const unknown = { outcome: 'check', missing: ['event'] }
    expect(judge(compiled, from, [event(from, 0)])).toMatchObject({ outcome: 'pass' })
    for (const when of ['days', 'years'] as const) {
      // Whatever the count: of a known instant it is not a thousand, of an unknown one it might be.
      const never: Expression = {
        op: 'none',
        kind: 'event',
        where: {
          op: '==',
          left: { op: when, of: { field: 'at' } },
          right: { value: 1000, unit: when === 'days' ? 'day' : 'year' },
        },
      }
      const rules = compile(never, table)
      expect(judge(rules, from, [event(from, 0)])).toMatchObject({ outcome: 'pass' })
      expect(judge(rules, from, [event(from - 1, 0)])).toMatchObject(unknown)
      expect(judge(rules, from, [event(from - 9e8, 0)])).toMatchObject(unknown)
    }
  })

  test('there is no today either, and the gate checks until it begins', () => {
    const early = judge(compiled, from - 1, [event(from, 0)])
    expect(early).toMatchObject({ outcome: 'check', missing: ['event'], next: from })
  })
})

/** Where a day begins late, twice or never: the middle of two hours that are tried second by second. */
test.each([
  ['Asia/Shanghai', '2020-03-01T16:00:00Z', 'an ordinary midnight', 1],
  ['Asia/Shanghai', '1991-04-13T18:00:00Z', 'a gap at two in the morning', 0],
  ['Europe/Berlin', '2020-10-24T22:30:00Z', 'the midnight before a fold', 1],
  ['Europe/Berlin', '2020-10-25T01:00:00Z', 'a fold at three in the morning', 0],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z', 'a day that begins at one', 1],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z', 'a day that is left again for an hour', 1],
  ['America/Havana', '2019-11-03T05:00:00Z', 'a first hour that comes twice', 1],
  ['America/St_Johns', '2006-10-29T02:31:00Z', 'a minute of the next day, then the old one', 3],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', 'a day that never was', 2],
  ['Australia/Lord_Howe', '2020-10-03T15:30:00Z', 'a gap of half an hour', 0],
  ['Asia/Tehran', '2021-09-21T19:30:00Z', 'a fold that ends the day', 1],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z', 'a day that begins late by the seconds', 1],
] as const)(
  'in %s at %s (%s) every change and nothing else is announced',
  (zone, middle, _name, changes) => {
    const table = tableOf(zone)
    const [from, until] = [seconds(middle) - 3660, seconds(middle) + 3660]
    const days = Array.from({ length: until - from }, (_, i) => dayOf(dateAt(zone, from + i)))
    let seen = 0
    for (const target of [-1, 0, 1, 2, 3].map((ahead) => days[0]! + ahead)) {
      const next = (now: number): number => nextDayChange(target, now, table, rowAt(now, table))
      let announced = next(from)
      for (let now = from + 1; now < until; now++) {
        const [before, after] = [days[now - from - 1]!, days[now - from]!]
        const isChange = before >= target !== after >= target
        if (isChange) seen += 1
        if (isChange || now === announced) {
          // Nothing comes unannounced, and only where the offset changes is anything announced in vain.
          const isTurn = isChange || table.some(([at]) => at === now)
          expect([target, now, isTurn]).toEqual([target, announced, true])
          announced = next(now)
        }
      }
    }
    expect(seen).toBe(changes)
  },
)
