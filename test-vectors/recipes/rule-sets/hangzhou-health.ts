/** Rules 8, 13, 14, 18 to 21 and 25: how people are. */
import {
  and,
  compare,
  count,
  field,
  latest,
  not,
  onSite,
  or,
  parameter,
  some,
  value,
} from '../hand/rule-set.ts'
import { daysAtMost, hoursAtMost, notAhead, says } from './forms.ts'
import type { RuleOfEditions } from './rule.ts'

const fever = parameter('feverCelsius')

/** The rules. */
export const health: readonly RuleOfEditions[] = [
  {
    no: 8,
    id: 'unwell',
    outcome: 'check',
    editions: [5, 14],
    reason: ['打卡时报告不适或发热', 'A health report of feeling unwell, or of a fever'],
    when: () =>
      some(
        'checkin',
        and(
          or(says('unwell', true), compare(field('temperature'), '>=', fever)),
          hoursAtMost('at', 48),
        ),
      ),
  },
  {
    no: 13,
    id: 'positive-test',
    outcome: 'stop',
    editions: [9, 14],
    reason: ['近期检测阳性', 'A recent test was positive'],
    when: (edition) =>
      some(
        'test',
        and(
          says('result', 'positive'),
          // Version 9 took antibodies, which stay for months, for an infection; 10 corrects that.
          ...(edition >= 10 ? [not(says('method', 'antibody'))] : []),
          daysAtMost('sampledAt', 'positiveDays'),
        ),
      ),
  },
  {
    no: 14,
    id: 'inconclusive-test',
    outcome: 'check',
    editions: [9, 14],
    reason: ['最近一次检测结果未明', 'The last test has no clear result yet'],
    when: () =>
      and(
        some('test', and(says('result', 'inconclusive'), daysAtMost('sampledAt', 3))),
        compare(latest('test', 'sampledAt', 'result'), '==', value('inconclusive')),
      ),
  },
  {
    no: 18,
    id: 'fever-clinic',
    outcome: 'check',
    editions: [11, 14],
    reason: ['近期就诊发热门诊，尚未排除', 'A recent visit to a fever clinic, not cleared'],
    when: () => some('clinic', and(says('cleared', false), daysAtMost('at', 14))),
  },
  {
    no: 19,
    id: 'household-red',
    outcome: 'check',
    editions: [12, 14],
    reason: ['共同居住家庭成员为红码', 'The code of a family member is red'],
    when: () => some('household', and(says('colour', 'red'), hoursAtMost('at', 24))),
  },
  {
    no: 20,
    id: 'fever-at-gate',
    outcome: 'check',
    editions: [12, 14],
    reason: ['现场测温异常', 'A fever measured at the gate'],
    when: () => compare(onSite('temperature'), '>=', fever),
  },
  {
    no: 21,
    id: 'fever-on-record',
    outcome: 'check',
    editions: [12, 14],
    reason: ['24小时内测温异常', 'A fever measured within 24 hours'],
    when: () =>
      some('temperature', and(compare(field('celsius'), '>=', fever), hoursAtMost('at', 24))),
  },
  {
    no: 25,
    id: 'recovering',
    outcome: 'check',
    editions: [13, 14],
    reason: ['康复观察期', 'Recovered within 14 days'],
    when: () => some('recovery', daysAtMost('at', 14)),
    unless: () => [
      compare(
        count(
          'test',
          and(
            says('method', 'pcr'),
            says('result', 'negative'),
            notAhead('sampledAt'),
            daysAtMost('sampledAt', 14),
          ),
        ),
        '>=',
        value(2),
      ),
    ],
  },
]
