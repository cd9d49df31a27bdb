/** What each of the eleven cities has of its own: stricter parameters, own rules, narrower recognition. */
import type { Json } from '../hand/jcs.ts'
import { and, field, isIn, none, some, type Expression } from '../hand/rule-set.ts'
import { child, daysAtMost, hoursAtMost, notAhead, says } from './forms.ts'
import { acceptsOf, parametersOf } from './hangzhou-terms.ts'
import { rulesOf, type RuleOfEditions } from './rule.ts'

type City = readonly [id: string, rule: RuleOfEditions, places?: readonly string[]]

const stayedIn = (set: string, days: number): Expression =>
  some('stay', and(isIn(field('region'), set), daysAtMost('until', days)))

const wenzhouStay: RuleOfEditions = {
  no: 101,
  id: 'wenzhou-stay',
  outcome: 'check',
  editions: [3, 7],
  reason: ['近期到过温州市', 'A recent stay in Wenzhou'],
  when: () => stayedIn('cityPlaces', 14),
}

const cityRules: readonly City[] = [
  ...['cn-3301', 'cn-3302', 'cn-3310', 'cn-3311'].map((id): City => [id, wenzhouStay, ['3303']]),
  [
    'cn-3301',
    {
      no: 102,
      id: 'household-yellow',
      outcome: 'check',
      editions: [12, 14],
      reason: ['共同居住家庭成员为黄码', 'The code of a family member is yellow'],
      when: () => some('household', and(says('colour', 'yellow'), hoursAtMost('at', 24))),
    },
  ],
  [
    'cn-3307',
    {
      no: 103,
      id: 'late-inbound',
      outcome: 'check',
      editions: [11, 14],
      reason: ['28天内入境', 'Arrived from abroad within 28 days'],
      when: () => some('entry', daysAtMost('at', 28)),
    },
  ],
  [
    'cn-3308',
    {
      no: 104,
      id: 'jiangxi-stay',
      outcome: 'check',
      editions: [4, 7],
      reason: ['近期到过江西省', 'A recent stay in Jiangxi'],
      when: () => stayedIn('cityPlaces', 10),
    },
    ['36'],
  ],
  [
    'cn-3309',
    {
      no: 105,
      id: 'island-closed',
      outcome: 'stop',
      editions: [8, 14],
      reason: [
        '近期到过宁波市或台州市，海岛管控',
        'A recent stay in Ningbo or Taizhou: the islands are closed',
      ],
      when: () => stayedIn('cityPlaces', 7),
    },
    ['3302', '3310'],
  ],
  [
    'cn-3303',
    {
      no: 106,
      id: 'untested',
      outcome: 'check',
      editions: [9, 14],
      reason: ['14天内未做检测', 'Not tested within 14 days'],
      when: () => none('test', and(notAhead('sampledAt'), daysAtMost('sampledAt', 14))),
      unless: (edition) => (edition >= 13 ? [child] : []),
    },
  ],
]

/** Stricter values, by city: since which version, the parameter and its value. */
const tightened: readonly (readonly [id: string, since: number, name: string, value: number])[] = [
  ['cn-3302', 3, 'outsideDays', 10],
  ['cn-3302', 5, 'outsideDays', 17],
  ['cn-3303', 3, 'contactDays', 21],
  ['cn-3303', 5, 'contactDays', 42],
  ['cn-3304', 9, 'testHours', 48],
  ['cn-3304', 14, 'testHours', 24],
  ['cn-3305', 5, 'feverCelsius', 37],
  ['cn-3310', 3, 'declareDays', 7],
  ['cn-3310', 5, 'declareDays', 0],
  ['cn-3311', 4, 'symptomDays', 10],
  ['cn-3311', 5, 'symptomDays', 21],
  ['cn-3311', 13, 'childYears', 3],
]

const parametersOfCity = (edition: number, city: string): Readonly<Record<string, Json>> => {
  const base = parametersOf(edition)
  const own = tightened.filter(
    ([id, since, name]) => id === city && since <= edition && name in base,
  )
  return Object.fromEntries(
    own.map(([, , name, value]) => [
      name,
      { value, unit: (base[name] as { readonly unit: string }).unit },
    ]),
  )
}

const filled = (members: Readonly<Record<string, Json>>): Json | undefined =>
  Object.keys(members).length === 0 ? undefined : members

/** What a city's overlay states beside its base; a member that it leaves out is the base's. */
export const ownOf = (
  edition: number,
  city: string,
): Readonly<Record<string, Json | undefined>> => {
  const here = cityRules.filter(
    ([
      id,
      {
        editions: [first, last],
      },
    ]) => id === city && first <= edition && edition <= last,
  )
  const rules = rulesOf(
    here.map(([, rule]) => rule),
    edition,
  )
  const places = here.flatMap(([, , of = []]) => of)
  return {
    accepts: city === 'cn-3309' ? acceptsOf(edition, 'PT6H') : undefined,
    parameters: filled(parametersOfCity(edition, city)),
    valueSets: places.length > 0 ? { cityPlaces: places } : undefined,
    rules: rules.length > 0 ? rules : undefined,
  }
}

/** Whether a city has anything of its own in a version. */
export const hasOwn = (edition: number, city: string): boolean =>
  Object.values(ownOf(edition, city)).some((member) => member !== undefined)
