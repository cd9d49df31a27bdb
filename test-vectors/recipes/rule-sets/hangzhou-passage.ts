/** Rules 1, 2, 15, 24 and 26: who passes, and who has declared nothing. */
import { none, some } from '../hand/rule-set.ts'
import { child, declaration, tested, vaccinated } from './forms.ts'
import type { RuleOfEditions } from './rule.ts'

/** The rules. */
export const passage: readonly RuleOfEditions[] = [
  {
    no: 1,
    id: 'declared',
    outcome: 'pass',
    editions: [1, 14],
    reason: ['已申报健康状况，未见异常', 'Health declared, and nothing stands against passage'],
    when: () => some('checkin', declaration),
  },
  {
    no: 2,
    id: 'not-declared',
    outcome: 'check',
    editions: [1, 14],
    reason: ['未按期申报健康状况', 'No health declaration in time'],
    when: () => none('checkin', declaration),
    unless: (edition) => [
      ...(edition >= 9 ? [tested] : []),
      ...(edition >= 13 ? [child] : []),
      ...(edition >= 14 ? [vaccinated] : []),
    ],
  },
  {
    no: 15,
    id: 'tested',
    outcome: 'pass',
    editions: [9, 14],
    reason: ['核酸检测阴性且在有效期内', 'A recent PCR test was negative'],
    when: () => tested,
  },
  {
    no: 24,
    id: 'child',
    outcome: 'pass',
    editions: [13, 14],
    reason: ['低龄儿童免申报', 'Young children need no declaration'],
    without: 'checkin',
    when: () => child,
  },
  {
    no: 26,
    id: 'vaccinated',
    outcome: 'pass',
    editions: [14, 14],
    reason: ['已完成全程接种', 'Fully vaccinated'],
    when: () => vaccinated,
  },
]
