/** The rules of the demo's set, each written once; a version says which of them it has and with which numbers. */
import type { Expression, Requirement, Rule } from 'greengate/rules'

type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!='

const field = (name: string): Expression => ({ field: name })
const parameter = (name: string): Expression => ({ parameter: name })
const value = (of: string | number | boolean, unit?: string): Expression =>
  unit === undefined ? { value: of } : { value: of, unit }
const is = (left: Expression, op: Comparison, right: Expression): Expression => ({
  op,
  left,
  right,
})
const all = (...of: readonly Expression[]): Expression => ({ op: 'and', of })
const days = (name: string): Expression => ({ op: 'days', of: field(name) })
const elapsed = (name: string): Expression => ({ op: 'elapsed', of: field(name) })
const inSet = (name: string, set: string): Expression => ({ op: 'in', left: field(name), set })
const some = (kind: string, ...where: readonly Expression[]): Expression => ({
  op: 'some',
  kind,
  where: where.length === 1 && where[0] !== undefined ? where[0] : all(...where),
})

/** Passage needs these kinds to be stated in full, not older than a day. */
const stated: readonly Requirement[] = [
  'contact',
  'stay',
  'symptom',
  'quarantine',
  'checkin',
  'test',
].map((kind) => ({ kind, maxAge: 'P1D' }))

/** What is dated in the future grants nobody passage. */
const hoursAgo = (name: string, most: Expression): readonly Expression[] => [
  is(elapsed(name), '>=', value(0, 'hour')),
  is(elapsed(name), '<=', most),
]
const clearByTest = some(
  'test',
  is(field('method'), '==', value('pcr')),
  is(field('result'), '==', value('negative')),
  ...hoursAgo('sampledAt', parameter('testHours')),
)
const isYoungChild = some(
  'person',
  is(days('birthDate'), '>=', value(0, 'day')),
  is(days('birthDate'), '<', parameter('childDays')),
)
const isVaccinated = all(
  some(
    'vaccination',
    is(field('dose'), '>=', field('of')),
    is(days('at'), '>=', value(14, 'day')),
    is(days('at'), '<=', value(365, 'day')),
  ),
  some(
    'test',
    is(field('result'), '==', value('negative')),
    ...hoursAgo('sampledAt', parameter('quickTestHours')),
  ),
)
const not = (of: Expression): Expression => ({ op: 'not', of })

/** An order says itself from when and until when it holds. */
const isUnderWay: readonly Expression[] = [
  is(elapsed('from'), '>=', value(0, 'hour')),
  is(elapsed('until'), '<', value(0, 'hour')),
]
const recently = is(days('at'), '<=', parameter('quarantineDays'))
const closeContact = all(is(field('closeness'), '==', value('close')), recently)
const released = is(field('completed'), '==', value(true))

/** Every rule that the demo's set ever had. `no` is for ever: no later version gives it to another rule. */
export const rules = {
  clear: {
    no: 1,
    id: 'clear',
    outcome: 'pass',
    requires: stated,
    when: clearByTest,
    reason: { zh: '核酸检测阴性且在有效期内', en: 'A recent PCR test was negative' },
  },
  youngChild: {
    no: 2,
    id: 'young-child',
    outcome: 'pass',
    requires: stated.filter(({ kind }) => kind !== 'test'),
    when: isYoungChild,
    reason: { zh: '三岁以下儿童免检测', en: 'Children under three need no test' },
  },
  vaccinated: {
    no: 3,
    id: 'vaccinated',
    outcome: 'pass',
    requires: stated,
    when: isVaccinated,
    reason: {
      zh: '已完成接种且快速检测阴性',
      en: 'Fully vaccinated, and a test of the last hours was negative',
    },
  },
  closeContact: {
    no: 7,
    id: 'close-contact',
    outcome: 'stop',
    when: some('contact', closeContact),
    unless: all(
      some('quarantine', released),
      is({ op: 'latest', kind: 'quarantine', by: 'until', field: 'until', where: released }, '>=', {
        op: 'latest',
        kind: 'contact',
        by: 'at',
        field: 'at',
        where: closeContact,
      }),
    ),
    reason: {
      zh: '密切接触者，隔离未满',
      en: 'Close contact of a case, without a completed quarantine since',
    },
  },
  positiveTest: {
    no: 8,
    id: 'positive-test',
    outcome: 'stop',
    when: some(
      'test',
      is(field('result'), '==', value('positive')),
      is(days('sampledAt'), '<=', parameter('quarantineDays')),
    ),
    reason: { zh: '近期检测阳性', en: 'A recent test was positive' },
  },
  highRiskStay: {
    no: 9,
    id: 'high-risk-stay',
    outcome: 'stop',
    when: some(
      'stay',
      inSet('region', 'highRisk'),
      is(days('until'), '<=', parameter('quarantineDays')),
    ),
    reason: { zh: '近期到过高风险地区', en: 'A recent stay in a region of high risk' },
  },
  mediumRiskStay: {
    no: 10,
    id: 'medium-risk-stay',
    outcome: 'check',
    when: some(
      'stay',
      inSet('region', 'mediumRisk'),
      is(days('until'), '<=', parameter('quarantineDays')),
    ),
    reason: { zh: '近期到过中风险地区', en: 'A recent stay in a region of medium risk' },
  },
  symptom: {
    no: 11,
    id: 'symptom',
    outcome: 'check',
    when: some('symptom', is(days('at'), '<=', value(7, 'day'))),
    reason: { zh: '近期有症状', en: 'A recent symptom' },
  },
  inQuarantine: {
    no: 12,
    id: 'in-quarantine',
    outcome: 'stop',
    when: some(
      'quarantine',
      is(days('from'), '>=', value(0, 'day')),
      is(days('until'), '<=', value(0, 'day')),
      is(field('completed'), '==', value(false)),
    ),
    reason: { zh: '正在隔离', en: 'In quarantine now' },
  },
  unwell: {
    no: 13,
    id: 'unwell-today',
    outcome: 'check',
    when: some(
      'checkin',
      is(field('unwell'), '==', value(true)),
      is(elapsed('at'), '<=', value(48, 'hour')),
    ),
    reason: { zh: '打卡时报告不适', en: 'Unwell by the latest health report' },
  },
  untested: {
    no: 14,
    id: 'no-valid-test',
    outcome: 'check',
    when: all(not(clearByTest), not(isYoungChild)),
    reason: { zh: '没有有效的阴性检测', en: 'No negative test that still counts' },
  },
  // The same rule, since vaccination is read too: who is known to be neither is told by number what is missing.
  untestedAndUnvaccinated: {
    no: 14,
    id: 'no-valid-test',
    outcome: 'check',
    when: all(not(clearByTest), not(isYoungChild), not(isVaccinated)),
    reason: { zh: '没有有效的阴性检测', en: 'No negative test that still counts' },
  },
  arrived: {
    no: 15,
    id: 'arrived-from-outside',
    outcome: 'stop',
    when: some(
      'stay',
      inSet('region', 'underObservation'),
      is(days('until'), '<=', parameter('arrivalDays')),
    ),
    // As many different days as there are up to today: none was left out.
    unless: is(
      {
        op: 'countDays',
        kind: 'checkin',
        by: 'at',
        where: all(
          is(field('unwell'), '==', value(false)),
          is(days('at'), '>=', value(0, 'day')),
          is(days('at'), '<', parameter('observationDays')),
        ),
      },
      '>=',
      value(14),
    ),
    reason: {
      zh: '来自健康观察地区，未连续健康打卡满14天',
      en: 'Came from a region under observation, without 14 days of health reports in a row',
    },
  },
  orderedStop: {
    no: 16,
    id: 'ordered-to-stop',
    outcome: 'stop',
    when: some('order', is(field('outcome'), '==', value('stop')), ...isUnderWay),
    reason: { zh: '主管机关指令：不得通行', en: 'An authority has ordered that the person stops' },
  },
  orderedCheck: {
    no: 17,
    id: 'ordered-to-check',
    outcome: 'check',
    when: some('order', is(field('outcome'), '==', value('check')), ...isUnderWay),
    reason: {
      zh: '主管机关指令：需核查',
      en: 'An authority has ordered that staff check the person',
    },
  },
} as const satisfies Record<string, Rule>
