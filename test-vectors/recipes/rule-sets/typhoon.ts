/** rule-sets/typhoon/: a safety code with facts of its own, for a library that has never heard of them. */
import {
  and,
  compare,
  field,
  latest,
  none,
  onSite,
  or,
  parameter,
  some,
  value,
} from '../hand/rule-set.ts'
import type { Json } from '../hand/jcs.ts'
import { typhoonCases } from './cases-typhoon.ts'
import { digestOf } from './digest.ts'
import { kind } from './fact-types.ts'
import { begun, daysAtMost, hoursAtMost, notAhead, says } from './forms.ts'
import type { Published } from './hangzhou.ts'
import { zone } from './hangzhou-terms.ts'

const instant = { type: 'instant' }
const truth = { type: 'boolean' }
const region = { type: 'region' }
const text = { type: 'text' }

/** The document `facts` of the safety code. */
export const typhoonFactTypes: Json = {
  version: 1,
  expires: '2020-12-31T16:00:00Z',
  types: [
    kind('dwelling', '住所', 'dwelling', {
      region,
      structure: { type: 'enumeration', values: ['concrete', 'brick', 'timber'] },
      inspectedOn: { type: 'date' },
      floor: { type: 'integer' },
    }),
    kind('evacuation', '转移指令', 'order to evacuate', {
      region,
      orderedAt: instant,
      completed: truth,
    }),
    kind('shelter', '避灾安置', 'place in a shelter', {
      site: text,
      enteredAt: instant,
      left: truth,
    }),
    kind('vessel', '船舶动态', 'report of a vessel', {
      name: text,
      at: instant,
      state: { type: 'enumeration', values: ['in-harbour', 'at-sea'] },
      length: { type: 'decimal', unit: 'm' },
    }),
    kind('warning', '台风预警', 'typhoon warning', {
      region,
      signal: { type: 'enumeration', values: ['blue', 'yellow', 'orange', 'red'] },
      issuedAt: instant,
      lifted: truth,
    }),
  ],
  onSite: { wind: { type: 'decimal', unit: 'm/s' }, flood: { type: 'integer', unit: 'cm' } },
}

const inShelter = some(
  'shelter',
  and(says('left', false), begun('enteredAt'), hoursAtMost('enteredAt', 'shelterHours')),
)
const safeHome = and(
  says('structure', 'concrete'),
  compare(field('floor'), '>=', value(2)),
  notAhead('inspectedOn'),
  daysAtMost('inspectedOn', 'inspectionDays'),
)
const warned = (signal: string) =>
  some(
    'warning',
    and(says('signal', signal), says('lifted', false), hoursAtMost('issuedAt', 'warningHours')),
  )

const requires: Json = [
  { kind: 'evacuation', maxAge: 'PT1H' },
  { kind: 'vessel', maxAge: 'PT6H' },
  { kind: 'warning', maxAge: 'PT30M' },
]

const reason = (zh: string, en: string): Json => ({ zh, en })

const rules: Json = [
  {
    no: 1,
    id: 'sheltered',
    outcome: 'pass',
    requires,
    when: inShelter,
    reason: reason('已在避灾安置场所登记', 'Registered in a shelter'),
  },
  {
    no: 2,
    id: 'safe-home',
    outcome: 'pass',
    requires,
    when: some('dwelling', safeHome),
    reason: reason('住所安全', 'A safe home to go to'),
  },
  {
    no: 3,
    id: 'no-safe-place',
    outcome: 'check',
    when: none('dwelling', safeHome),
    unless: inShelter,
    reason: reason('无已知的安全处所', 'No safe place is known'),
  },
  {
    no: 4,
    id: 'red-warning',
    outcome: 'stop',
    when: warned('red'),
    unless: inShelter,
    reason: reason('台风红色预警，停止外出', 'Red warning: nobody leaves'),
  },
  {
    no: 5,
    id: 'orange-warning',
    outcome: 'check',
    when: warned('orange'),
    reason: reason('台风橙色预警', 'Orange warning'),
  },
  {
    no: 6,
    id: 'to-be-evacuated',
    outcome: 'stop',
    when: some('evacuation', and(says('completed', false), begun('orderedAt'))),
    reason: reason('须转移，尚未完成', 'Ordered to evacuate, and not done yet'),
  },
  {
    no: 7,
    id: 'vessel-at-sea',
    outcome: 'stop',
    when: and(
      some('vessel', says('state', 'at-sea')),
      compare(latest('vessel', 'at', 'state'), '==', value('at-sea')),
    ),
    reason: reason('船舶未回港', 'The vessel has not returned'),
  },
  {
    no: 8,
    id: 'storm-at-gate',
    outcome: 'check',
    when: or(
      compare(onSite('wind'), '>=', parameter('gale')),
      compare(onSite('flood'), '>=', parameter('flood')),
    ),
    reason: reason('现场大风或积水', 'Gale or flood at the gate'),
  },
]

const id = 'typhoon-3303'
const cases = {
  $schema: '../../schema/rule-set-cases.schema.json',
  about: 'What the safety code says of people while typhoon Hagupit comes nearer.',
  ruleSet: { id, version: 1 },
  cases: typhoonCases,
}

/** The rule set. */
export const typhoon: Published = {
  id,
  version: 1,
  folder: 'typhoon',
  cases,
  set: {
    id,
    version: 1,
    engine: 1,
    title: {
      zh: '温州市防台风安全码规则（示意）',
      en: 'Typhoon safety code of Wenzhou (illustrative)',
    },
    effective: { from: '2020-08-02T02:00:00Z', until: '2020-08-05T16:00:00Z' },
    change: {
      type: 'first',
      how: 'Written for one typhoon, and over with it.',
      basis: ['Typhoon response plan 2020, illustrative', 'article 9'],
      requestedBy: 'Wenzhou flood and drought headquarters (illustrative)',
      reviewedBy: 'Rule review board (illustrative)',
    },
    zone,
    accepts: { assessments: [{ issuer: id, set: id, maxAge: 'PT1H' }] },
    parameters: {
      shelterHours: { value: 72, unit: 'hour' },
      inspectionDays: { value: 1826, unit: 'day' },
      warningHours: { value: 24, unit: 'hour' },
      gale: { value: 17.2, unit: 'm/s', overridable: 'tighten' },
      flood: { value: 30, unit: 'cm', overridable: 'tighten' },
    },
    valueSets: {},
    colours: { pass: 'green', check: 'amber', stop: 'red' },
    rules,
    otherwise: 'check',
    cases: { count: typhoonCases.length, sha256: digestOf(cases) },
  },
}
