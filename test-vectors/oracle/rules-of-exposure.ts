/** Where people were and whom they met: rules 3 to 7, 11 and 12, and those of the cities about stays. */
import { daysSince, isThere, latestDay, reportedWell, type Rule, type Who } from './asking.ts'
import type { Known, Row } from './person.ts'
import { isTested } from './rules-of-passage.ts'
import { fixed } from './terms.ts'
import {
  all,
  atMost,
  between,
  either,
  liesIn,
  maybe,
  no,
  opposite,
  plainly,
  says,
  unless,
  yes,
  type Sure,
} from './truth.ts'

type Stay = Row<'stay'>
type Contact = Row<'contact'>

/** There is such a fact, and it is not longer ago than so many days. */
const lately = <R>(
  who: Who,
  known: Known<R>,
  such: (row: R) => Sure,
  dayOf: (row: R) => number | undefined,
  days: number,
): Sure => isThere(known, (row) => all(such(row), atMost(daysSince(who, dayOf(row)), days)))

const dayLeft = ({ until }: Stay): number | undefined => until
const dayOf = ({ at }: { readonly at: number | undefined }): number | undefined => at
const ofCloseness =
  (closeness: string) =>
  (contact: Contact): Sure =>
    says(contact.closeness, closeness)
const stayedIn =
  (areas: readonly string[]) =>
  ({ region }: Stay): Sure =>
    liesIn(region, areas)

/** Since 5: so many days without another, and a good report on each of them. */
const isOver = (who: Who, edition: number, anew: (days: number) => Sure, days: number): Sure =>
  edition < 5 ? no : all(opposite(anew(days - 1)), reportedWell(who, days))

/** Since 6: a completed quarantine; since the correction of 7 it must have ended after the exposure. */
const isReleased = (who: Who, edition: number, exposed: () => number | undefined): Sure => {
  if (edition < 6) return no
  const { quarantine } = who.known
  const released = isThere(quarantine, ({ completed, until }) =>
    all(says(completed, true), between(0, daysSince(who, until), fixed.releasedDays)),
  )
  if (edition === 6 || released === no) return released
  const ended = latestDay(
    quarantine,
    ({ completed, until }) =>
      all(says(completed, true), between(0, daysSince(who, until), Infinity)),
    ({ until }) => until,
  )
  const last = exposed()
  return all(released, ended === undefined || last === undefined ? maybe : plainly(ended >= last))
}

/** A stay that ended so lately in one of a city's places. */
const cityStay = (
  no: number,
  outcome: 'check' | 'stop',
  editions: Rule['editions'],
  cities: readonly string[],
  areas: readonly string[],
  days: number,
): Rule => ({
  no,
  outcome,
  editions,
  cities,
  holds: (who) => lately(who, who.known.stay, stayedIn(areas), dayLeft, days),
})

/** The rules about stays, contacts and symptoms. */
export const exposure: readonly Rule[] = [
  // A stay in a high-incidence area.
  {
    no: 3,
    outcome: 'stop',
    editions: [1, 14],
    holds: (who, by, edition) => {
      const { stay } = who.known
      const such = stayedIn(by.areas)
      const within = (days: number): Sure => lately(who, stay, such, dayLeft, days)
      return unless(within(by.areaDays), () =>
        either(
          isOver(who, edition, within, fixed.redDays),
          isReleased(who, edition, () => latestDay(stay, such, dayLeft)),
        ),
      )
    },
  },
  // A stay away from home: Hangzhou at first, then the province. Gone since 8.
  {
    no: 4,
    outcome: 'check',
    editions: [1, 7],
    holds: (who, by, edition) => {
      const such = ({ region }: Stay): Sure => opposite(liesIn(region, by.home))
      const within = (days: number): Sure => lately(who, who.known.stay, such, dayLeft, days)
      return unless(within(by.outsideDays), () => isOver(who, edition, within, fixed.yellowDays))
    },
  },
  // Close contact of a case.
  {
    no: 5,
    outcome: 'stop',
    editions: [2, 14],
    holds: (who, by, edition) => {
      const { contact } = who.known
      const such = ofCloseness('close')
      const within = (days: number): Sure => lately(who, contact, such, dayOf, days)
      return unless(within(by.contactDays), () =>
        either(
          isOver(who, edition, within, fixed.redDays),
          isReleased(who, edition, () => latestDay(contact, such, dayOf)),
        ),
      )
    },
  },
  // Contact of a contact.
  {
    no: 6,
    outcome: 'check',
    editions: [2, 14],
    holds: (who, by, edition) => {
      const such = ofCloseness('secondary')
      const within = (days: number): Sure => lately(who, who.known.contact, such, dayOf, days)
      return unless(within(by.secondaryDays), () => isOver(who, edition, within, fixed.yellowDays))
    },
  },
  // A symptom, whichever.
  {
    no: 7,
    outcome: 'check',
    editions: [4, 14],
    holds: (who, by, edition) => {
      const within = (days: number): Sure => lately(who, who.known.symptom, () => yes, dayOf, days)
      return unless(within(by.symptomDays), () => isOver(who, edition, within, fixed.yellowDays))
    },
  },
  // A stay in a county of high risk.
  {
    no: 11,
    outcome: 'stop',
    editions: [8, 14],
    holds: (who, by) =>
      lately(who, who.known.stay, stayedIn(by.highRisk), dayLeft, fixed.highRiskDays),
  },
  // A stay in a county of medium risk; from 9 on not with a negative PCR test.
  {
    no: 12,
    outcome: 'check',
    editions: [8, 14],
    holds: (who, by, edition) =>
      unless(
        lately(who, who.known.stay, stayedIn(by.mediumRisk), dayLeft, fixed.mediumRiskDays),
        () => (edition >= 9 ? isTested(who, by) : no),
      ),
  },
  cityStay(
    101,
    'check',
    [3, 7],
    ['cn-3301', 'cn-3302', 'cn-3310', 'cn-3311'],
    ['3303'],
    fixed.wenzhouDays,
  ),
  cityStay(104, 'check', [4, 7], ['cn-3308'], ['36'], fixed.jiangxiDays),
  cityStay(105, 'stop', [8, 14], ['cn-3309'], ['3302', '3310'], fixed.islandDays),
]
