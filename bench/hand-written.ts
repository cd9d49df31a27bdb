/** Version 14 of cn-3301 as a programmer would write it without an engine: plain functions, three-valued where the outcome needs it. */
import {
  and,
  or,
  not,
  is,
  within,
  dayOf,
  since,
  some,
  highRisk,
  mediumRisk,
  ownSets,
  countries,
  startsWithOne,
  bornAfter,
  reportedWell,
  latest,
  lastIsInconclusive,
  type Sure,
} from './hand-written-terms.ts'
import type { Known, KnownPerson } from './known-person.ts'

/** What comes out. */
export interface HandWritten {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly fired: readonly number[]
  /** Whether something unknown could change the outcome. */
  readonly isMissing: boolean
}

/** Kinds that must be stated in full for a pass, and how lately; the check-ins but for young children. */
const isFresh = (person: KnownPerson, now: number): Sure => {
  const age = ({ until = -Infinity }: Known<unknown>): number => now - until
  return age(person.stay) <= 604_800 &&
    age(person.contact) <= 86_400 &&
    age(person.symptom) <= 86_400 &&
    age(person.quarantine) <= 86_400 &&
    age(person.test) <= 86_400 &&
    age(person.clinic) <= 86_400 &&
    age(person.entry) <= 259_200 &&
    age(person.household) <= 43_200 &&
    age(person.temperature) <= 86_400 &&
    age(person.order) <= 43_200 &&
    age(person.recovery) <= 604_800 &&
    age(person.assessment) <= 86_400
    ? 2
    : 1
}
const isReportFresh = ({ checkin: { until = -Infinity } }: KnownPerson, now: number): Sure =>
  now - until <= 86_400 ? 2 : 1

/** Judges a person; `now` in unix seconds, after 1991. */
export const judgeByHand = (
  person: KnownPerson,
  now: number,
  heat: number | undefined,
): HandWritten => {
  const today = dayOf(now) as number
  const sure: Record<'pass' | 'check' | 'stop', number[]> = { pass: [], check: [], stop: [] }
  const unknown = { pass: false, check: false, stop: false }
  const rule = (no: number, outcome: 'pass' | 'check' | 'stop', holds: Sure): void => {
    if (holds === 2) sure[outcome].push(no)
    else if (holds === 1) unknown[outcome] = true
  }
  const days = (day: number | undefined): number | undefined => since(today, day)
  const { checkin, contact, entry, quarantine, stay, symptom, test } = person

  const declared = some(checkin, ({ at }) => within(days(dayOf(at)), 0, 1))
  const tested = some(test, ({ method, result, sampledAt }) =>
    and(and(is(method, 'pcr'), is(result, 'negative')), within(since(now, sampledAt), 0, 172_800)),
  )
  const sixYearsAgo = bornAfter(today, 6)
  const young = some(person.person, ({ birthDate }) => within(birthDate, sixYearsAgo, today))
  const vaccinated = some(person.vaccination, ({ at, dose, of }) =>
    and(dose === undefined || of === undefined ? 1 : dose >= of ? 2 : 0, within(days(at), 14, 365)),
  )
  const fresh = isFresh(person, now)
  const allFresh = and(fresh, isReportFresh(person, now))
  // Asked only by those who have something to be released from.
  const released = (exposed: () => number | undefined): Sure => {
    const done = some(quarantine, ({ completed, until }) =>
      and(is(completed, true), within(days(until), 0, 28)),
    )
    if (done === 0) return 0
    const ended = latest(
      quarantine,
      ({ completed, until }) => and(is(completed, true), within(days(until), 0, Infinity)),
      ({ until }) => until,
    )
    const last = exposed()
    return and(done, ended === undefined || last === undefined ? 1 : ended >= last ? 2 : 0)
  }
  const over = (again: (within: number) => Sure, length: number): Sure => {
    const clear = not(again(length - 1))
    return clear === 0 ? 0 : and(clear, reportedWell(checkin, today, length))
  }
  const unless = (holds: Sure, exempt: () => Sure): Sure =>
    holds === 0 ? 0 : and(holds, not(exempt()))

  const inArea = ({ region }: { region: string | undefined }): Sure =>
    startsWithOne(region, ['4201'])
  const areaStay = (most: number): Sure =>
    some(stay, (row) => and(inArea(row), within(days(row.until), -Infinity, most)))
  const contactOf = (closeness: string, most: number): Sure =>
    some(contact, (row) => and(is(row.closeness, closeness), within(days(row.at), -Infinity, most)))
  const ill = (most: number): Sure => some(symptom, ({ at }) => within(days(at), -Infinity, most))
  const arrived = (most: number): Sure => some(entry, ({ at }) => within(days(at), -Infinity, most))
  const countyStay = (regions: readonly string[]): Sure =>
    some(stay, ({ region, until }) =>
      and(startsWithOne(region, regions), within(days(until), -Infinity, 14)),
    )
  const ordered = (wanted: string): Sure =>
    some(person.order, ({ outcome, from, until }) =>
      and(
        is(outcome, wanted),
        and(within(since(now, from), 0, Infinity), not(within(since(now, until), 0, Infinity))),
      ),
    )
  const family = (wanted: string): Sure =>
    some(person.household, ({ at, colour }) =>
      and(is(colour, wanted), within(since(now, at), -Infinity, 86_400)),
    )

  rule(1, 'pass', and(declared, allFresh))
  rule(2, 'check', and(not(declared), not(or(tested, or(young, vaccinated)))))
  rule(
    3,
    'stop',
    unless(areaStay(28), () =>
      or(
        over(areaStay, 14),
        released(() => latest(stay, inArea, ({ until }) => until)),
      ),
    ),
  )
  rule(
    5,
    'stop',
    unless(contactOf('close', 28), () =>
      or(
        over((most) => contactOf('close', most), 14),
        released(() =>
          latest(
            contact,
            (row) => is(row.closeness, 'close'),
            ({ at }) => at,
          ),
        ),
      ),
    ),
  )
  rule(
    6,
    'check',
    unless(contactOf('secondary', 14), () => over((most) => contactOf('secondary', most), 7)),
  )
  rule(
    7,
    'check',
    unless(ill(14), () => over(ill, 7)),
  )
  rule(
    8,
    'check',
    some(checkin, ({ at, temperature, unwell }) =>
      and(
        or(is(unwell, true), within(temperature, 37.3, Infinity)),
        within(since(now, at), -Infinity, 172_800),
      ),
    ),
  )
  rule(
    9,
    'stop',
    some(quarantine, ({ from, until, completed }) =>
      and(
        is(completed, false),
        and(within(days(from), 0, Infinity), within(days(until), -Infinity, 0)),
      ),
    ),
  )
  rule(
    10,
    'stop',
    some(quarantine, ({ until, completed }) =>
      and(is(completed, false), within(days(until), 1, 14)),
    ),
  )
  rule(11, 'stop', countyStay(highRisk))
  rule(
    12,
    'check',
    unless(countyStay(mediumRisk), () => tested),
  )
  rule(
    13,
    'stop',
    some(test, ({ method, result, sampledAt }) =>
      and(
        and(is(result, 'positive'), not(is(method, 'antibody'))),
        within(days(dayOf(sampledAt)), -Infinity, 14),
      ),
    ),
  )
  rule(
    14,
    'check',
    and(
      some(test, ({ result, sampledAt }) =>
        and(is(result, 'inconclusive'), within(days(dayOf(sampledAt)), -Infinity, 3)),
      ),
      lastIsInconclusive(test),
    ),
  )
  rule(15, 'pass', and(tested, allFresh))
  rule(
    16,
    'stop',
    some(entry, ({ at, from, quarantined }) =>
      and(
        and(startsWithOne(from, countries), is(quarantined, false)),
        within(days(at), -Infinity, 14),
      ),
    ),
  )
  rule(
    17,
    'check',
    unless(arrived(14), () =>
      and(
        not(
          some(entry, ({ at, quarantined }) =>
            and(is(quarantined, false), within(days(at), -Infinity, 14)),
          ),
        ),
        tested,
      ),
    ),
  )
  rule(
    18,
    'check',
    some(person.clinic, ({ at, cleared }) =>
      and(is(cleared, false), within(days(at), -Infinity, 14)),
    ),
  )
  rule(19, 'check', family('red'))
  rule(20, 'check', within(heat, 37.3, Infinity))
  rule(
    21,
    'check',
    some(person.temperature, ({ at, celsius }) =>
      and(within(celsius, 37.3, Infinity), within(since(now, at), -Infinity, 86_400)),
    ),
  )
  rule(22, 'stop', ordered('stop'))
  rule(23, 'check', ordered('check'))
  rule(24, 'pass', and(young, fresh))
  rule(
    25,
    'check',
    unless(
      some(person.recovery, ({ at }) => within(days(at), -Infinity, 14)),
      () => {
        let [low, high] = [0, test.until === undefined ? Infinity : 0]
        for (const { method, result, sampledAt } of test.rows) {
          const counts = and(
            and(is(method, 'pcr'), is(result, 'negative')),
            within(days(dayOf(sampledAt)), 0, 14),
          )
          if (counts === 2) low++
          if (counts > 0) high++
        }
        return low >= 2 ? 2 : high < 2 ? 0 : 1
      },
    ),
  )
  rule(26, 'pass', and(vaccinated, allFresh))
  rule(
    27,
    'check',
    some(person.assessment, ({ at, outcome, set }) =>
      and(
        and(is(outcome, 'stop'), set === undefined ? 1 : ownSets.includes(set) ? 0 : 2),
        within(since(now, at), -Infinity, 86_400),
      ),
    ),
  )
  rule(102, 'check', family('yellow'))

  if (sure.stop.length > 0) return { outcome: 'stop', fired: sure.stop, isMissing: false }
  if (sure.check.length > 0) {
    return { outcome: 'check', fired: sure.check, isMissing: unknown.stop }
  }
  const isMissing = unknown.stop || unknown.check || (sure.pass.length === 0 && unknown.pass)
  if (isMissing || sure.pass.length === 0) return { outcome: 'check', fired: [], isMissing }
  return { outcome: 'pass', fired: sure.pass.slice(0, 1), isMissing }
}
