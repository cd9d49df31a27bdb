/** Properties of merging the facts of several codes: nothing is dropped, nothing counted twice, no order matters. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRuleSet, type CompiledRuleSet } from '../rules/compile.ts'
import { evaluate, type Verdict } from '../rules/evaluate.ts'
import type { Expression } from '../rules/rule-set.ts'
import type { FactBase, TypedFact } from '../rules/vocabulary.ts'
import { anyRuleSet, dusk, vocabulary } from '../testing/arbitrary-rules.ts'
import { coverage, everything, facts } from '../testing/arbitrary-facts.ts'
import { standardFacts, lit } from '../testing/standard-facts.ts'
import { ruleSet } from '../testing/world.ts'
import { makeFactBase, type StatedFact, type Statement } from './fact-base.ts'
import { mergeFactBases } from './merge-facts.ts'

const compiled = anyRuleSet.map((set) => compileRuleSet(set, vocabulary))
/** A code of others covers nothing. */
const foreign = facts.map((stated) => ({ facts: stated, coverage: [], permission: everything }))
const own = fc.record({ facts, coverage, permission: fc.constant(everything) })
const codes = fc.tuple(fc.oneof(own, foreign), foreign)

const baseOf = (stated: Statement): FactBase => makeFactBase(stated, vocabulary)
const merge = ([first, ...rest]: readonly [Statement, ...Statement[]]): FactBase =>
  mergeFactBases([baseOf(first), ...rest.map(baseOf)])
const judge = (rules: CompiledRuleSet, base: FactBase): Verdict => evaluate(rules, base, dusk, {})
const saidBy = ({ outcome, fired, missing, values }: Verdict): string =>
  JSON.stringify([outcome, fired, missing, values.map(String)])

/** One fact of two, where nothing of what they state parts them. */
const joined = (one: TypedFact, other: TypedFact): TypedFact | undefined => {
  const agree = one.values.every((value, i) => {
    const there = other.values[i]
    return value === undefined || there === undefined || value === there
  })
  return agree
    ? { id: one.id, values: one.values.map((value, i) => value ?? other.values[i]) }
    : undefined
}

/** The same, with some of the happenings that both codes may tell of told once. */
const collapsed = (a: FactBase, b: FactBase, choice: number): FactBase => ({
  types: a.types,
  coveredUntil: mergeFactBases([a, b]).coveredUntil,
  facts: a.facts.map((ours, kind) => {
    let left = [...(b.facts[kind] as readonly TypedFact[])]
    const told = ours.map((fact, i) => {
      const twin = left.find((other) => joined(fact, other) !== undefined)
      if (twin === undefined || ((choice >> i) & 1) === 0) return fact
      left = left.filter((other) => other !== twin)
      return joined(fact, twin) as TypedFact
    })
    return [...told, ...left]
  }),
})

test('what is sure of merged facts is sure however many of them are one happening', () => {
  let [sure, fewer, passes] = [0, 0, 0]
  fc.assert(
    fc.property(compiled, codes, fc.nat(31), (rules, [one, other], choice) => {
      const [a, b] = [baseOf(one), baseOf(other)]
      const merged = mergeFactBases([a, b])
      const told = collapsed(a, b, choice)
      const [first, second] = [judge(rules, merged), judge(rules, told)]
      if (told.facts.flat().length < merged.facts.flat().length) fewer++
      if (first.outcome === 'pass') passes++
      for (const [i, value] of first.values.entries()) {
        if (value === undefined) continue
        sure++
        expect(second.values[i]).toBe(value)
      }
      if (first.outcome === 'pass') expect(second.outcome).toBe('pass')
    }),
    { numRuns: 800 },
  )
  expect(Math.min(sure, fewer, passes)).toBeGreaterThan(50)
})

test('a code shown twice says nothing that it does not say once', () => {
  fc.assert(
    fc.property(compiled, foreign, (rules, stated) => {
      const base = baseOf(stated)
      const [once, twice] = [judge(rules, base), judge(rules, mergeFactBases([base, base]))]
      if (twice.outcome === 'pass') expect(once.outcome).toBe('pass')
      for (const [i, value] of twice.values.entries())
        if (value !== undefined) expect(once.values[i]).toBe(value)
    }),
    { numRuns: 500 },
  )
})

test('the order of the codes changes no verdict', () => {
  fc.assert(
    fc.property(compiled, own, foreign, foreign, (rules, a, b, c) => {
      expect(saidBy(judge(rules, merge([c, a, b])))).toBe(saidBy(judge(rules, merge([a, b, c]))))
      expect(saidBy(judge(rules, merge([b, a])))).toBe(saidBy(judge(rules, merge([a, b]))))
    }),
    { numRuns: 500 },
  )
})

const without = (fact: StatedFact, gone: string): StatedFact => ({
  ...fact,
  fields: Object.fromEntries(Object.entries(fact.fields).filter(([name]) => name !== gone)),
})

test('less coverage or a blank field in a code never turns another outcome into pass', () => {
  let tried = 0
  fc.assert(
    fc.property(compiled, codes, (rules, [one, other]) => {
      if (judge(rules, merge([one, other])).outcome === 'pass') return
      const less = one.facts.flatMap((fact) =>
        Object.keys(fact.fields).map((gone) => ({
          ...one,
          facts: one.facts.map((each) => (each === fact ? without(each, gone) : each)),
        })),
      )
      for (const blanked of [...less, { ...one, coverage: [] }]) {
        tried++
        expect(judge(rules, merge([blanked, other])).outcome).not.toBe('pass')
      }
    }),
    { numRuns: 500 },
  )
  expect(tried).toBeGreaterThan(1000)
})

const dose = (at: string | undefined, fields: StatedFact['fields'], n = 0): StatedFact => ({
  id: `v${String(n)}`,
  kind: 'vaccination',
  fields: { ...(at === undefined ? {} : { at }), ...fields },
})
const vaccinations = (...stated: StatedFact[]): FactBase =>
  makeFactBase({ facts: stated, coverage: [], permission: everything }, standardFacts)
const count: Expression = { op: 'count', kind: 'vaccination' }
const twoDoses = compileRuleSet(
  ruleSet({
    rules: [
      {
        no: 1,
        id: 'two-doses',
        outcome: 'pass',
        when: { op: '>=', left: count, right: lit(2) },
        reason: { zh: '两剂', en: 'two doses' },
      },
    ],
  }),
  standardFacts,
)

test.each<[string, readonly [FactBase, ...FactBase[]], string]>([
  [
    'one dose told by two codes, each with its own name of the product',
    [
      vaccinations(dose('2021-05-02', { product: 'EU/1/20/1528', dose: 1, of: 2 })),
      vaccinations(dose('2021-05-02', { product: '208' })),
    ],
    'check',
  ],
  [
    'a dose that one code dates and the other does not',
    [vaccinations(dose('2021-05-02', { dose: 1 })), vaccinations(dose(undefined, { dose: 1 }))],
    'check',
  ],
  [
    'doses of two days',
    [vaccinations(dose('2021-05-02', {})), vaccinations(dose('2021-06-02', {}))],
    'pass',
  ],
  [
    'doses of two numbers',
    [vaccinations(dose('2021-05-02', { dose: 1 })), vaccinations(dose('2021-05-02', { dose: 2 }))],
    'pass',
  ],
  [
    'two doses in one code, of which another tells one',
    [
      vaccinations(dose('2021-05-02', {}), dose('2021-06-02', {}, 1)),
      vaccinations(dose('2021-06-02', { dose: 2, of: 2 })),
    ],
    'pass',
  ],
])('%s: %#', (_, bases, outcome) => {
  expect(evaluate(twoDoses, mergeFactBases(bases), dusk, {}).outcome).toBe(outcome)
})

test('all facts are there, told apart, and the latest coverage stands', () => {
  const [one, other] = [vaccinations(dose('2021-05-02', {})), vaccinations(dose('2021-05-02', {}))]
  const late = { ...other, coveredUntil: other.coveredUntil.map((_, i) => (i === 1 ? 7 : 3)) }
  const place = [...standardFacts.types.keys()].indexOf('vaccination')
  const merged = mergeFactBases([one, late])
  expect(merged.facts[place]?.map(({ happening }) => happening)).toEqual([0, 0])
  expect(merged.coveredUntil).toEqual(late.coveredUntil)
  expect(mergeFactBases([one])).toBe(one)
  const strange = makeFactBase({ facts: [], coverage: [], permission: everything }, vocabulary)
  expect(() => mergeFactBases([one, strange])).toThrow(TypeError)
})
