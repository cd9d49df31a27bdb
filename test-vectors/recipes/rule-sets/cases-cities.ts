/** Cases of the overlays: three at least for each city in each version, about what the city has of its own. */
import { check, pass, stop, type Line } from './case.ts'

const hour = 3600
const day = 24 * hour

/** What any overlay has from its base; no city changed these. */
const inherited: readonly Line[] = [
  [[3, 14], 'inherits-pass', 'the base lets pass', (f) => [f.report(0)], pass(1)],
  [
    [3, 14],
    'inherits-check',
    'the base checks',
    (f) => [f.contact(2, 'secondary'), f.report(0)],
    check(6),
  ],
  [[3, 14], 'inherits-stop', 'the base stops', (f) => [f.report(0), f.stay('420100', 3)], stop(3)],
]

/** A tested person, where the city asks for a test. */
const inheritedTested: readonly Line[] = [
  [
    [9, 14],
    'inherits-pass',
    'the base lets pass who was tested lately',
    (f) => [f.report(0), f.test(10 * day, 'negative')],
    pass(1),
  ],
  [[9, 14], 'inherits-stop', 'the base stops', (f) => [f.report(0), f.stay('420100', 3)], stop(3)],
]

const wenzhou: readonly Line[] = [
  [
    [3, 7],
    'wenzhou-14-days-ago',
    'the city minds Wenzhou',
    (f) => [f.report(0), f.stay('330302', 14)],
    check(101),
  ],
  [
    [3, 7],
    'wenzhou-15-days-ago',
    'a day longer',
    (f) => [f.report(0), f.stay('330302', 15)],
    pass(1),
  ],
]

/** The lines of every city. */
export const cityCases: Readonly<Record<string, readonly Line[]>> = {
  'cn-3301': [
    ...inherited,
    ...wenzhou,
    [
      [12, 14],
      'family-yellow',
      'Hangzhou minds yellow too',
      (f) => [f.report(0), f.household(24 * hour, 'yellow')],
      check(102),
    ],
    [
      [12, 14],
      'family-yellow-longer-ago',
      'a second longer',
      (f) => [f.report(0), f.household(24 * hour + 1, 'yellow')],
      pass(1),
    ],
  ],
  'cn-3302': [
    ...inherited,
    ...wenzhou,
    [
      [3, 4],
      'away-10-days-ago',
      'three days longer than the base',
      (f) => [f.report(0), f.stay('310000', 10)],
      check(4),
    ],
    [[3, 4], 'away-11-days-ago', 'over', (f) => [f.report(0), f.stay('310000', 11)], pass(1)],
    [
      [5, 7],
      'away-17-days-ago',
      'three days longer than the base',
      (f) => [f.report(0), f.stay('310000', 17)],
      check(4),
    ],
    [[5, 7], 'away-18-days-ago', 'over', (f) => [f.report(0), f.stay('310000', 18)], pass(1)],
  ],
  'cn-3303': [
    ...inherited
      .filter(([, id]) => id !== 'inherits-pass')
      .map(([, ...rest]): Line => [[3, 8], ...rest]),
    [[3, 8], 'inherits-pass', 'the base lets pass', (f) => [f.report(0)], pass(1)],
    ...inheritedTested,
    [
      [3, 4],
      'close-21-days-ago',
      'a week longer than the base',
      (f) => [f.report(0), f.contact(21, 'close')],
      stop(5),
    ],
    [[3, 4], 'close-22-days-ago', 'over', (f) => [f.report(0), f.contact(22, 'close')], pass(1)],
    [
      [5, 8],
      'close-42-days-ago',
      'two weeks longer than the base',
      (f) => [f.report(0), f.contact(42, 'close')],
      stop(5),
    ],
    [[5, 8], 'close-43-days-ago', 'over', (f) => [f.report(0), f.contact(43, 'close')], pass(1)],
    [
      [9, 14],
      'close-42-days-ago',
      'two weeks longer than the base',
      (f) => [f.report(0), f.contact(42, 'close')],
      stop(5),
    ],
    [[9, 14], 'not-tested', 'Wenzhou wants a test, whichever', (f) => [f.report(0)], check(106)],
    [
      [9, 14],
      'tested-15-days-ago',
      'too long ago',
      (f) => [f.report(0), f.test(15 * day, 'negative')],
      check(106),
    ],
    [
      [9, 14],
      'tested-14-days-ago',
      'the last day that counts',
      (f) => [f.report(0), f.test(14 * day, 'negative', 'antigen')],
      pass(1),
    ],
    [
      [13, 14],
      'child-not-tested',
      'young children are exempt',
      (f) => [f.born('2016-05-05')],
      pass(24),
    ],
  ],
  'cn-3304': [
    ...inherited,
    [
      [9, 13],
      'tested-48-hours-ago',
      'a day less than the base',
      (f) => [f.test(48 * hour, 'negative')],
      pass(15),
    ],
    [
      [9, 13],
      'tested-longer-ago',
      'a second longer',
      (f) => [f.test(48 * hour + 1, 'negative')],
      check(2),
    ],
    [
      [14, 14],
      'tested-24-hours-ago',
      'a day less than the base',
      (f) => [f.test(24 * hour, 'negative')],
      pass(15),
    ],
    [
      [14, 14],
      'tested-longer-ago',
      'a second longer',
      (f) => [f.test(24 * hour + 1, 'negative')],
      check(2),
    ],
  ],
  'cn-3305': [
    ...inherited,
    [
      [5, 14],
      'report-of-37-0',
      'a fever here',
      (f) => [f.report(0, { temperature: 37 })],
      check(8),
    ],
    [[5, 14], 'report-of-36-9', 'none', (f) => [f.report(0, { temperature: 36.9 })], pass(1)],
    [[12, 14], 'gate-37-0', 'a fever at the gate', (f) => [f.report(0)], check(20), { heat: 37 }],
    [
      [12, 14],
      'record-37-0',
      'a fever on record',
      (f) => [f.report(0), f.temperature(hour, 37)],
      check(21),
    ],
  ],
  'cn-3306': inherited,
  'cn-3307': [
    ...inherited,
    [
      [11, 14],
      'arrived-28-days-ago',
      'two weeks longer than the base',
      (f) => [f.report(0), f.entry(28, 'TH', true)],
      check(103),
    ],
    [
      [11, 14],
      'arrived-29-days-ago',
      'over',
      (f) => [f.report(0), f.entry(29, 'TH', true)],
      pass(1),
    ],
  ],
  'cn-3308': [
    ...inherited,
    [
      [4, 4],
      'jiangxi-10-days-ago',
      'the neighbour province',
      (f) => [f.report(0), f.stay('361100', 10)],
      check(104),
    ],
    [
      [5, 7],
      'jiangxi-and-7-good-reports',
      'the base lets go, the city does not',
      (f) => [...f.reports(6), f.stay('361100', 10)],
      check(104),
    ],
    [
      [5, 7],
      'jiangxi-11-days-ago-and-reports',
      'over',
      (f) => [...f.reports(6), f.stay('361100', 11)],
      pass(1),
    ],
  ],
  'cn-3309': [
    ...inherited,
    [
      [8, 14],
      'ningbo-7-days-ago',
      'the islands are closed',
      (f) => [f.report(0), f.stay('330203', 7)],
      stop(105),
    ],
    [[8, 14], 'ningbo-8-days-ago', 'over', (f) => [f.report(0), f.stay('330203', 8)], pass(1)],
  ],
  'cn-3310': [
    ...inherited,
    ...wenzhou,
    [[3, 4], 'declared-7-days-ago', 'half of what the base gives', (f) => [f.report(7)], pass(1)],
    [[3, 4], 'declared-8-days-ago', 'too long ago', (f) => [f.report(8)], check(2)],
    [[5, 14], 'declared-yesterday', 'today only', (f) => [f.report(1)], check(2)],
  ],
  'cn-3311': [
    ...inherited,
    ...wenzhou,
    [
      [4, 4],
      'symptom-10-days-ago',
      'three days longer than the base',
      (f) => [f.report(0), f.symptom(10)],
      check(7),
    ],
    [[4, 4], 'symptom-11-days-ago', 'over', (f) => [f.report(0), f.symptom(11)], pass(1)],
    [
      [5, 14],
      'symptom-21-days-ago',
      'a week longer than the base',
      (f) => [f.report(0), f.symptom(21)],
      check(7),
    ],
    [[5, 14], 'symptom-22-days-ago', 'over', (f) => [f.report(0), f.symptom(22)], pass(1)],
    [[13, 14], 'child-of-2', 'two years old', (f) => [f.born('2017-06-01')], pass(24)],
    [[13, 14], 'child-of-3', 'three years old', (f) => [f.born('2017-01-01')], check(2)],
  ],
  'cn-44': [
    ...inherited,
    [
      [14, 14],
      'guangzhou',
      'a county of medium risk of its own',
      (f) => [f.report(0), f.stay('440104', 3)],
      check(12),
    ],
  ],
}
