/** Who passes: rules 1 and 2, 15, 24 and 26, and what stands in place of a declaration. */
import { birthdays } from './calendar.ts'
import {
  daysSince,
  daysSinceInstant,
  isThere,
  secondsSince,
  type Rule,
  type Who,
} from './asking.ts'
import { fixed, type Terms } from './terms.ts'
import {
  all,
  between,
  either,
  maybe,
  no,
  opposite,
  plainly,
  says,
  unless,
  type Sure,
} from './truth.ts'

const isDeclared = (who: Who, by: Terms): Sure =>
  isThere(who.known.checkin, ({ at }) => between(0, daysSinceInstant(who, at), by.declareDays))

/** A negative PCR test, sampled within the hours that count. */
export const isTested = (who: Who, by: Terms): Sure =>
  isThere(who.known.test, ({ method, result, sampledAt }) =>
    all(
      says(method, 'pcr'),
      says(result, 'negative'),
      between(0, secondsSince(who, sampledAt), by.testSeconds),
    ),
  )

/** Under the age that needs no declaration. */
const isChild = (who: Who, by: Terms): Sure =>
  isThere(who.known.person, ({ birthDate }) =>
    between(0, birthdays(birthDate, who.today), by.childYears - 1),
  )

const isVaccinated = (who: Who): Sure =>
  isThere(who.known.vaccination, ({ at, dose, of }) =>
    all(
      dose === undefined || of === undefined ? maybe : plainly(dose >= of),
      between(fixed.vaccinatedFrom, daysSince(who, at), fixed.vaccinatedTo),
    ),
  )

/** The rules by which somebody passes, and the check of who declared nothing. */
export const passage: readonly Rule[] = [
  // A health report of the last days.
  { no: 1, outcome: 'pass', editions: [1, 14], holds: isDeclared },
  // No such report; from 9 on a test stands in its place, from 13 a young age, from 14 vaccination.
  {
    no: 2,
    outcome: 'check',
    editions: [1, 14],
    holds: (who, by, edition) =>
      unless(opposite(isDeclared(who, by)), () =>
        either(
          edition >= 9 ? isTested(who, by) : no,
          edition >= 13 ? isChild(who, by) : no,
          edition >= 14 ? isVaccinated(who) : no,
        ),
      ),
  },
  // A negative PCR test that still counts.
  { no: 15, outcome: 'pass', editions: [9, 14], holds: isTested },
  // A young child.
  { no: 24, outcome: 'pass', editions: [13, 14], without: 'checkin', holds: isChild },
  // All doses, the last of them 14 to 365 days ago.
  { no: 26, outcome: 'pass', editions: [14, 14], holds: isVaccinated },
  // Wenzhou: nobody who was not tested at all within 14 days; from 13 on young children are exempt.
  {
    no: 106,
    outcome: 'check',
    editions: [9, 14],
    cities: ['cn-3303'],
    holds: (who, by, edition) =>
      unless(
        opposite(
          isThere(who.known.test, ({ sampledAt }) =>
            between(0, daysSinceInstant(who, sampledAt), fixed.untestedDays),
          ),
        ),
        () => (edition >= 13 ? isChild(who, by) : no),
      ),
  },
]
