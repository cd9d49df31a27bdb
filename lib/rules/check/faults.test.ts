/** Tests that every fault which is put into a right set is found, where it is. */
import { expect, test } from 'vitest'
import { faultsOf, type Fault } from '../../testing/rule-set-faults.ts'
import { standardFacts } from '../../testing/standard-facts.ts'
import { bases, largeSet, setOf, validSets } from '../../testing/valid-rule-sets.ts'
import { parseInstant } from '../../encoding/instant.ts'
import { compileRuleSet } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import { makeFactBase } from '../../facts/fact-base.ts'
import type { Expression, Rule, RuleSet } from '../rule-set.ts'
import { passes, refusals } from '../../testing/valid-rules.ts'
import { checkRuleSet } from './check-rule-set.ts'
import type { Example } from './finding.ts'
import { reaching } from './goals.ts'
import { Prover } from './prove.ts'

const check = (set: unknown) => checkRuleSet(set, standardFacts, bases)

/** Every rule there is, a few in a set, and an overlay. */
const sets = [
  ...passes.map((_, i) => setOf(i, [i], [3 * i, 3 * i + 1, 3 * i + 2])),
  validSets.at(-1),
]

/** What is not found as it must be. */
const missed = (fault: Fault): unknown => {
  const { findings } = check(fault.set)
  const found = findings.find(({ code, at }) => code === fault.code && at === fault.at)
  const isRight = found !== undefined && (fault.suggestion ?? found.suggestion) === found.suggestion
  if (isRight && found.severity === 'error') return undefined
  const { kind, code, at } = fault
  return {
    kind,
    code,
    at,
    findings: findings.map((other) => [other.code, other.at, other.suggestion]),
  }
}

test('every fault of form, name, type and unit at every node is found at its place', () => {
  const faults = sets.flatMap((set) => faultsOf(set, standardFacts))
  const tally: Record<string, number> = {}
  for (const { kind } of faults) tally[kind] = (tally[kind] ?? 0) + 1
  console.log(`checker: ${faults.length} faults: ${JSON.stringify(tally)}`)
  expect(faults.length).toBeGreaterThan(4_000)
  const all = faults.map(missed).filter((miss) => miss !== undefined)
  expect(all.length === 0 ? [] : [all.length, ...all.slice(0, 8)]).toEqual([])
})

const both = (...of: readonly Expression[]): Expression => ({ op: 'and', of })
const warmer = (than: number): Expression => ({
  op: '>',
  left: { onSite: 'temperature' },
  right: { value: than, unit: 'Cel' },
})
const withRule = (set: RuleSet, i: number, members: Partial<Rule>): RuleSet => ({
  ...set,
  rules: set.rules.map((rule, j) => (j === i ? { ...rule, ...members } : rule)),
})
/** Nobody who is healthy may pass for that alone, so that nobody is left out who has no ground. */
const strict = validSets.filter((set): set is RuleSet => {
  const { rules } = set as Partial<RuleSet>
  return 'zone' in (set as object) && rules?.every(({ id }) => id !== 'unburdened') === true
})

/** Bounds of a fact's time that contradict each other, put into every `where` of a condition. */
function contradicted(expression: Expression): Expression {
  if (!('op' in expression)) return expression
  if (expression.op === 'some' || expression.op === 'count' || expression.op === 'countDays') {
    const { kind, where } = expression
    const fields = standardFacts.types.get(kind)!.fields
    const [time] = [...fields].find(([, { type }]) => type === 'instant' || type === 'date')!
    const days = { op: 'days', of: { field: time } } as const
    const bounds: Expression[] = [
      { op: '>', left: days, right: { value: 5, unit: 'day' } },
      { op: '<', left: days, right: { value: 6, unit: 'day' } },
    ]
    return { ...expression, where: both(...(where === undefined ? [] : [where]), ...bounds) }
  }
  if (!('right' in expression)) return expression
  const left = contradicted(expression.left)
  return left === expression.left ? expression : { ...expression, left }
}

test('bounds that contradict each other make a rule unreachable, wherever they are', () => {
  let tried = 0
  for (const set of validSets.filter((each) => 'zone' in (each as object)) as RuleSet[]) {
    for (const [i, { no, when }] of set.rules.entries()) {
      const inside = contradicted(when)
      const outside = both(when, warmer(38), { op: 'not', of: warmer(37.9) })
      for (const wrong of inside === when ? [outside] : [outside, inside]) {
        tried++
        const found = check(withRule(set, i, { when: wrong })).findings
        const at = `rules[${i}].when`
        expect(found).toContainEqual(
          expect.objectContaining({ code: 'unreachable', severity: 'error', at, no }),
        )
      }
    }
  }
  console.log(`checker: ${tried} contradictions`)
  expect(tried).toBeGreaterThan(200)
})

test('a stricter copy of a stop or a pass rule is shadowed', () => {
  let tried = 0
  for (const set of validSets.filter((each) => 'zone' in (each as object)) as RuleSet[]) {
    for (const rule of set.rules) {
      if (rule.outcome === 'check') continue
      tried++
      const outcome = rule.outcome === 'stop' ? 'check' : 'pass'
      const copy: Rule = {
        ...rule,
        no: 500,
        id: 'copy',
        outcome,
        when: both(rule.when, { op: 'not', of: warmer(36) }),
      }
      const { findings } = check({ ...set, rules: [...set.rules, copy] })
      const at = `rules[${set.rules.length}]`
      const seen = findings.map(({ code, severity, at: place }) => [code, severity, place])
      expect(seen).toEqual([['shadowed', 'error', at]])
    }
  }
  console.log(`checker: ${tried} copies`)
  expect(tried).toBeGreaterThan(60)
})

const judge = (set: RuleSet, { now, facts, onSite }: Example) => {
  const until = parseInstant(now)!
  const base = makeFactBase(
    {
      facts: facts.map((fact, i) => ({ ...fact, id: String(i) })),
      coverage: [...standardFacts.types.keys()].map((kind) => ({ kind, until })),
      permission: { states: ['*'], covers: ['*'], regions: ['*'] },
    },
    standardFacts,
  )
  return evaluate(compileRuleSet(set, standardFacts), base, until, onSite)
}

test('a gap is found with an example that really falls into it, however wide', () => {
  let tried = 0
  for (const set of strict) {
    const i = set.rules.findIndex(({ id }) => id === 'rest')
    const { when } = set.rules[i]!
    const without = { ...set, rules: set.rules.filter((_, j) => j !== i) }
    for (const gap of [without, withRule(set, i, { when: both(when, warmer(35)) })]) {
      tried++
      const { findings } = check(gap)
      expect(findings.map(({ code, at, no }) => [code, at, no])).toEqual([
        ['uncovered', 'rules', 0],
      ])
      const { example } = findings[0]!
      expect(judge(gap, example!)).toMatchObject({ outcome: 'check', fired: [], missing: [] })
    }
  }
  console.log(`checker: ${tried} gaps`)
  expect(tried).toBeGreaterThan(30)
})

test.each([
  ['days between, a day too few', 12, 14, true],
  ['days between, just enough', 13, 14, false],
  ['a day more than there are', 13, 15, true],
])('%s', (_name, back, needed, isUnreachable) => {
  const at = { field: 'at' } as const
  const days = { op: 'days', of: at } as const
  const where = both(
    { op: '>=', left: days, right: { value: 0, unit: 'day' } },
    { op: '<=', left: days, right: { value: back, unit: 'day' } },
  )
  const counted = { op: 'countDays', kind: 'checkin', by: 'at', where } as const
  const i = 0
  const set = setOf(0, [0], [])
  const when: Expression = { op: '>=', left: counted, right: { value: needed } }
  const counting = { ...set, parameters: {}, rules: [{ ...set.rules[i]!, when }] }
  const { findings } = check(counting)
  const prover = new Prover(compileRuleSet(counting, standardFacts), standardFacts)
  expect(prover.isImpossible(reaching(0))).toBe(isUnreachable)
  expect(findings.some(({ code }) => code === 'unreachable')).toBe(isUnreachable)
})

const partsOf = (expression: Expression): readonly Expression[] =>
  'of' in expression && Array.isArray(expression.of) ? (expression.of as Expression[]) : []

test('passage that a fact from the future grants is warned of where its age is bounded', () => {
  const at = 'rules[0].when.where.of[2]'
  const set = setOf(0, [0], [])
  const when = passes[0]![1] as Extract<Expression, { where?: Expression }>
  const of = partsOf(when.where!)
  const bound = partsOf(of[2]!)[1]!
  const open: Expression = { ...when, where: both(of[0]!, of[1]!, bound) }
  const { findings } = check(
    withRule(withRule(set, 0, { when: open }), 1, { when: { op: 'not', of: open } }),
  )
  expect(findings.map(({ code, severity, at: place, no }) => [code, severity, place, no])).toEqual([
    ['future', 'warning', at, 1],
  ])
})

test('what refuses asks for nothing of the future', () => {
  expect(refusals.length).toBeGreaterThan(10)
  expect(check(largeSet).findings.filter(({ code }) => code === 'future')).toEqual([])
})
