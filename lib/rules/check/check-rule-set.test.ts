/** Tests that the checker finds nothing where nothing is wrong, and each fault of a set as a whole; it stands any JSON. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../encoding/canonical-json.ts'
import { parseFactTypes } from '../../facts/fact-types.ts'
import { lit, some, standardFacts } from '../../testing/standard-facts.ts'
import { bases, largeSet, setOf, validSets } from '../../testing/valid-rule-sets.ts'
import type { Bases } from '../resolve.ts'
import type { Expression, RuleSet } from '../rule-set.ts'
import { checkRuleSet } from './check-rule-set.ts'
import type { Finding } from './finding.ts'

const idOf = (set: unknown): string => (set as { readonly id: string }).id

test.each(validSets.map((set) => [idOf(set), set]))('nothing is wrong with %s', (_id, set) => {
  expect(checkRuleSet(set, standardFacts, bases).findings).toEqual([])
})

const read = (path: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../test-vectors/rule-sets/${path}`, import.meta.url), 'utf8'),
  )
interface Listed {
  readonly path: string
  readonly factTypes: string
}
const published = (read('index.json') as { readonly sets: readonly Listed[] }).sets.map(
  ({ path, factTypes }) => ({ path, factTypes, value: read(path) as RuleSet }),
)
const publishedBases: Bases = (id, version) => {
  const found = published.find(({ value }) => value.id === id && value.version === version)
  if (found === undefined) return undefined
  const sha256 = createHash('sha256').update(canonicalJson(found.value)).digest('base64url')
  return { value: found.value, sha256 }
}

test('nothing is wrong with any rule set that is published as a vector', () => {
  const types = new Map(
    published.map(({ factTypes }) => [factTypes, parseFactTypes(read(factTypes))]),
  )
  const found = published.flatMap(({ path, factTypes, value }) => {
    const { findings } = checkRuleSet(value, types.get(factTypes)!, publishedBases)
    return findings.map(({ code, at, no }) => [path, code, at, no])
  })
  console.log(`checker: ${published.length} published sets`)
  expect(published.length).toBeGreaterThan(14)
  expect(found).toEqual([])
})

test('a large set is checked well within a second', () => {
  checkRuleSet(largeSet, standardFacts)
  const before = performance.now()
  const { findings } = checkRuleSet(largeSet, standardFacts)
  const time = performance.now() - before
  console.log(`checker: ${largeSet.rules.length} rules in ${time.toFixed(0)} ms`)
  expect(findings).toEqual([])
  // Many times what it takes, for machines that do other things too.
  expect(time).toBeLessThan(3000)
})

const good = setOf(1, [0, 3], [0, 1, 6])
const overlay = validSets.at(-4) as RuleSet
const { extends: base } = overlay
const seen = (findings: readonly Finding[]): readonly unknown[] =>
  findings.map(({ code, severity, at }) => `${severity} ${code} ${at}`)
const deep = Array.from({ length: 70 }).reduce((inner) => ({ op: 'not', of: inner }), lit(true))
const costly = (levels: number): Expression =>
  levels === 0 ? lit(true) : some('test', costly(levels - 1), lit(true))

test.each<[string, unknown, readonly string[]]>([
  ['nothing', null, ['error malformed ']],
  ['a list', [], ['error malformed ']],
  ['another engine', { engine: 2, anything: 1 }, ['error engine engine']],
  ['no basis', { ...good, change: { ...good.change, basis: [] } }, ['error no-basis change.basis']],
  [
    'nothing that is recognised',
    { ...good, accepts: { assessments: [] } },
    ['error no-accepts accepts.assessments'],
  ],
  [
    'an end before the beginning',
    { ...good, effective: { from: good.effective.until, until: good.effective.from } },
    ['error malformed effective.until'],
  ],
  [
    'no offsets',
    { ...good, zone: { ...good.zone, offsets: [] } },
    ['error malformed zone.offsets'],
  ],
  [
    'offsets out of order',
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
    ['error malformed zone.offsets[1]'],
  ],
  ['no rules', { ...good, rules: [] }, ['error malformed rules']],
  [
    'two rules of one number and name',
    { ...good, rules: [...good.rules, { ...good.rules[0]!, when: lit(true) }] },
    [
      `error duplicate rules[${good.rules.length}].no`,
      `error duplicate rules[${good.rules.length}].id`,
    ],
  ],
  [
    'what a stop rule requires',
    { ...good, rules: good.rules.map((r) => (r.outcome === 'stop' ? { ...r, requires: [] } : r)) },
    ['error malformed rules[2].requires', 'error malformed rules[3].requires'],
  ],
  ['a depth that no document has', { ...good, rules: [{ when: deep }] }, ['error malformed ']],
  [
    'more than it may cost',
    { ...good, rules: good.rules.map((r, i) => (i === 0 ? { ...r, when: costly(4) } : r)) },
    ['error cost rules'],
  ],
  [
    'a parameter and a value set that nobody uses',
    {
      ...good,
      parameters: { ...good.parameters, spare: { value: 1 } },
      valueSets: { ...good.valueSets, spare: ['1'] },
    },
    ['warning unused parameters.spare', 'warning unused valueSets.spare'],
  ],
  [
    'no rule that grants passage',
    { ...good, parameters: {}, rules: [{ ...good.rules.at(-1)!, when: lit(true) }] },
    ['warning no-pass-rule rules'],
  ],
  [
    'a waiver of nothing',
    { ...good, waivers: [{ finding: 'shadowed', no: 1, reason: 'r' }] },
    ['error idle-waiver waivers[0]'],
  ],
  [
    'a waiver of what cannot be waived',
    { ...good, waivers: [{ finding: 'shadowd', no: 1, reason: 'r' }] },
    ['error unknown-name waivers[0].finding'],
  ],
  [
    'a base that is not there',
    { ...overlay, extends: { ...base, version: 99 } },
    ['error base extends'],
  ],
  [
    'a base of another digest',
    { ...overlay, extends: { ...base, sha256: 'other' } },
    ['error base extends.sha256'],
  ],
  ['a base that is itself', { ...overlay, id: base!.id }, ['error base extends.id']],
  [
    'a base without its digest',
    { ...overlay, extends: { id: base!.id, version: base!.version } },
    ['error missing-member extends.sha256'],
  ],
  [
    'an overlay that loosens in several places',
    {
      ...overlay,
      parameters: { ...overlay.parameters, testHours: { value: 96, unit: 'hour' } },
      accepts: { assessments: [{ issuer: '*', set: 'valid*', maxAge: 'P1D' }] },
      rules: [...overlay.rules, { ...setOf(1, [2], []).rules[0]!, no: 70 }],
      zone: { id: 'UTC', tzdata: '2026b', offsets: [[0, 0]] },
    },
    [
      `error loosens rules[${overlay.rules.length}].outcome`,
      'error loosens parameters.testHours.value',
      'error loosens accepts.assessments[0]',
      'error loosens zone',
    ],
  ],
  [
    'several faults at once',
    {
      ...good,
      title: { zh: 'x' },
      rules: good.rules.map((r, i) => ({
        ...r,
        when:
          i === 0 ? { op: 'or', of: [{ op: 'some', kind: 'tests' }, { parameter: 'x' }] } : r.when,
        ...(i === 1 ? { unles: lit(true) } : {}),
      })),
    },
    [
      'error missing-member title.en',
      'error unknown-name rules[0].when.of[0].kind',
      'error unknown-name rules[0].when.of[1].parameter',
      'error unknown-member rules[1].unles',
    ],
  ],
])('%s is found', (_name, set, expected) => {
  expect(seen(checkRuleSet(set, standardFacts, bases).findings)).toEqual(expected)
})

/** A count against a count: nothing that can be proved, and nothing that people are made for. */
const doubtful: Expression = {
  op: 'and',
  of: [
    {
      op: '<',
      left: { op: 'count', kind: 'test' },
      right: { op: 'count', kind: 'test', where: lit(true) },
    },
    { op: '>', left: { onSite: 'temperature' }, right: lit(36, 'Cel') },
  ],
}

test('what cannot be proved stands until it is waived by name for that rule', () => {
  const doubted = { ...good.rules[2]!, no: 70, id: 'doubtful', when: doubtful }
  const set = { ...good, rules: [...good.rules, doubted] }
  const open = checkRuleSet(set, standardFacts)
  expect(seen(open.findings)).toEqual([`cannot-prove unreachable rules[${good.rules.length}].when`])
  const waivers = [{ finding: 'unreachable', no: 70, reason: 'r' }]
  const waived = checkRuleSet({ ...set, waivers }, standardFacts)
  expect([waived.findings, waived.waived]).toEqual([[], open.findings])
  const other = checkRuleSet({ ...set, waivers: [{ ...waivers[0], no: 71 }] }, standardFacts)
  expect(seen(other.findings)).toEqual([...seen(open.findings), 'error idle-waiver waivers[0]'])
})

test('an error is not waived', () => {
  const never = { ...good.rules[2]!, no: 70, id: 'never', when: lit(false) }
  const waivers = [{ finding: 'unreachable', no: 70, reason: 'r' }]
  const { findings } = checkRuleSet(
    { ...good, rules: [...good.rules, never], waivers },
    standardFacts,
  )
  const at = `rules[${good.rules.length}].when`
  expect(seen(findings)).toEqual([`error unreachable ${at}`, 'error idle-waiver waivers[0]'])
})

test('exemptions are listed and are no findings', () => {
  const set = setOf(2, [0], [0, 13])
  const { findings, exemptions } = checkRuleSet(set, standardFacts)
  const expected = set.rules.flatMap(({ no, unless }, i) =>
    unless === undefined ? [] : [{ no, at: `rules[${i}].unless` }],
  )
  expect(expected).toHaveLength(2)
  expect([findings, exemptions]).toEqual([[], expected])
})

test('what an overlay makes of the rules of its base is found where it names the base', () => {
  const { rules } = overlay
  const { reason } = rules[0]!
  const always = { no: 77, id: 'all', outcome: 'stop', when: lit(true), reason }
  const { findings } = checkRuleSet({ ...overlay, rules: [...rules, always] }, standardFacts, bases)
  const shadowed = findings.filter(({ code }) => code === 'shadowed')
  expect(shadowed.length).toBeGreaterThan(1)
  expect(shadowed.some(({ at, no }) => at === 'extends' && no === 1)).toBe(true)
})

test('any JSON at all is checked without a throw', () => {
  const places = [
    'zone',
    'accepts',
    'parameters',
    'valueSets',
    'rules',
    'extends',
    'waivers',
    'change',
  ]
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...places), (value, place) => {
      for (const set of [value, { ...good, [place]: value }, { ...overlay, [place]: value }]) {
        const { findings } = checkRuleSet(set, standardFacts, bases)
        expect(findings.every(({ at }) => typeof at === 'string')).toBe(true)
      }
      const rules = good.rules.map((rule) => ({ ...rule, when: value }))
      expect(checkRuleSet({ ...good, rules }, standardFacts).findings.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})
