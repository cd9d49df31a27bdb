/** Every sentence of the checker is there in Chinese, and names what it is about as the document does. */
import { expect, test } from 'vitest'
import { faultsOf } from '../../testing/rule-set-faults.ts'
import { standardFacts } from '../../testing/standard-facts.ts'
import { bases, setOf, validSets } from '../../testing/valid-rule-sets.ts'
import type { Expression, RuleSet } from '../rule-set.ts'
import { checkRuleSet } from './check-rule-set.ts'
import type { Finding } from './finding.ts'
import { inChinese } from './in-chinese.ts'

const lit = (value: number | boolean, unit?: string): Expression =>
  unit === undefined ? { value } : { value, unit }
const good = validSets.find((set): set is RuleSet => 'zone' in (set as object))!
const overlay = validSets.at(-1) as RuleSet
const base = (overlay as unknown as { readonly extends: Readonly<Record<string, unknown>> }).extends
const first = good.rules[0]!
const withRules = (...rules: readonly object[]) => ({ ...good, rules: [...good.rules, ...rules] })
const stop = good.rules.find(({ outcome }) => outcome === 'stop')!
const counting: Expression = { op: 'count', kind: 'test', where: { op: 'some', kind: 'test' } }
const deep: unknown = Array.from({ length: 70 }).reduce(
  (inner) => ({ op: 'not', of: inner }),
  lit(true),
)
const dear = (levels: number): Expression =>
  levels === 0
    ? lit(true)
    : { op: 'some', kind: 'test', where: { op: 'and', of: [dear(levels - 1), dear(levels - 1)] } }

/** Faults beside those of form, name, type and unit, which are put in everywhere. */
const others: readonly unknown[] = [
  [],
  { ...good, engine: 2 },
  { ...good, change: { ...good.change, basis: [] } },
  { ...good, accepts: { assessments: [] } },
  { ...good, effective: { from: good.effective.until, until: good.effective.from } },
  { ...good, zone: { ...good.zone, offsets: [] } },
  {
    ...good,
    zone: {
      ...good.zone,
      offsets: [
        [5, 0],
        [5, 60],
      ],
    },
  },
  { ...good, zone: { ...good.zone, offsets: [[5, 90_000]] } },
  { ...good, rules: [] },
  { ...good, rules: [{ when: deep }] },
  withRules({ ...first, when: lit(true) }),
  withRules({ ...stop, no: 70, id: 'a', requires: [] }),
  withRules({ ...stop, no: 70, id: 'a', when: dear(4) }),
  withRules({ ...stop, no: 70, id: 'a', when: lit(false) }),
  withRules({
    ...stop,
    no: 70,
    id: 'a',
    when: { op: '<', left: counting, right: { ...counting } },
  }),
  withRules({ ...stop, no: 70, id: 'a', outcome: 'check' }),
  { ...good, parameters: { ...good.parameters, spare: { value: 1 } } },
  { ...good, parameters: {}, rules: [{ ...good.rules.at(-1)!, when: lit(true) }] },
  { ...good, waivers: [{ finding: 'shadowed', no: 1, reason: 'r' }] },
  { ...good, waivers: [{ finding: 'shadowd', no: 1, reason: 'r' }] },
  { ...good, rules: good.rules.filter(({ id }) => id !== 'rest') },
  { ...good, rules: [{ ...first, when: lit(true) }] },
  {
    ...good,
    rules: [
      {
        ...first,
        when: {
          op: 'some',
          kind: 'test',
          where: {
            op: '<=',
            left: { op: 'days', of: { field: 'sampledAt' } },
            right: lit(3, 'day'),
          },
        },
      },
    ],
  },
  { ...overlay, extends: { ...base, version: 99 } },
  { ...overlay, extends: { ...base, sha256: 'other' } },
  { ...overlay, id: base['id'] },
  { ...overlay, parameters: { testHours: { value: 96, unit: 'hour' } } },
  { ...overlay, parameters: { testHours: { value: 24, unit: 'day' } } },
  { ...overlay, accepts: { assessments: [{ issuer: '*', set: 'valid*', maxAge: 'P1D' }] } },
  { ...overlay, rules: [...overlay.rules, { ...setOf(1, [2], []).rules[0], no: 70 }] },
  { ...overlay, rules: [{ ...overlay.rules[0], no: 1 }] },
  { ...overlay, zone: { id: 'UTC', tzdata: '2026b', offsets: [[0, 0]] } },
]

const found: readonly Finding[] = [
  ...faultsOf(setOf(0, [0], [0, 1, 2]), standardFacts).map(({ set }) => set),
  ...faultsOf(setOf(3, [3], [9, 10, 11]), standardFacts).map(({ set }) => set),
  ...faultsOf(overlay, standardFacts).map(({ set }) => set),
  ...others,
].flatMap((set) => checkRuleSet(set, standardFacts, bases).findings)

test('faults of every code are tried', () => {
  expect([...new Set(found.map(({ code }) => code))].toSorted()).toEqual([
    ...['base', 'cost', 'duplicate', 'engine', 'future', 'idle-waiver', 'loosens', 'malformed'],
    ...[
      'missing-member',
      'no-accepts',
      'no-basis',
      'no-pass-rule',
      'shadowed',
      'type',
      'uncovered',
    ],
    ...['unit', 'unknown-member', 'unknown-name', 'unreachable', 'unused'],
  ])
})

test('each is said in Chinese, and no English sentence stands in it', () => {
  const english = new Set<string>()
  for (const { message, words, advice, suggestion } of found) {
    expect(words.en).toBe(message)
    expect(advice?.en ?? null).toBe(suggestion)
    if (!/\p{Script=Han}/u.test(words.zh)) english.add(message)
    // A suggestion without a space is a name.
    const isName = suggestion === null || !suggestion.includes(' ')
    if (!isName && !/\p{Script=Han}/u.test(advice!.zh)) english.add(suggestion)
    // Two words of more than a name or a number side by side are English.
    if (/\b(?:must|is|the|of|no|names|rule|with)\b/.test(words.zh)) english.add(words.zh)
  }
  expect([...english]).toEqual([])
})

test.each([
  ['must have sha256', '缺少 sha256'],
  ['compares number with text', '不能把数与文本相比较'],
  ['compares day with a plain number', '单位不同： day 与不带单位的数'],
  ['rules[3].no: must be unique', 'rules[3].no：不得重复'],
  ['also ask that days(at) >= 0', '再加上条件 days(at) >= 0'],
])('%s', (en, zh) => {
  expect(inChinese(en)).toBe(zh)
})

test('what it does not know it leaves alone', () => {
  expect(inChinese('the cat sat on the mat')).toBeUndefined()
})
