/** The fourteen versions in words: when each takes effect, and its record of change. */
import type { Json } from '../hand/jcs.ts'

/** What is known of a version beside its rules. */
export interface Edition {
  readonly version: number
  readonly from: string
  readonly type: string
  readonly how: string
  readonly article: string
}

const line = (
  version: number,
  from: string,
  type: string,
  article: string,
  how: string,
): Edition => ({ version, from, type, how, article })

/** Every version takes effect at an instant of its own, and none at the same hour. */
export const editions: readonly Edition[] = [
  line(
    1,
    '2020-02-10T16:00:00Z',
    'first',
    'article 1',
    'Health is declared; who stayed in a high-incidence area within 14 days is red, who stayed elsewhere away within 7 yellow.',
  ),
  line(
    2,
    '2020-02-13T01:30:00Z',
    'amendment',
    'article 2',
    'Close contacts are red for 14 days, contacts of contacts yellow for 7.',
  ),
  line(
    3,
    '2020-02-16T12:34:00Z',
    'amendment',
    'article 3',
    'The province takes the rules over as the base of its eleven cities, which recognise each other; home is the province.',
  ),
  line(
    4,
    '2020-02-18T04:00:00Z',
    'tightening',
    'article 4',
    'Symptoms are yellow for 7 days, and more areas count as high-incidence.',
  ),
  line(
    5,
    '2020-02-19T23:00:00Z',
    'amendment',
    'article 5',
    'Health is reported daily: red turns green after 14 consecutive days of good reports and yellow after 7, not by waiting alone; feeling unwell is yellow.',
  ),
  line(
    6,
    '2020-02-22T10:00:00Z',
    'amendment',
    'article 6',
    'Who is in quarantine or broke it is red; a completed quarantine ends red.',
  ),
  line(
    7,
    '2020-02-24T02:15:00Z',
    'correction',
    'article 6',
    'Version 6 let an earlier quarantine excuse a later exposure; now it must have ended on the day of the exposure or after it.',
  ),
  line(
    8,
    '2020-02-25T22:00:00Z',
    'amendment',
    'article 7',
    'Counties are graded by risk, high red and medium yellow; a stay in another province alone is no longer yellow.',
  ),
  line(
    9,
    '2020-02-28T16:00:00Z',
    'amendment',
    'article 8',
    'Tests are read: positive is red, without a clear result yellow, a negative PCR of 72 hours stands in for a declaration and excuses medium risk.',
  ),
  line(
    10,
    '2020-03-03T07:45:00Z',
    'correction',
    'article 8',
    'Version 9 took antibodies for an infection; only PCR and antigen tests can be positive now.',
  ),
  line(
    11,
    '2020-03-07T13:00:00Z',
    'tightening',
    'article 9',
    'Arrivals from abroad are yellow for 14 days, from listed countries without quarantine red; fever clinic visits without clearance are yellow.',
  ),
  line(
    12,
    '2020-03-11T00:20:00Z',
    'tightening',
    'article 10',
    'A red code in the family is yellow, and so is a fever measured at the gate or within 24 hours; the grades of risk are revised.',
  ),
  line(
    13,
    '2020-03-15T05:00:00Z',
    'amendment',
    'article 11',
    'Orders of an authority are facts and show as such; children under 6 need no declaration; the recovered are yellow for 14 days or until two negative tests; more countries are listed.',
  ),
  line(
    14,
    '2020-03-18T21:30:00Z',
    'amendment',
    'article 12',
    'Full vaccination stands in for a declaration; red in another province within 24 hours is yellow; tests count 48 hours; Guangdong is recognised.',
  ),
]

/** When every version is over at the latest. */
const until = '2020-06-30T16:00:00Z'

/** The window of a version. */
export const windowOf = ({ from }: Edition): Json => ({ from, until })

/** The record of change of a version. */
export const changeOf = (edition: Edition, how = edition.how, type = edition.type): Json => ({
  type,
  how,
  basis: ['Health code rules 2020, illustrative', edition.article],
  requestedBy:
    edition.version <= 2
      ? 'Hangzhou working group (illustrative)'
      : 'Zhejiang working group (illustrative)',
  reviewedBy: 'Rule review board (illustrative)',
})
