/** How people are: rules 8, 13, 14, 18 to 21 and 25, and Hangzhou's about a yellow code in the family. */
import {
  areThere,
  daysSince,
  daysSinceInstant,
  isThere,
  lastResult,
  secondsSince,
  type Rule,
  type Who,
} from './asking.ts'
import { fixed } from './terms.ts'
import {
  all,
  atLeast,
  atMost,
  between,
  either,
  opposite,
  says,
  unless,
  yes,
  type Sure,
} from './truth.ts'

const familyCode = (who: Who, colour: string): Sure =>
  isThere(who.known.household, (row) =>
    all(says(row.colour, colour), atMost(secondsSince(who, row.at), fixed.householdSeconds)),
  )

/** The rules about reports, tests, temperatures and the family. */
export const health: readonly Rule[] = [
  // A report of feeling unwell, or of a fever, within 48 hours.
  {
    no: 8,
    outcome: 'check',
    editions: [5, 14],
    holds: (who, by) =>
      isThere(who.known.checkin, ({ at, temperature, unwell }) =>
        all(
          either(says(unwell, true), atLeast(temperature, by.feverCelsius)),
          atMost(secondsSince(who, at), by.unwellSeconds),
        ),
      ),
  },
  // A positive test within 14 days; the correction of 10 leaves antibodies out.
  {
    no: 13,
    outcome: 'stop',
    editions: [9, 14],
    holds: (who, _, edition) =>
      isThere(who.known.test, ({ method, result, sampledAt }) =>
        all(
          says(result, 'positive'),
          edition >= 10 ? opposite(says(method, 'antibody')) : yes,
          atMost(daysSinceInstant(who, sampledAt), fixed.positiveDays),
        ),
      ),
  },
  // The last test, within 3 days, has no clear result yet.
  {
    no: 14,
    outcome: 'check',
    editions: [9, 14],
    holds: (who, by) =>
      all(
        isThere(who.known.test, ({ result, sampledAt }) =>
          all(
            says(result, 'inconclusive'),
            atMost(daysSinceInstant(who, sampledAt), by.inconclusiveDays),
          ),
        ),
        says(lastResult(who.known.test), 'inconclusive'),
      ),
  },
  // A visit to a fever clinic within 14 days that did not end in a clearance.
  {
    no: 18,
    outcome: 'check',
    editions: [11, 14],
    holds: (who) =>
      isThere(who.known.clinic, ({ at, cleared }) =>
        all(says(cleared, false), atMost(daysSince(who, at), fixed.clinicDays)),
      ),
  },
  // Somebody in the family had a red code within 24 hours.
  { no: 19, outcome: 'check', editions: [12, 14], holds: (who) => familyCode(who, 'red') },
  // The gate measures a fever.
  {
    no: 20,
    outcome: 'check',
    editions: [12, 14],
    holds: (who, by) => atLeast(who.heat, by.feverCelsius),
  },
  // A checkpoint measured one within 24 hours.
  {
    no: 21,
    outcome: 'check',
    editions: [12, 14],
    holds: (who, by) =>
      isThere(who.known.temperature, ({ at, celsius }) =>
        all(atLeast(celsius, by.feverCelsius), atMost(secondsSince(who, at), fixed.recordSeconds)),
      ),
  },
  // Recovered within 14 days, and not two negative PCR tests in that time.
  {
    no: 25,
    outcome: 'check',
    editions: [13, 14],
    holds: (who) =>
      unless(
        isThere(who.known.recovery, ({ at }) => atMost(daysSince(who, at), fixed.recoveryDays)),
        () =>
          areThere(who.known.test, fixed.recoveryTests, ({ method, result, sampledAt }) =>
            all(
              says(method, 'pcr'),
              says(result, 'negative'),
              between(0, daysSinceInstant(who, sampledAt), fixed.recoveryDays),
            ),
          ),
      ),
  },
  // Hangzhou: somebody in the family had a yellow code within 24 hours.
  {
    no: 102,
    outcome: 'check',
    editions: [12, 14],
    cities: ['cn-3301'],
    holds: (who) => familyCode(who, 'yellow'),
  },
]
