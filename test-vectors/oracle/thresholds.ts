/** Every threshold of every edition, so that a generator can put a person one unit below it, on it and one above. */
import { rulesOf } from './judge.ts'
import { fixed, freshnessOf, setsOf, termsOf, type Terms } from './terms.ts'

/** What a threshold is counted in. A `Cel` has steps of a tenth. */
export type Unit = 'day' | 'second' | 'year' | 'Cel' | 'count'

/** One number that decides. */
export interface Threshold {
  readonly edition: number
  readonly set: string
  readonly rule: number
  readonly kind: string
  /** The field that is counted from; `covers.until` is the kind's coverage, `onSite` the gate's measurement. */
  readonly field: string
  readonly unit: Unit
  /** The last value, or the first, that counts; whichever, one unit aside is the other side. */
  readonly threshold: number
}

/** A line: which rule, in which editions, what it counts. */
type Line = readonly [
  rule: number,
  kind: string,
  field: string,
  unit: Unit,
  value: number | ((by: Terms) => number),
  first?: number,
  last?: number,
]

/** Good reports on each of so many days: how many, since when, and none of a day to come. */
const reports = (rule: number, days: number): readonly Line[] => [
  [rule, 'checkin', 'at', 'count', days, 5],
  [rule, 'checkin', 'at', 'day', days - 1, 5],
  [rule, 'checkin', 'at', 'day', 0, 5],
]

/** "Not ahead" counts too: a fact of tomorrow lets nobody pass. */
const lines: readonly Line[] = [
  [1, 'checkin', 'at', 'day', (by) => by.declareDays],
  [1, 'checkin', 'at', 'day', 0],
  [2, 'checkin', 'at', 'day', (by) => by.declareDays],
  [2, 'checkin', 'at', 'day', 0],
  [2, 'test', 'sampledAt', 'second', (by) => by.testSeconds, 9],
  [2, 'test', 'sampledAt', 'second', 0, 9],
  [2, 'person', 'birthDate', 'year', (by) => by.childYears, 13],
  [2, 'person', 'birthDate', 'year', 0, 13],
  [2, 'vaccination', 'at', 'day', fixed.vaccinatedFrom, 14],
  [2, 'vaccination', 'at', 'day', fixed.vaccinatedTo, 14],
  [3, 'stay', 'until', 'day', (by) => by.areaDays],
  [3, 'stay', 'until', 'day', fixed.redDays - 1, 5],
  ...reports(3, fixed.redDays),
  [3, 'quarantine', 'until', 'day', fixed.releasedDays, 6],
  [3, 'quarantine', 'until', 'day', 0, 6],
  [4, 'stay', 'until', 'day', (by) => by.outsideDays],
  [4, 'stay', 'until', 'day', fixed.yellowDays - 1, 5],
  ...reports(4, fixed.yellowDays),
  [5, 'contact', 'at', 'day', (by) => by.contactDays],
  [5, 'contact', 'at', 'day', fixed.redDays - 1, 5],
  ...reports(5, fixed.redDays),
  [5, 'quarantine', 'until', 'day', fixed.releasedDays, 6],
  [5, 'quarantine', 'until', 'day', 0, 6],
  [6, 'contact', 'at', 'day', (by) => by.secondaryDays],
  [6, 'contact', 'at', 'day', fixed.yellowDays - 1, 5],
  ...reports(6, fixed.yellowDays),
  [7, 'symptom', 'at', 'day', (by) => by.symptomDays],
  [7, 'symptom', 'at', 'day', fixed.yellowDays - 1, 5],
  ...reports(7, fixed.yellowDays),
  [8, 'checkin', 'at', 'second', (by) => by.unwellSeconds],
  [8, 'checkin', 'temperature', 'Cel', (by) => by.feverCelsius],
  [9, 'quarantine', 'from', 'day', 0],
  [9, 'quarantine', 'until', 'day', 0],
  [10, 'quarantine', 'until', 'day', 1],
  [10, 'quarantine', 'until', 'day', fixed.brokenDays],
  [11, 'stay', 'until', 'day', fixed.highRiskDays],
  [12, 'stay', 'until', 'day', fixed.mediumRiskDays],
  [12, 'test', 'sampledAt', 'second', (by) => by.testSeconds, 9],
  [12, 'test', 'sampledAt', 'second', 0, 9],
  [13, 'test', 'sampledAt', 'day', fixed.positiveDays],
  [14, 'test', 'sampledAt', 'day', (by) => by.inconclusiveDays],
  [15, 'test', 'sampledAt', 'second', (by) => by.testSeconds],
  [15, 'test', 'sampledAt', 'second', 0],
  [16, 'entry', 'at', 'day', fixed.inboundDays],
  [17, 'entry', 'at', 'day', fixed.inboundDays],
  [17, 'test', 'sampledAt', 'second', (by) => by.testSeconds],
  [17, 'test', 'sampledAt', 'second', 0],
  [18, 'clinic', 'at', 'day', fixed.clinicDays],
  [19, 'household', 'at', 'second', fixed.householdSeconds],
  [20, 'temperature', 'onSite', 'Cel', (by) => by.feverCelsius],
  [21, 'temperature', 'at', 'second', fixed.recordSeconds],
  [21, 'temperature', 'celsius', 'Cel', (by) => by.feverCelsius],
  [22, 'order', 'from', 'second', 0],
  [22, 'order', 'until', 'second', 0],
  [23, 'order', 'from', 'second', 0],
  [23, 'order', 'until', 'second', 0],
  [24, 'person', 'birthDate', 'year', (by) => by.childYears],
  [24, 'person', 'birthDate', 'year', 0],
  [25, 'recovery', 'at', 'day', fixed.recoveryDays],
  [25, 'test', 'sampledAt', 'count', fixed.recoveryTests],
  [25, 'test', 'sampledAt', 'day', fixed.recoveryDays],
  [25, 'test', 'sampledAt', 'day', 0],
  [26, 'vaccination', 'at', 'day', fixed.vaccinatedFrom],
  [26, 'vaccination', 'at', 'day', fixed.vaccinatedTo],
  [26, 'vaccination', 'dose', 'count', 0],
  [27, 'assessment', 'at', 'second', fixed.assessedSeconds],
  [101, 'stay', 'until', 'day', fixed.wenzhouDays],
  [102, 'household', 'at', 'second', fixed.householdSeconds],
  [103, 'entry', 'at', 'day', fixed.lateInboundDays],
  [104, 'stay', 'until', 'day', fixed.jiangxiDays],
  [105, 'stay', 'until', 'day', fixed.islandDays],
  [106, 'test', 'sampledAt', 'day', fixed.untestedDays],
  [106, 'test', 'sampledAt', 'day', 0],
]

/** The thresholds of a set in an edition: what its rules count, and how fresh coverage must be. */
export const thresholdsOf = (edition: number, set: string): readonly Threshold[] => {
  const terms = termsOf(edition, set)
  const rules = rulesOf(edition, set)
  const counted = lines
    .filter(
      ([rule, , , , , first = 1, last = 14]) =>
        rules.some(({ no }) => no === rule) && first <= edition && edition <= last,
    )
    .map(([rule, kind, field, unit, value]) => {
      const threshold = typeof value === 'number' ? value : value(terms)
      return { edition, set, rule, kind, field, unit, threshold }
    })
  const fresh = rules
    .filter(({ outcome }) => outcome === 'pass')
    .flatMap(({ no, without }) =>
      freshnessOf(edition)
        .filter(({ kind }) => kind !== without)
        .map(({ kind, seconds }) => ({
          edition,
          set,
          rule: no,
          kind,
          field: 'covers.until',
          unit: 'second' as const,
          threshold: seconds,
        })),
    )
  return [...counted, ...fresh]
}

/** Those of every set of every edition. */
export const thresholds: readonly Threshold[] = Array.from({ length: 14 }, (_, i) => i + 1).flatMap(
  (edition) => setsOf(edition).flatMap((set) => thresholdsOf(edition, set)),
)
