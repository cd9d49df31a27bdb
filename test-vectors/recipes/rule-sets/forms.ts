/** Short names for the conditions that the fourteen versions are written in (docs/rules.md 2). */
import {
  and,
  compare,
  days,
  elapsed,
  field,
  none,
  parameter,
  some,
  value,
  type Expression,
} from '../hand/rule-set.ts'

const years = (of: Expression): Expression => ({ op: 'years', of })
const countDays = (kind: string, by: string, where?: Expression): Expression => ({
  op: 'countDays',
  kind,
  by,
  where,
})

/** A field that says this. */
export const says = (name: string, wanted: string | boolean): Expression =>
  compare(field(name), '==', value(wanted))

export const daysOf = (name: string): Expression => days(field(name))
export const elapsedOf = (name: string): Expression => elapsed(field(name))

/** Not more civil days ago than a parameter or a number says; what lies ahead is not either. */
export const daysAtMost = (name: string, most: string | number): Expression =>
  compare(daysOf(name), '<=', typeof most === 'string' ? parameter(most) : value(most, 'day'))

/** Today or earlier. */
export const notAhead = (name: string): Expression => compare(daysOf(name), '>=', value(0, 'day'))

/** Within so many hours, or ahead. */
export const hoursAtMost = (name: string, most: string | number): Expression =>
  compare(elapsedOf(name), '<=', typeof most === 'string' ? parameter(most) : value(most, 'hour'))

/** Not ahead, to the second. */
export const begun = (name: string): Expression =>
  compare(elapsedOf(name), '>=', value(0, 'second'))

/** Fewer civil days ago than a parameter says. */
const within = (name: string, days: string): Expression =>
  compare(daysOf(name), '<', parameter(days))

/** A good health report on each of the last days, today among them, and none of feeling unwell. */
const reportedWell = (colour: 'red' | 'yellow'): readonly Expression[] => {
  const window = [notAhead('at'), within('at', `${colour}Days`)]
  return [
    compare(
      countDays('checkin', 'at', and(says('unwell', false), ...window)),
      '>=',
      parameter(`${colour}Reports`),
    ),
    none('checkin', and(says('unwell', true), ...window)),
  ]
}

/** The 14 or 7 days are over: nothing of the kind since, and a good report on each of them. */
export const isOver = (
  colour: 'red' | 'yellow',
  kind: string,
  by: string,
  such?: Expression,
): Expression => {
  const since = within(by, `${colour}Days`)
  return and(none(kind, such === undefined ? since : and(such, since)), ...reportedWell(colour))
}

/** A negative PCR test that still counts. */
export const tested = some(
  'test',
  and(
    says('method', 'pcr'),
    says('result', 'negative'),
    begun('sampledAt'),
    hoursAtMost('sampledAt', 'testHours'),
  ),
)

/** A health report that still counts. */
export const declaration = and(notAhead('at'), daysAtMost('at', 'declareDays'))

/** A child who needs no declaration. */
export const child = some(
  'person',
  and(
    compare(years(field('birthDate')), '>=', value(0, 'year')),
    compare(years(field('birthDate')), '<', parameter('childYears')),
  ),
)

/** All doses, the last of them long enough ago and not too long. */
export const vaccinated = some(
  'vaccination',
  and(
    compare(field('dose'), '>=', field('of')),
    compare(daysOf('at'), '>=', value(14, 'day')),
    daysAtMost('at', 365),
  ),
)
