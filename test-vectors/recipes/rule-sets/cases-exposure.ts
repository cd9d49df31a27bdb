/** Cases of exposure: stays, contacts and symptoms, and several things at once. */
import { check, pass, stop, unsure, type Line } from './case.ts'

const hour = 3600

/** The lines of the first four versions, in which waiting is enough. */
const byWaiting: readonly Line[] = [
  [
    [1, 4],
    'hubei-14-days-ago',
    'the last red day',
    (f) => [f.report(0), f.stay('420100', 14)],
    stop(3),
  ],
  [[1, 4], 'hubei-15-days-ago', 'red is over', (f) => [f.report(0), f.stay('420100', 15)], pass(1)],
  [
    [1, 7],
    'away-7-days-ago',
    'a stay in Shanghai',
    (f) => [f.report(0), f.stay('310000', 7)],
    check(4),
  ],
  [[1, 4], 'away-8-days-ago', 'yellow is over', (f) => [f.report(0), f.stay('310000', 8)], pass(1)],
  [
    [2, 4],
    'close-14-days-ago',
    'the last red day',
    (f) => [f.report(0), f.contact(14, 'close')],
    stop(5),
  ],
  [
    [2, 4],
    'close-15-days-ago',
    'red is over',
    (f) => [f.report(0), f.contact(15, 'close')],
    pass(1),
  ],
  [
    [2, 14],
    'secondary-7-days-ago',
    'the last day of waiting alone',
    (f) => [f.report(0), f.contact(7, 'secondary')],
    check(6),
  ],
  [
    [2, 4],
    'secondary-8-days-ago',
    'yellow is over',
    (f) => [f.report(0), f.contact(8, 'secondary')],
    pass(1),
  ],
  [
    [4, 4],
    'symptom-7-days-ago',
    'the last yellow day',
    (f) => [f.report(0), f.symptom(7)],
    check(7),
  ],
  [[4, 4], 'symptom-8-days-ago', 'yellow is over', (f) => [f.report(0), f.symptom(8)], pass(1)],
  [
    [2, 4],
    'close-not-said-10-days-ago',
    'a secondary contact would be over, a close one not',
    (f) => [f.report(0), f.fact('contact', { at: f.on(10) })],
    unsure(),
  ],
]

/** The lines of places and of several things at once. */
const places: readonly Line[] = [
  [
    [1, 7],
    'hubei-until-tomorrow',
    'a stay that is not over',
    (f) => [f.report(0), f.stay('420100', -1)],
    stop(3),
  ],
  [
    [1, 7],
    'hubei-and-nothing-declared',
    'stop is worse than check',
    (f) => [f.stay('421000', 3)],
    stop(3),
  ],
  [
    [1, 14],
    'hubei-taken-back',
    'the stay was somebody else’s',
    (f) => {
      const wrong = f.stay('420100', 3)
      return [
        f.report(0),
        wrong,
        f.fact(
          'stay',
          { region: '330106', from: f.on(40), until: f.on(39) },
          { retracts: wrong.id },
        ),
      ]
    },
    pass(1),
  ],
  [
    [1, 7],
    'region-blank',
    'a stay nobody knows where',
    (f) => [f.report(0), f.fact('stay', { from: f.on(6), until: f.on(3) })],
    unsure(),
  ],
  [
    [1, 14],
    'stays-open',
    'whether there are stays is not stated',
    (f) => [f.report(0)],
    unsure(),
    { open: ['stay'] },
  ],
  [
    [1, 2],
    'ningbo',
    'another city of the province is away',
    (f) => [f.report(0), f.stay('330200', 3)],
    check(4),
  ],
  [
    [3, 7],
    'ningbo',
    'home is the province now',
    (f) => [f.report(0), f.stay('330200', 3)],
    pass(1),
  ],
  [
    [3, 3],
    'nanchang',
    'away, but no high-incidence area yet',
    (f) => [f.report(0), f.stay('360102', 3)],
    check(4),
  ],
  [
    [4, 7],
    'nanchang',
    'a high-incidence area now',
    (f) => [f.report(0), f.stay('360102', 3)],
    stop(3),
  ],
  [
    [8, 14],
    'shanghai',
    'another province alone is nothing any more',
    (f) => [f.report(0), f.stay('310000', 1)],
    pass(1),
  ],
  [
    [8, 11],
    'yueqing-14-days-ago',
    'a county of high risk',
    (f) => [f.report(0), f.stay('330382', 14)],
    stop(11),
  ],
  [
    [8, 11],
    'yueqing-15-days-ago',
    'a day longer',
    (f) => [f.report(0), f.stay('330382', 15)],
    pass(1),
  ],
  [[12, 14], 'yueqing', 'graded down', (f) => [f.report(0), f.stay('330382', 3)], pass(1)],
  [
    [8, 14],
    'cangnan',
    'of high risk in all versions',
    (f) => [f.report(0), f.stay('330327', 3)],
    stop(11),
  ],
  [
    [8, 14],
    'cixi-14-days-ago',
    'a county of medium risk',
    (f) => [f.report(0), f.stay('330282', 14)],
    check(12),
  ],
  [
    [8, 14],
    'cixi-15-days-ago',
    'a day longer',
    (f) => [f.report(0), f.stay('330282', 15)],
    pass(1),
  ],
  [
    [9, 14],
    'cixi-and-tested',
    'a negative test excuses medium risk',
    (f) => [f.stay('330282', 3), f.test(9 * hour, 'negative')],
    pass(15),
  ],
  [
    [12, 14],
    'hubei-but-not-wuhan',
    'only Wuhan is left',
    (f) => [f.report(0), f.stay('421000', 3)],
    pass(1),
  ],
  [
    [2, 14],
    'contacts-open-and-red',
    'what is sure stays sure',
    (f) => [f.report(0), f.stay('420106', 3)],
    stop(3),
    { open: ['contact'] },
  ],
  [
    [2, 7],
    'away-and-secondary',
    'all checks are named',
    (f) => [f.stay('310000', 2), f.contact(2, 'secondary')],
    check(2, 4, 6),
  ],
  [
    [2, 14],
    'close-and-secondary',
    'red alone is named',
    (f) => [f.report(0), f.contact(2, 'close'), f.contact(2, 'secondary')],
    stop(5),
  ],
  [
    [2, 14],
    'secondary-and-contacts-open',
    'a check that might be a stop',
    (f) => [f.report(0), f.contact(2, 'secondary')],
    unsure(6),
    { open: ['contact'] },
  ],
]

/** All lines. */
export const exposureCases: readonly Line[] = [...byWaiting, ...places]
