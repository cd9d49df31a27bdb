/** Tests of regions and versions: old codes at new gates, eleven cities that recognise each other, rules of another kind. */
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import type { Claims, Fact } from './credential/claims.ts'
import type { Decision } from './decision.ts'
import { explain } from './explain.ts'
import { formatInstant, parseInstant } from './encoding/instant.ts'
import type { RuleSet } from './rules/rule-set.ts'
import {
  allVersions,
  cities,
  codeOf,
  countryBundle,
  issuerOf,
  onboarded,
  readSet,
} from './testing/regions.ts'
import { verify } from './verify.ts'

const hour = 3600
const start = parseInstant('2020-03-18T19:00:00Z')!
/** When version 14 takes over from 13. */
const turn = parseInstant('2020-03-18T21:30:00Z')!
const [from, until] = ['2020-01-01T00:00:00Z', '2020-12-31T00:00:00Z'] as const
const kinds = (readSet('fact-types.json') as { types: { name: string }[] }).types.map(
  ({ name }) => name,
)

let country: Bundle
beforeAll(async () => {
  const issuers = [...cities, 'cn-44', 'cn-11'].map((id) => issuerOf(id, from, until))
  country = await countryBundle(allVersions, issuers, start)
})

const at = (seconds: number) => formatInstant(seconds)
const decide = (
  text: string,
  ruleSet: string,
  now: number,
  bundle = country,
): Promise<Decision> => {
  const context = { ruleSet, seenBefore: 'no', onSite: { temperature: 36.5 } } as const
  return verify(text, { bundle, now: new Date(now * 1000), context })
}
const told = ({ outcome, reasons }: Decision) => [
  outcome,
  reasons.map((reason) =>
    'rule' in reason
      ? `${reason.code} ${reason.rule.set}/${String(reason.rule.version)}#${String(reason.rule.no)}`
      : reason.code,
  ),
]

const assessed = (
  issuer: string,
  version: number,
  made: number,
  outcome: 'pass' | 'check' | 'stop' = 'pass',
  rule = 1,
): Promise<string> =>
  codeOf({
    issuer,
    class: 'app',
    issuedAt: at(made),
    validUntil: at(made + 20 * hour),
    assessment: { outcome, version, rule, assessedAt: at(made), holdsUntil: at(made + 20 * hour) },
  })

const stated = (issuer: string, made: number, ...more: readonly Fact[]): Promise<string> => {
  const checkin: Fact = {
    ...{ id: 'ch', kind: 'checkin', source: issuer, recordedAt: at(made) },
    fields: { at: at(made - hour), temperature: 36.5, unwell: false },
  }
  const claims: Claims = {
    ...{ issuer, class: 'app', issuedAt: at(made), validUntil: at(made + 7 * 24 * hour) },
    covers: kinds.map((kind) => ({ kind, until: at(made) })),
    facts: [checkin, ...more],
  }
  return codeOf(claims)
}
/** Red in another province: version 14 asks about it, version 13 does not. */
const redElsewhere = (made: number): Fact => ({
  ...{ id: 'as', kind: 'assessment', source: 'cn-42', recordedAt: at(made) },
  fields: { at: at(made - hour), outcome: 'stop', set: 'cn-42' },
})

const made = turn - 2 * hour
test.each<[string, () => Promise<string>, number, unknown]>([
  [
    'an assessment, before',
    () => assessed('cn-3301', 13, made),
    turn - 1,
    ['pass', ['assessed-pass cn-3301/13#1']],
  ],
  [
    'an assessment, at the switch',
    () => assessed('cn-3301', 13, made),
    turn,
    ['pass', ['assessed-pass cn-3301/13#1']],
  ],
  [
    'an assessment, at the end of its age',
    () => assessed('cn-3301', 13, made),
    made + 12 * hour,
    ['pass', ['assessed-pass cn-3301/13#1']],
  ],
  [
    'an assessment, a second too old',
    () => assessed('cn-3301', 13, made),
    made + 12 * hour + 1,
    ['check', ['assessment-superseded']],
  ],
  [
    'an assessment of version 12, which was not in force then',
    () => assessed('cn-3301', 12, made),
    turn - 1,
    ['check', ['assessment-superseded']],
  ],
  [
    'an assessment of version 14 before there was one',
    () => assessed('cn-3301', 14, made),
    turn,
    ['check', ['assessment-superseded']],
  ],
  [
    'facts, before',
    () => stated('cn-3301', made, redElsewhere(made)),
    turn - 1,
    ['pass', ['rule-pass cn-3301/13#1']],
  ],
  [
    'facts, at the switch: judged anew',
    () => stated('cn-3301', made, redElsewhere(made)),
    turn,
    ['check', ['rule-check cn-3301/14#27']],
  ],
  [
    'facts with nothing against them, at the switch',
    () => stated('cn-3301', made),
    turn,
    ['pass', ['rule-pass cn-3301/14#1']],
  ],
])('a code of version 13 at a gate with 13 and 14: %s', async (_name, code, now, expected) => {
  expect(told(await decide(await code(), 'cn-3301', now))).toEqual(expected)
})

test('a decision made before the switch says that it holds until then', async () => {
  const { holdsUntil } = await decide(
    await stated('cn-3301', made, redElsewhere(made)),
    'cn-3301',
    turn - hour,
  )
  expect(holdsUntil).toBe(at(turn))
})

test('an assessment is judged by what is measured here, too', async () => {
  const text = await assessed('cn-3302', 14, turn + hour)
  const context = { ruleSet: 'cn-3305', seenBefore: 'no' } as const
  const outcomes = [36.5, 37.1, 37.4, undefined].map(async (temperature) => {
    const onSite = temperature === undefined ? {} : { temperature }
    const options = {
      bundle: country,
      now: new Date((turn + 2 * hour) * 1000),
      context: { ...context, onSite },
    }
    return (await verify(text, options)).outcome
  })
  // Huzhou takes 37 degrees for a fever; not measured is not known.
  expect(await Promise.all(outcomes)).toEqual(['pass', 'check', 'check', 'check'])
})

test('eleven cities onboarded by one script recognise each other, 11 x 11', async () => {
  const base = allVersions.find(({ id, version }) => id === 'cn-33' && version === 14) as RuleSet
  const { overlays, issuers } = await onboarded(base, cities)
  expect(overlays).toHaveLength(11)
  const bundle = await countryBundle([base, ...overlays], issuers, turn)
  const now = turn + 3 * hour
  const wrong: unknown[] = []
  let tried = 0
  for (const home of cities) {
    const codes: readonly (readonly [string, string, (gate: string) => string])[] = [
      [await assessed(home, 14, turn + hour), 'pass', () => `assessed-pass ${home}/14#1`],
      [
        await assessed(home, 14, turn + hour, 'stop', 5),
        'stop',
        () => `assessed-stop ${home}/14#5`,
      ],
      [await stated(home, turn + hour), 'pass', (gate) => `rule-pass ${gate}/14#1`],
    ]
    for (const gate of cities) {
      for (const [text, outcome, reason] of codes) {
        const is = told(await decide(text, gate, now, bundle))
        if (JSON.stringify(is) !== JSON.stringify([outcome, [reason(gate)]]))
          wrong.push([home, gate, is])
        tried++
      }
    }
  }
  expect(wrong).toEqual([])
  expect(tried).toBe(3 * 121)
})

test('whom the rules do not accept is not recognised, and nobody signs for another region', async () => {
  const now = turn + 3 * hour
  const foreign = await assessed('cn-11', 14, turn + hour)
  expect(told(await decide(foreign, 'cn-3301', now))).toEqual(['check', ['assessment-superseded']])
  const posing: Claims = {
    ...{
      issuer: 'cn-3302',
      class: 'app',
      issuedAt: at(turn + hour),
      validUntil: at(turn + 9 * hour),
    },
    assessment: {
      ...{ outcome: 'pass', ruleSet: 'cn-3301', version: 14, rule: 1 },
      ...{ assessedAt: at(turn + hour), holdsUntil: at(turn + 9 * hour) },
    },
  }
  expect(told(await decide(await codeOf(posing), 'cn-3301', now))).toEqual([
    'check',
    ['assessment-superseded'],
  ])
})

test('another province takes version 14 over unchanged, and every rule says where it comes from', async () => {
  const now = parseInstant('2020-03-20T03:00:00Z')!
  const bundle = await countryBundle(
    allVersions,
    cities.concat('cn-44').map((id) => issuerOf(id, from, until)),
    now,
  )
  const text = await stated('cn-44', now - hour, redElsewhere(now - hour))
  expect(told(await decide(text, 'cn-44', now, bundle))).toEqual([
    'check',
    ['rule-check cn-44/1#27'],
  ])
  const context = { ruleSet: 'cn-44', seenBefore: 'no', onSite: { temperature: 36.5 } } as const
  const { rules } = await explain(text, { bundle, now: new Date(now * 1000), context })
  expect(new Set(rules.map(({ origin }) => JSON.stringify(origin)))).toEqual(
    new Set([JSON.stringify({ id: 'cn-33', version: 14 })]),
  )
})

test.each<[string, (set: RuleSet) => object, string]>([
  ['is malformed', () => ({ rules: 'none' }), 'rule-set-unusable'],
  ['costs too much', (set) => ({ rules: tooCostly(set) }), 'rule-set-unusable'],
  ['is for another engine', () => ({ engine: 2 }), 'engine-too-old'],
  [
    'extends itself',
    (set) => ({ extends: { id: set.id, version: 1, sha256: 'x' } }),
    'rule-set-unusable',
  ],
  [
    'extends without a digest',
    () => ({ extends: { id: 'cn-33', version: 1 } }),
    'rule-set-unusable',
  ],
  [
    'extends what is not there',
    () => ({ extends: { id: 'cn-99', version: 1, sha256: 'x' } }),
    'rule-set-unusable',
  ],
])('a gate that holds a set that %s answers check', async (_name, change, reason) => {
  const set = allVersions.find(({ id, version }) => id === 'cn-3301' && version === 1) as RuleSet
  const bundle = await countryBundle(
    [{ ...set, ...change(set) }],
    [issuerOf('cn-3301', from, until)],
    start,
  )
  const decision = await decide(await stated('cn-3301', start), 'cn-3301', start + hour, bundle)
  expect(told(decision)).toEqual(['check', [reason]])
})

function tooCostly(set: RuleSet): RuleSet['rules'] {
  const deep = { op: 'some', kind: 'test' } as const
  const when = [1, 2, 3].reduce<RuleSet['rules'][number]['when']>(
    (where) => ({ op: 'some', kind: 'test', where }),
    deep,
  )
  return [{ ...set.rules[0]!, when }]
}
