/** The three versions of the demo's rule set: one that is past, one in force, one that takes over some hours later. */
import type { Rule, RuleSet } from 'greengate/rules'
import { instantText } from '../edges/instant.ts'
import { digest, payloadBytes } from './publish.ts'
import { rules } from './rules.ts'

/** The id of the demo's only rule set. */
export const ruleSetId = 'demo-hz'

const hour = 3_600_000
const day = 24 * hour

/** When each version takes effect, counted from the demo's now. */
export function effectiveFrom(now: Date): {
  readonly past: Date
  readonly inForce: Date
  readonly next: Date
} {
  const fullHour = Math.floor(now.getTime() / hour) * hour
  return {
    past: new Date(fullHour - 30 * day),
    inForce: new Date(fullHour - 8 * hour),
    next: new Date(fullHour + 6 * hour),
  }
}

/** The versions, oldest first, each naming the one before by its digest. */
export function ruleSets(now: Date): readonly [RuleSet, RuleSet, RuleSet] {
  const { past, inForce, next } = effectiveFrom(now)
  const first: RuleSet = {
    ...common,
    version: 1,
    effective: window(past),
    change: {
      type: 'first',
      how: 'written by the working group, tried on 41 cases',
      basis: ['Demonstration decree 1/2020', 'article 5'],
      requestedBy: 'Demo City Health Commission',
      reviewedBy: 'Demo City Rule Review Board',
    },
    parameters: parametersOf(168),
    valueSets: { highRisk },
    rules: [
      ...passByTest,
      rules.closeContact,
      rules.positiveTest,
      rules.highRiskStay,
      rules.symptom,
      rules.untested,
    ],
  }
  const second: RuleSet = {
    ...common,
    version: 2,
    effective: window(inForce),
    previous: previous(first),
    change: {
      type: 'amendment',
      how: 'tests count 72 instead of 168 hours; vaccination, medium risk, health reports and orders are read',
      basis: [
        'Demonstration decree 1/2020',
        'article 6',
        'Order 14 of the Demo City Health Commission',
      ],
      requestedBy: 'Demo City Health Commission',
      reviewedBy: 'Demo City Rule Review Board',
    },
    valueSets: { ...common.valueSets, underObservation: ['9904'] },
    parameters: {
      ...parametersOf(72),
      quickTestHours: { value: 24, unit: 'hour' },
      arrivalDays: { value: 21, unit: 'day' },
      observationDays: { value: 14, unit: 'day' },
    },
    rules: [...passByTest, rules.vaccinated, ...allRefusals],
  }
  const third: RuleSet = {
    ...second,
    version: 3,
    effective: window(next),
    previous: previous(second),
    change: {
      type: 'tightening',
      how: 'PCR tests count 48 instead of 72 hours, quick tests 12 instead of 24; published ahead',
      basis: [
        'Demonstration decree 1/2020',
        'article 6',
        'Order 15 of the Demo City Health Commission',
      ],
      requestedBy: 'Demo City Health Commission',
      reviewedBy: 'Demo City Rule Review Board',
    },
    parameters: {
      ...second.parameters,
      ...parametersOf(48),
      quickTestHours: { value: 12, unit: 'hour' },
    },
  }
  return [first, second, third]
}

const passByTest: readonly Rule[] = [rules.clear, rules.youngChild]
const allRefusals: readonly Rule[] = [
  rules.closeContact,
  rules.positiveTest,
  rules.highRiskStay,
  rules.mediumRiskStay,
  rules.symptom,
  rules.inQuarantine,
  rules.unwell,
  rules.untestedAndUnvaccinated,
  rules.arrived,
  rules.orderedStop,
  rules.orderedCheck,
]

// Region codes that GB/T 2260 gives to nobody.
const highRisk = ['9901'] as const

const common = {
  id: ruleSetId,
  engine: 1,
  title: { zh: '演示市健康码通行规则', en: 'Demo City passage rules' },
  // One offset since the last summer time ended on 15 September 1991.
  zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[684_867_600, 28_800]] },
  accepts: {
    assessments: [
      { issuer: 'demo-*', set: ruleSetId, minVersion: { [ruleSetId]: 2 }, maxAge: 'PT24H' },
    ],
  },
  valueSets: { highRisk, mediumRisk: ['9902', '9903'] },
  colours: { pass: 'green', check: 'yellow', stop: 'red' },
  otherwise: 'check',
} as const satisfies Partial<RuleSet>

function parametersOf(testHours: number): RuleSet['parameters'] {
  return {
    quarantineDays: { value: 14, unit: 'day' },
    testHours: { value: testHours, unit: 'hour' },
    childDays: { value: 1096, unit: 'day' },
  }
}

function window(from: Date): RuleSet['effective'] {
  return { from: instantText(from), until: instantText(new Date(from.getTime() + 120 * day)) }
}

function previous(set: RuleSet): NonNullable<RuleSet['previous']> {
  return { version: set.version, sha256: digest(payloadBytes(set)) }
}
