/** Properties of judging by rules: unknown is never guessed, less knowledge never grants more, and time turns nothing unannounced. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant } from '../encoding/instant.ts'
import { makeFactBase, type Statement } from '../facts/fact-base.ts'
import { anyRuleSet, dusk, kinds, vocabulary } from '../testing/arbitrary-rules.ts'
import { completeFact, everything, onSite, statement } from '../testing/arbitrary-facts.ts'
import { ruleSet } from '../testing/world.ts'
import { compileRuleSet, type CompiledRuleSet } from './compile.ts'
import { evaluate, evaluateOffSite, evaluateOnSite, type Verdict } from './evaluate.ts'
import type { Expression, Rule } from './rule-set.ts'

const compiled = anyRuleSet.map((set) => compileRuleSet(set, vocabulary))
const judge = (
  rules: CompiledRuleSet,
  stated: Statement,
  measured: Readonly<Record<string, number>>,
  now = dusk,
): Verdict => evaluate(rules, makeFactBase(stated, vocabulary), now, measured)

test('every expression that is drawn here is well typed, and all outcomes occur', () => {
  const outcomes: Record<string, number> = {}
  fc.assert(
    fc.property(compiled, statement, onSite, (rules, stated, measured) => {
      const { outcome, fired, missing } = judge(rules, stated, measured)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      const fires = rules.rules.filter(({ rule }) => fired.includes(rule.no))
      expect(fires.every(({ rule }) => rule.outcome === outcome)).toBe(true)
      if (outcome === 'pass') expect([fired.length, missing]).toEqual([1, []])
    }),
    { numRuns: 500 },
  )
  console.log(`rules: ${JSON.stringify(outcomes)}`)
  for (const outcome of ['pass', 'check', 'stop']) expect(outcomes[outcome]).toBeGreaterThan(20)
})

test('what is known stays known, and a pass stays a pass, however the unknown turns out', () => {
  let passes = 0
  const completion = fc.record({
    fill: fc.record(Object.fromEntries(kinds.map((kind) => [kind, completeFact(kind)]))),
    more: fc.record(
      Object.fromEntries(
        kinds.map((kind) => [kind, fc.array(completeFact(kind), { maxLength: 2 })]),
      ),
    ),
    heat: fc.constantFrom(36.5, 37.3, 38),
  })
  fc.assert(
    fc.property(compiled, statement, onSite, completion, (rules, stated, measured, drawn) => {
      const before = { ...stated, permission: everything }
      const covered = new Set(stated.coverage.map(({ kind }) => kind))
      const later: Statement = {
        permission: everything,
        coverage: kinds.map((kind) => ({ kind, until: dusk })),
        facts: [
          ...stated.facts.map((fact) => ({
            ...fact,
            fields: { ...drawn.fill[fact.kind]?.fields, ...wellTyped(fact.kind, fact.fields) },
          })),
          ...kinds
            .filter((kind) => !covered.has(kind))
            .flatMap((kind) => drawn.more[kind] ?? [])
            .map((fact, i) => ({ ...fact, id: `new ${i}` })),
        ],
      }
      const first = judge(rules, before, measured)
      const second = judge(rules, later, { heat: drawn.heat, ...measured })
      if (first.outcome === 'pass') {
        passes++
        expect(second.outcome).toBe('pass')
      }
      for (const [i, value] of first.values.entries())
        if (value !== undefined) expect(second.values[i]).toBe(value)
    }),
    { numRuns: 1500 },
  )
  expect(passes).toBeGreaterThan(50)
})

/** The fields that are of their type: the others are as good as blank. */
const wellTyped = (kind: string, fields: Statement['facts'][number]['fields']) =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      const type = vocabulary.types.get(kind)?.fields.get(name)?.type
      const isNumber = type === 'integer' || type === 'decimal'
      return typeof value === (isNumber ? 'number' : type === 'boolean' ? 'boolean' : 'string')
    }),
  )

test('withdrawing coverage or blanking a field never turns another outcome into pass', () => {
  let tried = 0
  fc.assert(
    fc.property(compiled, statement, onSite, (rules, stated, measured) => {
      if (judge(rules, stated, measured).outcome === 'pass') return
      const withdrawn = stated.coverage.map((gone) => ({
        ...stated,
        coverage: stated.coverage.filter((entry) => entry !== gone),
      }))
      const blanked = stated.facts.flatMap((fact) =>
        Object.keys(fact.fields).map((gone) => ({
          ...stated,
          facts: stated.facts.map((each) => (each === fact ? without(each, gone) : each)),
        })),
      )
      for (const less of [...withdrawn, ...blanked, { ...stated, coverage: [] }]) {
        tried++
        expect(judge(rules, less, measured).outcome).not.toBe('pass')
      }
      expect(judge(rules, stated, {}).outcome).not.toBe('pass')
    }),
    { numRuns: 1500 },
  )
  expect(tried).toBeGreaterThan(1000)
})

const without = (fact: Statement['facts'][number], gone: string) => ({
  ...fact,
  fields: Object.fromEntries(Object.entries(fact.fields).filter(([name]) => name !== gone)),
})

test('the order in which facts are stated makes no difference', () => {
  fc.assert(
    fc.property(compiled, statement, onSite, fc.nat(), (rules, stated, measured, turn) => {
      const { facts } = stated
      const at = facts.length === 0 ? 0 : turn % facts.length
      const other = { ...stated, facts: [...facts.slice(at), ...facts.slice(0, at)].toReversed() }
      const [first, second] = [judge(rules, stated, measured), judge(rules, other, measured)]
      expect(saidBy(second)).toBe(saidBy(first))
    }),
    { numRuns: 1000 },
  )
})

/** All that a verdict says but until when. */
const saidBy = ({ outcome, fired, missing, values }: Verdict): string =>
  [outcome, fired.join(), missing.join(), values.map(String).join()].join(' ')

test('until the instant that a verdict names nothing changes, second by second', () => {
  const span = 200
  let [bounded, changed] = [0, 0]
  fc.assert(
    fc.property(compiled, statement, onSite, (rules, stated, measured) => {
      const base = makeFactBase(stated, vocabulary)
      const first = evaluate(rules, base, dusk, measured)
      const told = saidBy(first)
      const end = Math.min(first.next, dusk + span)
      for (let now = dusk + 1; now < end; now++) {
        const said = saidBy(evaluate(rules, base, now, measured))
        if (said !== told) expect([now, said]).toEqual([now, told])
      }
      if (first.next > dusk + span) return
      bounded++
      const then = evaluate(rules, base, first.next, measured)
      if (saidBy(then) !== told) changed++
    }),
    { numRuns: 600 },
  )
  console.log(`rules: ${bounded} of 600 verdicts end within ${span} s, ${changed} change there`)
  expect(changed).toBeGreaterThan(10)
})

test('days that are unknown before the table of offsets begins are known from then on, on both sides', () => {
  const begin = dusk + 90
  const days = (name: string): Expression => ({ op: 'days', of: { field: name } })
  const when: Expression = {
    op: 'some',
    kind: 'a',
    where: { op: '==', left: days('at'), right: days('day') },
  }
  const set = ruleSet({
    zone: { id: 'Test/Dusk', tzdata: '2026b', offsets: [[begin, 0]] },
    rules: [{ no: 1, id: 'r', outcome: 'pass', when, reason: { zh: 'r', en: 'r' } }],
  })
  const fields = { at: formatInstant(begin + 9), day: formatInstant(begin + 9).slice(0, 10) }
  const stated = { facts: [{ id: '1', kind: 'a', fields }], coverage: [], permission: everything }
  const rules = compileRuleSet(set, vocabulary)
  expect(judge(rules, stated, {})).toMatchObject({ outcome: 'check', missing: ['a'], next: begin })
  expect(judge(rules, stated, {}, begin)).toMatchObject({ outcome: 'pass', fired: [1] })
})

test('what was assessed elsewhere stands, unless what is measured at the gate is worse', () => {
  const heat: Expression = { onSite: 'heat' }
  const above = (value: number): Expression => ({
    op: '>',
    left: heat,
    right: { value, unit: 'Cel' },
  })
  const reason = { zh: 'r', en: 'r' }
  const set = ruleSet({
    rules: [
      { no: 1, id: 'warm', outcome: 'check', when: above(37), reason },
      { no: 2, id: 'hot', outcome: 'stop', when: above(39), reason },
    ],
  })
  const rules = compileRuleSet(set, vocabulary)
  const nobody = makeFactBase({ facts: [], coverage: [], permission: everything }, vocabulary)
  const at = (assessed: Verdict['outcome'], measured: number | undefined) => {
    const onGate = measured === undefined ? {} : { heat: measured }
    const { outcome, fired, missing } = evaluateOnSite(rules, assessed, nobody, dusk, onGate)
    return [outcome, fired, missing]
  }
  expect(at('pass', 36)).toEqual(['pass', [], []])
  expect(at('pass', 38)).toEqual(['check', [1], []])
  expect(at('check', 36)).toEqual(['check', [], []])
  expect(at('check', 40)).toEqual(['stop', [2], []])
  expect(at('pass', undefined)).toEqual(['check', [], ['heat']])
  expect(at('check', undefined)).toEqual(['check', [], ['heat']])
  // A stop that was assessed elsewhere is reported by whoever judges; nothing here could change it.
  expect(at('stop', undefined)).toEqual(['check', [], []])
})

test('away from a gate only what reads no measurement is judged, but what a measurement would grant is not granted', () => {
  const heat = (op: '<' | '>', celsius: number): Expression => ({
    op,
    left: { onSite: 'heat' },
    right: { value: celsius, unit: 'Cel' },
  })
  const reason = { zh: 'r', en: 'r' }
  const yes: Expression = { value: true }
  const hot: Rule = { no: 1, id: 'hot', outcome: 'stop', when: heat('>', 39), reason }
  const off = (...more: readonly Rule[]) => {
    const rules = compileRuleSet(ruleSet({ rules: [hot, ...more] }), vocabulary)
    const nobody = makeFactBase({ facts: [], coverage: [], permission: everything }, vocabulary)
    const { outcome, fired, missing } = evaluateOffSite(rules, nobody, dusk)
    return [outcome, fired, missing]
  }
  const all: Rule = { no: 2, id: 'all', outcome: 'pass', when: yes, reason }
  expect(off(all)).toEqual(['pass', [2], []])
  expect(off({ ...all, outcome: 'check' })).toEqual(['check', [2], []])
  expect(off({ ...all, when: heat('<', 37) })).toEqual(['check', [], ['heat']])
})

test('only what could make the outcome worse is named as missing', () => {
  const reason = { zh: 'r', en: 'r' }
  const some = (kind: string): Expression => ({ op: 'some', kind })
  const rule = (no: number, outcome: Rule['outcome'], when: Expression): Rule => ({
    no,
    id: `r${String(no)}`,
    outcome,
    when,
    reason,
  })
  const judged = (...rules: readonly Rule[]) => {
    const stated = { facts: [], coverage: [], permission: everything }
    const { outcome, missing } = judge(compileRuleSet(ruleSet({ rules }), vocabulary), stated, {})
    return [outcome, missing]
  }
  const yes: Expression = { value: true }
  const stop = rule(3, 'stop', some('a'))
  expect(judged(rule(1, 'check', yes), rule(2, 'check', some('b')), stop)).toEqual(['check', ['a']])
  expect(judged(rule(1, 'pass', yes), rule(2, 'pass', some('b')), stop)).toEqual(['check', ['a']])
  expect(judged(rule(1, 'pass', yes), rule(2, 'pass', some('b')))).toEqual(['pass', []])
})

test('facts that were read by other fact types are refused as the fault of whoever calls', () => {
  const rules = compileRuleSet(ruleSet({ rules: [alwaysPass] }), vocabulary)
  const others = { ...vocabulary, types: new Map(vocabulary.types) }
  const facts = makeFactBase({ facts: [], coverage: [], permission: everything }, others)
  let thrown: unknown
  try {
    evaluate(rules, facts, dusk, {})
  } catch (error) {
    thrown = error
  }
  expect(thrown instanceof TypeError).toBe(true)
})

const alwaysPass: Rule = {
  no: 1,
  id: 'r',
  outcome: 'pass',
  when: { value: true },
  reason: { zh: 'r', en: 'r' },
}
