/** Cases for the parts of the rules that no other case makes false, or true. */
import { check, pass, stop, unsure, type Line } from './case.ts'

const hour = 3600
const day = 24 * hour

/** What passage requires to be stated, since which version, and how old the statement may be. */
const stated: readonly (readonly [since: number, kind: string, seconds: number])[] = [
  [4, 'symptom', day],
  [6, 'quarantine', day],
  [9, 'test', 24 * hour],
  [11, 'clinic', day],
  [11, 'entry', 3 * day],
  [12, 'household', 12 * hour],
  [12, 'temperature', 24 * hour],
  [13, 'order', 12 * hour],
  [13, 'recovery', 7 * day],
  [14, 'assessment', 24 * hour],
]

/** The lines. */
export const branchCases: readonly Line[] = [
  ...stated.map(([since, kind, seconds]): Line => [
    [since, 14],
    `${kind}-stated-too-long-ago`,
    'a second older than it may be',
    (f) => [f.report(0)],
    unsure(),
    { stale: { [kind]: seconds + 1 } },
  ]),
  [
    [5, 14],
    'reported-14-days-ago-too',
    'a report that no longer counts as one of fourteen',
    (f) => [f.report(14), f.report(0)],
    pass(1),
  ],
  [
    [5, 14],
    'symptom-15-days-ago',
    'yellow is over without a report of the days between',
    (f) => [f.report(0), f.symptom(15)],
    pass(1),
  ],
  [
    [6, 14],
    'quarantine-ended-29-days-ago',
    'nothing to be released from',
    (f) => [f.report(0), f.quarantine(43, 29, true)],
    pass(1),
  ],
  [
    [7, 14],
    'hubei-and-released',
    'a quarantine since the stay, completed',
    (f) => [f.report(0), f.stay('420100', 20), f.quarantine(19, 5, true)],
    pass(1),
  ],
  [
    [7, 14],
    'hubei-after-release',
    'the quarantine was of an earlier stay',
    (f) => [f.report(0), f.quarantine(34, 20, true), f.stay('420100', 5)],
    stop(3),
  ],
  [
    [11, 14],
    'quarantine-broken-15-days-ago',
    'a day longer than it is held against anybody',
    (f) => [f.report(0), f.quarantine(25, 15, false)],
    pass(1),
  ],
  [
    [12, 14],
    'measured-without-fever',
    'a record that says nothing',
    (f) => [f.report(0), f.temperature(2 * hour, 36.6)],
    pass(1),
  ],
  [
    [13, 14],
    'tested-tomorrow',
    'a sample of a day that has not come',
    (f) => [f.report(0), f.test(-30 * hour, 'negative')],
    pass(1),
  ],
]

/** The lines of the cities' own rules. */
export const cityBranchCases: Readonly<Record<string, readonly Line[]>> = {
  'cn-3301': [
    [
      [12, 14],
      'family-green',
      'nothing to mind',
      (f) => [f.report(0), f.household(5 * hour, 'green')],
      pass(1),
    ],
  ],
  'cn-3303': [
    [
      [9, 14],
      'tested-tomorrow',
      'a sample of a day that has not come',
      (f) => [f.report(0), f.test(-30 * hour, 'negative')],
      check(106),
    ],
    [
      [13, 14],
      'grown-up',
      'no child, and tested',
      (f) => [f.report(0), f.test(10 * day, 'negative'), f.born('1980-01-01')],
      pass(1),
    ],
    [
      [13, 14],
      'not-yet-born',
      'a birth date ahead, and tested',
      (f) => [f.report(0), f.test(10 * day, 'negative'), f.born('2020-06-01')],
      pass(1),
    ],
  ],
  'cn-3308': [
    [
      [4, 4],
      'jiangxi-11-days-ago',
      'a day longer',
      (f) => [f.report(0), f.stay('361100', 11)],
      pass(1),
    ],
  ],
}
