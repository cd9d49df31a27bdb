/** Cases of the typhoon safety code, at ten in the evening of 3 August 2020, five hours before the landfall. */
import { plus } from '../hand/bytes.ts'
import type { Fact } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import { check, pass, stop, unsure, type Expected } from './case.ts'

const now = '2020-08-03T14:00:00Z'
const hour = 3600
const ago = (seconds: number): string => plus(now, -seconds)

const fact = (id: string, kind: string, fields: Fact['fields']): Fact => ({
  id,
  kind,
  source: 'typhoon-3303',
  recordedAt: ago(600),
  fields,
})
const home = (structure = 'concrete', floor = 3, inspectedOn = '2018-05-04'): Fact =>
  fact('d1', 'dwelling', { region: '330302', structure, inspectedOn, floor })
const shelter = (seconds: number, left = false): Fact =>
  fact('s1', 'shelter', { site: 'Middle school 2', enteredAt: ago(seconds), left })
const warning = (signal: string, seconds: number, lifted = false): Fact =>
  fact(`w-${signal}`, 'warning', { region: '3303', signal, issuedAt: ago(seconds), lifted })
const evacuation = (seconds: number, completed: boolean): Fact =>
  fact('e1', 'evacuation', { region: '330382', orderedAt: ago(seconds), completed })
const vessel = (id: string, seconds: number, state: string): Fact =>
  fact(id, 'vessel', { name: 'Zhe 1', at: ago(seconds), state, length: 12.5 })

const kinds = ['dwelling', 'evacuation', 'shelter', 'vessel', 'warning']
const calm = { wind: 9.5, flood: 0 }

type Line = readonly [
  id: string,
  comment: string,
  facts: readonly Fact[],
  expected: Expected,
  more?: {
    readonly open?: readonly string[]
    readonly old?: Readonly<Record<string, number>>
    readonly onSite?: Readonly<Record<string, number>>
  },
]

const lines: readonly Line[] = [
  ['safe-home', 'concrete, third floor, inspected', [home()], pass(2)],
  ['first-floor', 'water comes in', [home('concrete', 1)], check(3)],
  ['timber', 'no house for a storm', [home('timber')], check(3)],
  ['inspected-1826-days-ago', 'the last day', [home('concrete', 3, '2015-08-04')], pass(2)],
  ['inspected-1827-days-ago', 'a day longer', [home('concrete', 3, '2015-08-03')], check(3)],
  ['in-a-shelter', 'since two hours', [shelter(2 * hour)], pass(1)],
  ['shelter-72-hours', 'to the second', [shelter(72 * hour)], pass(1)],
  ['shelter-longer', 'a second longer', [shelter(72 * hour + 1)], check(3)],
  ['shelter-left', 'gone again', [shelter(2 * hour, true)], check(3)],
  ['red-warning', 'at home under red', [home(), warning('red', hour)], stop(4)],
  [
    'red-warning-in-a-shelter',
    'those in a shelter may move in it',
    [shelter(hour), warning('red', hour)],
    pass(1),
  ],
  ['red-warning-lifted', 'lifted', [home(), warning('red', hour, true)], pass(2)],
  ['orange-warning', 'a look', [home(), warning('orange', 24 * hour)], check(5)],
  [
    'orange-warning-yesterday',
    'a second longer than it counts',
    [home(), warning('orange', 24 * hour + 1)],
    pass(2),
  ],
  ['to-be-evacuated', 'ordered and not gone', [home(), evacuation(0, false)], stop(6)],
  ['evacuated', 'ordered and gone', [shelter(hour), evacuation(3 * hour, true)], pass(1)],
  [
    'vessel-at-sea',
    'no report of its return',
    [home(), vessel('v1', 9 * hour, 'in-harbour'), vessel('v2', 2 * hour, 'at-sea')],
    stop(7),
  ],
  [
    'vessel-returned',
    'it was at sea',
    [home(), vessel('v1', 9 * hour, 'at-sea'), vessel('v2', 2 * hour, 'in-harbour')],
    pass(2),
  ],
  ['gale', '17.2 m/s at the gate', [home()], check(8), { onSite: { wind: 17.2, flood: 0 } }],
  ['flood', '30 cm at the gate', [home()], check(8), { onSite: { wind: 3, flood: 30 } }],
  ['wind-not-measured', 'nobody can say', [home()], unsure(), { onSite: { flood: 0 } }],
  [
    'flooded-and-wind-not-measured',
    'enough is known',
    [home()],
    check(8),
    { onSite: { flood: 45 } },
  ],
  [
    'warnings-open',
    'whether there is a warning is not stated',
    [home()],
    unsure(),
    { open: ['warning'] },
  ],
  [
    'warnings-stated-too-long-ago',
    'a second older than half an hour',
    [home()],
    unsure(),
    { old: { warning: 1801 } },
  ],
  [
    'evacuations-stated-too-long-ago',
    'a second older than an hour',
    [home()],
    unsure(),
    { old: { evacuation: hour + 1 } },
  ],
  [
    'vessels-stated-too-long-ago',
    'a second older than six hours',
    [home()],
    unsure(),
    { old: { vessel: 6 * hour + 1 } },
  ],
  ['shelter-ahead', 'entered in a minute', [shelter(-60)], check(3)],
  [
    'inspected-the-day-after-tomorrow',
    'a date that has not come',
    [home('concrete', 3, '2020-08-05')],
    check(3),
  ],
  ['evacuation-ahead', 'an order of the next minute', [home(), evacuation(-60, false)], pass(2)],
]

/** The cases as the file has them. */
export const typhoonCases: readonly Json[] = lines.map(
  ([name, comment, facts, expected, { open = [], old = {}, onSite = calm } = {}]) => ({
    id: `typhoon-${name}`,
    comment,
    now,
    person: {
      id: name,
      region: '3303',
      facts: facts.map((one) => ({ ...one, fields: { ...one.fields } })),
      covers: kinds
        .filter((kind) => !open.includes(kind))
        .map((kind) => ({ kind, until: ago(old[kind] ?? 600) })),
      onSite,
    },
    ...expected,
  }),
)
