/** Rules 3 to 7, 11 and 12: where people were and whom they met. */
import { and, compare, field, isIn, latest, not, some, type Expression } from '../hand/rule-set.ts'
import { daysAtMost, isOver, notAhead, says, tested } from './forms.ts'
import type { RuleOfEditions } from './rule.ts'

const inAreas = isIn(field('region'), 'highIncidence')
const away = not(isIn(field('region'), 'home'))
const close = says('closeness', 'close')
const secondary = says('closeness', 'secondary')

/** A completed quarantine; version 6 did not ask whether it came after the exposure, 7 corrects that. */
const released = (
  edition: number,
  kind: string,
  by: string,
  such: Expression,
): readonly Expression[] => {
  if (edition < 6) return []
  const completed = and(says('completed', true), notAhead('until'))
  const ended = some(
    'quarantine',
    and(says('completed', true), notAhead('until'), daysAtMost('until', 'releasedDays')),
  )
  if (edition === 6) return [ended]
  const last = latest('quarantine', 'until', 'until', completed)
  return [and(ended, compare(last, '>=', latest(kind, by, by, such)))]
}

const since5 = (edition: number, exempt: Expression): readonly Expression[] =>
  edition < 5 ? [] : [exempt]

/** The rules. */
export const exposure: readonly RuleOfEditions[] = [
  {
    no: 3,
    id: 'high-incidence-stay',
    outcome: 'stop',
    editions: [1, 14],
    reason: ['近期到过疫情高发地区', 'A recent stay in a high-incidence area'],
    when: () => some('stay', and(inAreas, daysAtMost('until', 'areaDays'))),
    unless: (edition) => [
      ...since5(edition, isOver('red', 'stay', 'until', inAreas)),
      ...released(edition, 'stay', 'until', inAreas),
    ],
  },
  {
    no: 4,
    id: 'outside-stay',
    outcome: 'check',
    editions: [1, 7],
    reason: ['近期有外地旅居史', 'A recent stay away from home'],
    when: () => some('stay', and(away, daysAtMost('until', 'outsideDays'))),
    unless: (edition) => since5(edition, isOver('yellow', 'stay', 'until', away)),
  },
  {
    no: 5,
    id: 'close-contact',
    outcome: 'stop',
    editions: [2, 14],
    reason: ['密切接触者，隔离观察未满', 'Close contact of a case, and the 14 days are not over'],
    when: () => some('contact', and(close, daysAtMost('at', 'contactDays'))),
    unless: (edition) => [
      ...since5(edition, isOver('red', 'contact', 'at', close)),
      ...released(edition, 'contact', 'at', close),
    ],
  },
  {
    no: 6,
    id: 'secondary-contact',
    outcome: 'check',
    editions: [2, 14],
    reason: ['次密切接触者，观察未满', 'Contact of a contact, and the 7 days are not over'],
    when: () => some('contact', and(secondary, daysAtMost('at', 'secondaryDays'))),
    unless: (edition) => since5(edition, isOver('yellow', 'contact', 'at', secondary)),
  },
  {
    no: 7,
    id: 'symptom',
    outcome: 'check',
    editions: [4, 14],
    reason: ['近期有发热等症状', 'A recent symptom'],
    when: () => some('symptom', daysAtMost('at', 'symptomDays')),
    unless: (edition) => since5(edition, isOver('yellow', 'symptom', 'at')),
  },
  {
    no: 11,
    id: 'high-risk-county',
    outcome: 'stop',
    editions: [8, 14],
    reason: ['近期到过高风险县（市、区）', 'A recent stay in a county of high risk'],
    when: () =>
      some('stay', and(isIn(field('region'), 'highRisk'), daysAtMost('until', 'countyDays'))),
  },
  {
    no: 12,
    id: 'medium-risk-county',
    outcome: 'check',
    editions: [8, 14],
    reason: ['近期到过中风险县（市、区）', 'A recent stay in a county of medium risk'],
    when: () =>
      some('stay', and(isIn(field('region'), 'mediumRisk'), daysAtMost('until', 'countyDays'))),
    unless: (edition) => (edition < 9 ? [] : [tested]),
  },
]
