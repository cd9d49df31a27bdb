/** rules/overlays.json: what a set says that extends another (rules.md 7). */
import { overlay } from '../hand/overlay.ts'
import {
  and,
  compare,
  days,
  field,
  isIn,
  parameter,
  rule,
  some,
  type Expression,
} from '../hand/rule-set.ts'
import type { VectorFile } from '../hand/vector-file.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact, negative } from '../world/people.ts'
import { ago, checkin, city, contact, known, laid, stay } from '../world/overlay-case.ts'
import { province, tighten } from '../world/province.ts'
import { tightened } from './rules-overlay-parameters.ts'

const addsCheck = { rules: [rule(20, 'check', some('checkin'))] }

const unchanged = laid(
  'unchanged',
  city({}),
  [],
  [
    ['nothing-else', known(), {}, 'pass', 'rule 9 of the base, named as one of the overlay'],
    ['contact', known(contact(ago[14])), { 1: 'true' }, 'stop 1', 'rule 1 of the base'],
    ['contact-before', known(contact(ago[15])), {}, 'pass', '15 days ago'],
    ['stay', known(stay('3301', '2026-02-20')), { 2: 'true' }, 'check 2', 'rule 2 of the base'],
    [
      'contacts-unknown',
      { facts: [negative], covers: ['recovery', 'stay', 'test'] },
      { 1: 'unknown' },
      'contact or recovery missing',
      'rule 1 of the base is unknown',
    ],
  ],
)

const rules = laid(
  'adds-a-rule',
  city(addsCheck),
  [20],
  [
    ['its-own', known(checkin), { 20: 'true' }, 'check 20', 'a rule of the overlay'],
    [
      'the-worse',
      known(checkin, contact(ago[14])),
      { 1: 'true', 20: 'true' },
      'stop 1',
      'stop stands',
    ],
    ['neither', known(), {}, 'pass', 'a rule of the base grants'],
  ],
)

/** A rule that reads a parameter and a value set of the base and such of its own. */
const own = laid(
  'its-own-names',
  city({
    parameters: { cityDays: { value: 3, unit: 'day' } },
    valueSets: { cityRisk: ['3301'] },
    rules: [
      rule(
        30,
        'stop',
        some(
          'stay',
          and(
            isIn(field('region'), 'cityRisk'),
            compare(days(field('until')), '<=', parameter('cityDays')),
          ),
        ),
      ),
      rule(
        31,
        'stop',
        some(
          'stay',
          and(
            isIn(field('region'), 'risk'),
            compare(days(field('until')), '<=', parameter('contactDays')),
          ),
        ),
      ),
    ],
  }),
  [30, 31],
  [
    ['own', known(stay('3301', '2026-02-27')), { 2: 'true', 30: 'true' }, 'stop 30', 'its own'],
    ['own-beyond', known(stay('3301', '2026-02-26')), { 2: 'true' }, 'check 2', 'four days'],
    [
      'of-the-base',
      known(stay('4401', '2026-02-16')),
      { 2: 'true', 31: 'true' },
      'stop 31',
      'its base',
    ],
  ],
)

const narrower = laid(
  'narrower-accepts',
  city({
    accepts: {
      assessments: [
        { issuer: 'cn-3301', set: 'cn-33*', maxAge: 'PT12H', minVersion: { 'cn-3301': 14 } },
        { issuer: 'cn-330*', set: 'cn-3302', maxAge: 'PT24H', minVersion: { 'cn-3301': 13 } },
        { issuer: 'cn-44', set: 'cn-44', maxAge: 'PT30M' },
      ],
    },
    colours: { pass: 'blue', check: 'grey', stop: 'black' },
  }),
  [],
  [['facts', known(), {}, 'pass', 'recognises less of others; of facts it says the same']],
)

/** Chains: the outermost names every reason. */
const district = overlay('vector-district', 1, province, {
  ...addsCheck,
  parameters: { contactDays: tighten(15, 'day') },
})
const town = city(
  {
    rules: [rule(21, 'stop', some('checkin', compare(field('place'), '==', { value: 'x' })))],
    parameters: { contactDays: { value: 21, unit: 'day' } },
  },
  district,
)
const chain = laid(
  'overlay-of-an-overlay',
  town,
  [20, 21],
  [
    ['of-the-first', known(contact(ago[21])), { 1: 'true' }, 'stop 1', 'tightened twice: 21 days'],
    [
      'of-the-second',
      known(fact('c1', 'checkin', { at: '2026-03-01T04:00:00Z', place: 'y' })),
      { 20: 'true' },
      'check 20',
      'a rule of the overlay between',
    ],
    [
      'of-the-third',
      known(fact('c1', 'checkin', { at: '2026-03-01T04:00:00Z', place: 'x' })),
      { 20: 'true', 21: 'true' },
      'stop 21',
      'a rule of the outermost',
    ],
  ],
  [province, district],
)

const links = ['a', 'b', 'c'].reduce<readonly Expression[]>(
  (below, name) => [...below, overlay(`vector-link-${name}`, 1, below.at(-1) ?? province)],
  [province],
)
const deep = laid(
  'four-deep',
  city({}, links.at(-1)),
  [],
  [['contact', known(contact(ago[14])), { 1: 'true' }, 'stop 1', 'four sets below it']],
  links,
)

const beside = laid(
  'the-pinned-version',
  city({}),
  [],
  [['contact', known(contact(ago[14])), { 1: 'true' }, 'stop 1', 'version 9, not 8 or 10']],
  [
    { ...province, version: 8, rules: [rule(1, 'pass', { value: true })] },
    { ...province, version: 10, rules: [rule(1, 'pass', { value: true })] },
    province,
  ],
)

export const rulesOverlays: VectorFile = {
  path: 'rules/overlays.json',
  prefix: 'overlay',
  schema: 'rules',
  about:
    'Sets that extend another (rules.md 7): its rules apply, with what the overlay adds and tightens. `bases` lie in the same bundle, each with the digest of its payload.',
  shared: { factTypes },
  groups: [...tightened, unchanged, rules, own, narrower, chain, deep, beside],
}
