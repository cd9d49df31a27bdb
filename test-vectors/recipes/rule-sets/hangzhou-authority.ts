/** Rules 9, 10, 16, 17, 22, 23 and 27: what was ordered, and what others decided. */
import { and, compare, field, isIn, none, not, some, value } from '../hand/rule-set.ts'
import {
  begun,
  daysAtMost,
  daysOf,
  elapsedOf,
  hoursAtMost,
  notAhead,
  says,
  tested,
} from './forms.ts'
import type { RuleOfEditions } from './rule.ts'

/** An order that has begun and is not over. */
const ordered = (outcome: string) =>
  some(
    'order',
    and(
      says('outcome', outcome),
      begun('from'),
      compare(elapsedOf('until'), '<', value(0, 'second')),
    ),
  )

const broken = says('completed', false)
const free = says('quarantined', false)
const arrived = daysAtMost('at', 'inboundDays')

/** The rules. */
export const authority: readonly RuleOfEditions[] = [
  {
    no: 9,
    id: 'in-quarantine',
    outcome: 'stop',
    editions: [6, 14],
    reason: ['正在隔离', 'In quarantine'],
    when: () => some('quarantine', and(broken, notAhead('from'), daysAtMost('until', 0))),
  },
  {
    no: 10,
    id: 'quarantine-broken',
    outcome: 'stop',
    editions: [6, 14],
    reason: ['隔离未按规定完成', 'A quarantine that was not completed'],
    when: () =>
      some(
        'quarantine',
        and(broken, compare(daysOf('until'), '>', value(0, 'day')), daysAtMost('until', 14)),
      ),
  },
  {
    no: 16,
    id: 'inbound-unquarantined',
    outcome: 'stop',
    editions: [11, 14],
    reason: [
      '近期自重点国家入境，未隔离',
      'A recent arrival from a listed country, not quarantined',
    ],
    when: () => some('entry', and(isIn(field('from'), 'countries'), free, arrived)),
  },
  {
    no: 17,
    id: 'inbound',
    outcome: 'check',
    editions: [11, 14],
    reason: ['近期入境', 'A recent arrival from abroad'],
    when: () => some('entry', arrived),
    unless: () => [and(none('entry', and(free, arrived)), tested)],
  },
  {
    no: 22,
    id: 'order-stop',
    outcome: 'stop',
    editions: [13, 14],
    reason: ['主管机关依法管控', 'By order of an authority'],
    when: () => ordered('stop'),
  },
  {
    no: 23,
    id: 'order-check',
    outcome: 'check',
    editions: [13, 14],
    reason: ['主管机关要求核查', 'To be looked at by order of an authority'],
    when: () => ordered('check'),
  },
  {
    no: 27,
    id: 'red-elsewhere',
    outcome: 'check',
    editions: [14, 14],
    reason: ['24小时内在外省为红码', 'Red within 24 hours under the rules of another province'],
    when: () =>
      some(
        'assessment',
        and(says('outcome', 'stop'), not(isIn(field('set'), 'ownSets')), hoursAtMost('at', 24)),
      ),
  },
]
