/** Tests of civil days: zones with every kind of change, with Intl as the oracle, and when a day begins. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDate } from '../encoding/instant.ts'
import { offsets as oddTables, dusk } from '../testing/arbitrary-rules.ts'
import { civilDay, nextDayChange, rowAt, type Offsets } from './zone.ts'

const day = 86_400
const years = { from: Date.UTC(2007, 0, 1) / 1000, to: Date.UTC(2021, 0, 1) / 1000 }

/** Seconds east of UTC, by Intl. */
const oracle = (zone: string): ((seconds: number) => number) => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (seconds) => {
    const parts = format.formatToParts(seconds * 1000)
    const part = (type: string): number => Number(parts.find((each) => each.type === type)!.value)
    const [y, m, d] = [part('year'), part('month'), part('day')]
    const local = Date.UTC(y, m - 1, d, part('hour'), part('minute'), part('second'))
    return local / 1000 - seconds
  }
}

/** The table of a zone, found by halving between days of different offset. */
const tableOf = (offsetAt: (seconds: number) => number): Offsets => {
  const rows: [number, number][] = [[years.from, offsetAt(years.from)]]
  for (let at = years.from; at < years.to; at += day) {
    if (offsetAt(at) === offsetAt(at + day)) continue
    let [low, high] = [at, at + day]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offsetAt(middle) === offsetAt(low)) low = middle
      else high = middle
    }
    rows.push([high, offsetAt(high)])
  }
  return rows
}

test.each([
  ['Asia/Shanghai', 'no change', 1],
  ['Europe/Berlin', 'changes at one in the morning UTC', 28],
  ['America/New_York', 'changes at two in the morning', 28],
  ['America/Sao_Paulo', 'days that begin at one', 20],
  ['Australia/Lord_Howe', 'changes of half an hour', 28],
  ['Pacific/Apia', 'a day that never was', 15],
  ['Asia/Pyongyang', 'half an hour east and back', 3],
])('civil days of %s (%s) are those of the time zone database', (zone, _name, rows) => {
  const offsetAt = oracle(zone)
  const table = tableOf(offsetAt)
  expect(table.length).toBeGreaterThanOrEqual(rows)
  const dateAt = (seconds: number): string =>
    new Date((seconds + offsetAt(seconds)) * 1000).toISOString().slice(0, 10)
  const instants = [
    ...table.flatMap(([from]) => [-day, -3601, -1, 0, 1, 3600, day].map((n) => from + n)),
    ...Array.from({ length: 300 }, (_, i) => years.from + i * 1_234_567),
  ].filter((seconds) => seconds >= years.from && seconds < years.to)
  for (const seconds of instants)
    expect([seconds, formatDate(civilDay(seconds, table)!)]).toEqual([seconds, dateAt(seconds)])
})

test('before its table begins a zone has no day', () => {
  expect(civilDay(99, [[100, 0]])).toBeUndefined()
  expect(civilDay(100, [[100, 0]])).toBe(0)
})

test('the next change of a day is announced to the second, whatever the table does', () => {
  fc.assert(
    fc.property(oddTables, fc.integer({ min: -1, max: 2 }), (table, ahead) => {
      const target = Math.floor(dusk / day) + ahead
      const reached = (now: number): boolean | undefined => {
        const today = civilDay(now, table)
        return today === undefined ? undefined : today >= target
      }
      for (let now = dusk - 60; now < dusk + 100; now += 7) {
        const next = nextDayChange(target, now, table, rowAt(now, table))
        const first = reached(now)
        expect(next).toBeGreaterThan(now)
        for (let later = now + 1; later < Math.min(next, now + 200); later++)
          if (reached(later) !== first) expect([now, later, next]).toEqual(['announced', 0, 0])
        if (Number.isFinite(next)) expect(reached(next)).not.toBe(first)
      }
    }),
    { numRuns: 100 },
  )
})

test('a day that begins under an offset is announced to the second', () => {
  const shanghai: Offsets = [[0, 28_800]]
  expect(nextDayChange(1, 0, shanghai, 0)).toBe(day - 28_800)
  expect(nextDayChange(1, day - 28_800, shanghai, 0)).toBe(Infinity)
})

// The target is civil day 5, which begins at 5 x 86,400 s where the offset is 0; times are seconds from there.
test.each<[string, readonly (readonly [number, number])[], number, number]>([
  [
    'begins where the last row begins',
    [
      [-day, 0],
      [0, 0],
    ],
    -9,
    0,
  ],
  [
    'began where its row began',
    [
      [-day, 0],
      [0, 0],
    ],
    5,
    Infinity,
  ],
  [
    'begins twice, as a row sets it back',
    [
      [-day, 0],
      [0, -3600],
    ],
    -9,
    3600,
  ],
  [
    'has begun before a row under which it would begin only now',
    [
      [-day, 3600],
      [0, 0],
    ],
    -9,
    Infinity,
  ],
  [
    'begins late in the day of UTC, beyond a row',
    [
      [-day, -18_000],
      [3600, -18_000],
    ],
    3500,
    18_000,
  ],
  [
    'begins with a row at the very end of the day of UTC',
    [
      [-day, -86_399],
      [day - 1, 0],
    ],
    9,
    day - 1,
  ],
  [
    'ends for a while, as a row sets it back',
    [
      [-day, 0],
      [10, -3600],
    ],
    5,
    10,
  ],
])('a day that %s is announced to the second', (_name, rows, from, next) => {
  for (const target of [5, -5]) {
    const table = rows.map(([at, offset]) => [target * day + at, offset] as const)
    const now = target * day + from
    expect(nextDayChange(target, now, table, rowAt(now, table))).toBe(target * day + next)
  }
})
