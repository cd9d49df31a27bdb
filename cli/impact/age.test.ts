/** Age bands: the same as Temporal's calendar on every day around a birthday, and unknown where nothing is sure. */
import { expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import type { FactBase } from 'greengate/rules'
import { ageBandReader, ageBands } from './age.ts'

const types: FactBase['types'] = new Map([
  ['test', { fields: new Map([['at', { type: 'date' }]]) }],
  [
    'person',
    {
      fields: new Map([
        ['idType', { type: 'text' }],
        ['birthDate', { type: 'date' }],
      ]),
    },
  ],
])
const shanghai = [[0, 28_800]] as const

const born = (...births: readonly (number | undefined)[]): FactBase => ({
  types,
  facts: [[], births.map((day, i) => ({ id: `p${i}`, values: ['resident', day] }))],
  coveredUntil: [],
})
const dayOf = (date: Temporal.PlainDate): number =>
  Temporal.PlainDate.from('1970-01-01').until(date).days
/** Noon in Shanghai. */
const noonOf = (date: Temporal.PlainDate): number => dayOf(date) * 86_400 + 4 * 3600

/** By another hand: complete years by Temporal, which moves a birthday of 29 February to the 28th, and so is asked of 1 March. */
const bandByTemporal = (birth: Temporal.PlainDate, today: Temporal.PlainDate): string => {
  const isLeapDay = birth.month === 2 && birth.day === 29
  const hasLeapDay = today.inLeapYear
  const counted = isLeapDay && !hasLeapDay ? birth.add({ days: 1 }) : birth
  const years =
    today.year -
    birth.year -
    (today.month > counted.month || (today.month === counted.month && today.day >= counted.day)
      ? 0
      : 1)
  return ageBands[[6, 18, 40, 60, 80].filter((begin) => years >= begin).length]!
}

test.each([
  '2020-03-19',
  '2020-02-28',
  '2020-02-29',
  '2020-03-01',
  '2022-02-28',
  '2022-03-01',
  '2020-01-01',
])('on %s everybody around a limit is in the band of the completed years', (text) => {
  const today = Temporal.PlainDate.from(text)
  const bandOf = ageBandReader(types, noonOf(today), shanghai)
  for (const years of [0, 5, 6, 17, 18, 39, 40, 59, 60, 79, 80, 100]) {
    for (let days = -3; days <= 3; days++) {
      const birth = today.subtract({ years }).add({ days })
      if (Temporal.PlainDate.compare(birth, today) > 0) continue
      const band = ageBands[bandOf(born(dayOf(birth)))]
      expect([birth.toString(), band]).toEqual([birth.toString(), bandByTemporal(birth, today)])
    }
  }
})

test('the day is that of the zone, not of Greenwich', () => {
  const today = Temporal.PlainDate.from('2020-03-19')
  const sixToday = born(dayOf(today.subtract({ years: 6 })))
  const lateEvening = dayOf(today) * 86_400 - 8 * 3600
  expect(ageBands[ageBandReader(types, lateEvening, shanghai)(sixToday)]).toBe('6-17')
  expect(ageBands[ageBandReader(types, lateEvening - 1, shanghai)(sixToday)]).toBe('0-5')
})

test('no birth date, one ahead, a blank one, or two that differ are unknown; the same one twice is known', () => {
  const day = dayOf(Temporal.PlainDate.from('1990-05-05'))
  const bandOf = ageBandReader(types, noonOf(Temporal.PlainDate.from('2020-03-19')), shanghai)
  const bands = [
    born(),
    born(30_000),
    born(undefined),
    born(day, day + 1),
    born(day, undefined),
    born(day, day),
  ]
  expect(bands.map((facts) => ageBands[bandOf(facts)])).toEqual([
    ...Array<string>(5).fill('unknown'),
    '18-39',
  ])
})

test('without a birth date among the fact types, or before the zone table, everybody is unknown', () => {
  const other: FactBase['types'] = new Map([
    ['person', { fields: new Map([['birthDate', { type: 'text' }]]) }],
  ])
  expect(ageBands[ageBandReader(other, 0, shanghai)(born(5))]).toBe('unknown')
  expect(ageBands[ageBandReader(types, -1, shanghai)(born(5))]).toBe('unknown')
})
