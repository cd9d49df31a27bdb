/** Tests of what the checker says rules mean, against the engine itself on very many people. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDate, parseInstant } from '../../encoding/instant.ts'
import { makeFactBase } from '../../facts/fact-base.ts'
import { completeFact, everything } from '../../testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, kinds, vocabulary } from '../../testing/arbitrary-rules.ts'
import { ruleSet } from '../../testing/world.ts'
import { compileRuleSet } from '../compile.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import type { Comparison, Expression, Rule, RuleSet } from '../rule-set.ts'
import { checkRuleSet } from './check-rule-set.ts'
import { naming, reaching } from './goals.ts'
import { exampleOf } from './person.ts'
import { Prover, type Goal } from './prove.ts'
import type { CheckReport, Example, Finding } from './finding.ts'

const isNotGranted = ({ outcome, fired, missing }: Verdict): boolean =>
  outcome === 'check' && fired.length + missing.length === 0

/** What the engine makes of an example. */
function judgeExample(set: RuleSet, { now, facts, onSite }: Example): Verdict {
  const seconds = parseInstant(now)!
  const stated = facts.map((fact, i) => ({ ...fact, id: String(i) }))
  const coverage = kinds.map((kind) => ({ kind, until: seconds }))
  const base = makeFactBase({ facts: stated, coverage, permission: everything }, vocabulary)
  return evaluate(compileRuleSet(set, vocabulary), base, seconds, onSite)
}

const find = ({ findings }: CheckReport, code: string, no: number): Finding | undefined =>
  findings.find((finding) => finding.code === code && finding.no === no)

const people = fc.array(
  fc.record({
    facts: fc.array(fc.constantFrom('a', 'a', 'b').chain(completeFact), { maxLength: 5 }),
    heat: fc.constantFrom(36.5, 37.3, 38),
    later: fc.constantFrom(0, 0, 30, 100, 3600, 86_400),
  }),
  { minLength: 60, maxLength: 60 },
)

test('what is called impossible happens to nobody of whom everything is known, whatever the rules', () => {
  const tally: Record<string, number> = {}
  fc.assert(
    fc.property(anyRuleSet, people, (set, drawn) => {
      const report = checkRuleSet(set, vocabulary)
      for (const { code, severity } of report.findings) {
        tally[`${severity} ${code}`] = (tally[`${severity} ${code}`] ?? 0) + 1
      }
      tally['rules'] = (tally['rules'] ?? 0) + set.rules.length
      expect(report.findings.filter(({ code }) => code === 'malformed')).toEqual([])
      const example = find(report, 'uncovered', 0)?.example
      if (example !== undefined) expect(isNotGranted(judgeExample(set, example))).toBe(true)
      const compiled = compileRuleSet(set, vocabulary)
      const isCovered = find(report, 'uncovered', 0) === undefined
      for (const { facts, heat, later } of drawn) {
        const begin = set.zone.offsets[0]![0]
        const now = Math.max(dusk, begin) + later
        // An instant before the table begins has no day, and so not all is known of such a person.
        const placed = facts.filter(({ fields }) => parseInstant(fields['at'] as string)! >= begin)
        const stated = placed.map((fact, i) => ({ ...fact, id: String(i) }))
        const coverage = kinds.map((kind) => ({ kind, until: now }))
        const base = makeFactBase({ facts: stated, coverage, permission: everything }, vocabulary)
        const verdict = evaluate(compiled, base, now, { heat })
        for (const [i, { rule }] of compiled.rules.entries()) {
          const { no } = rule
          if (find(report, 'unreachable', no)?.severity === 'error') {
            expect(verdict.values[i]).not.toBe(true)
          }
          if (find(report, 'shadowed', no)?.severity === 'error') {
            expect(verdict.fired).not.toContain(no)
          }
        }
        if (isCovered) expect(isNotGranted(verdict)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
  console.log(`checker: ${JSON.stringify(tally)}`)
  expect(tally['error unreachable']).toBeGreaterThan(15)
  expect(tally['error shadowed']).toBeGreaterThan(10)
})

/** All that conditions can tell apart: every fact, a few of them at a time, and three temperatures. */
const near = (() => {
  const facts = ['low', 'high'].flatMap((level) =>
    [-1, 0, 1, 2].map((back) => ({
      kind: 'a',
      fields: { level, day: formatDate(Math.floor((dusk + 28_800) / 86_400) - back), ok: true },
    })),
  )
  const others = [0, 1, 2].map((n) => ({ kind: 'b', fields: { n } }))
  const upTo = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
    most === 0
      ? [[]]
      : [
          [],
          ...list.flatMap((item, i) =>
            upTo(list.slice(i), most - 1).map((rest) => [item, ...rest]),
          ),
        ]
  const unique = <T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] => [
    ...new Map(lists.map((list) => [JSON.stringify(list), list])).values(),
  ]
  const ofA = unique(upTo(facts, 2))
  const ofB = unique(upTo(others, 2))
  const coverage = kinds.map((kind) => ({ kind, until: dusk }))
  return ofA.flatMap((as) =>
    ofB.map((bs) => {
      const stated = [...as, ...bs].map((fact, i) => ({ ...fact, id: String(i) }))
      return makeFactBase({ facts: stated, coverage, permission: everything }, vocabulary)
    }),
  )
})()

const comparison = fc.constantFrom<Comparison>('<', '<=', '>', '>=', '==', '!=')
const about = (left: Expression, unit: string | undefined, ...values: readonly number[]) =>
  fc.tuple(comparison, fc.constantFrom(...values)).map(([op, value]): Expression => ({
    op,
    left,
    right: unit === undefined ? { value } : { value, unit },
  }))
const joined = (part: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc.oneof(
    { weight: 3, arbitrary: part },
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(part, { minLength: 2, maxLength: 2 }),
      )
      .map(([op, of]): Expression => ({ op, of })),
    part.map((of): Expression => ({ op: 'not', of })),
  )
const heat = about({ onSite: 'heat' }, 'Cel', 36.5, 37.3, 38)
const ofA = joined(
  fc.oneof(
    about({ op: 'days', of: { field: 'day' } }, 'day', 0, 1),
    fc.constantFrom('low', 'high').map((value): Expression => ({
      op: '==',
      left: { field: 'level' },
      right: { value },
    })),
    heat,
  ),
)
const ofB = joined(about({ field: 'n' }, 'dose', 1))
const asked = fc
  .tuple(
    fc.constantFrom('some', 'some', 'every', 'none', 'count'),
    ofA,
    ofB,
    fc.boolean(),
    comparison,
    fc.nat(2),
  )
  .map(([op, a, b, isA, than, value]): Expression => {
    const whole = isA ? { kind: 'a', where: a } : { kind: 'b', where: b }
    if (op !== 'count') return { op: op as 'some', ...whole }
    return { op: than, left: { op, ...whole }, right: { value } }
  })
const condition = joined(fc.oneof({ weight: 4, arbitrary: asked }, heat))
const fewRules = fc
  .array(
    fc.record({
      outcome: fc.constantFrom<Rule['outcome'][]>('pass', 'check', 'stop'),
      when: condition,
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((rules) => {
    const numbered = rules.map((rule, i) => ({
      ...rule,
      no: i + 1,
      id: `r${i}`,
      reason: { zh: 'r', en: 'r' },
    }))
    return ruleSet({ parameters: {}, rules: numbered })
  })

test('inside of the fragment nothing is left unsaid: what is not called impossible happens to somebody', () => {
  const tally = { rules: 0, unreachable: 0, shadowed: 0, uncovered: 0 }
  fc.assert(
    fc.property(fewRules, (set) => {
      const report = checkRuleSet(set, vocabulary)
      expect(report.findings.filter(({ severity }) => severity === 'cannot-prove')).toEqual([])
      const compiled = compileRuleSet(set, vocabulary)
      const [isTrue, isNamed] = [new Set<number>(), new Set<number>()]
      let isOpen = false
      for (const base of near) {
        for (const degrees of [36, 36.5, 37, 37.3, 37.5, 38, 39]) {
          const verdict = evaluate(compiled, base, dusk, { heat: degrees })
          for (const no of verdict.fired) isNamed.add(no)
          for (const [i, value] of verdict.values.entries()) if (value === true) isTrue.add(i + 1)
          if (isNotGranted(verdict)) isOpen = true
        }
      }
      const prover = new Prover(compiled, vocabulary)
      const shown = (goal: Goal, happens: (verdict: Verdict) => boolean): boolean => {
        const proof = prover.prove(goal, happens)
        return typeof proof === 'object' && happens(judgeExample(set, exampleOf(proof, vocabulary)))
      }
      for (const [i, { no, outcome }] of set.rules.entries()) {
        tally.rules++
        const isUnreachable = find(report, 'unreachable', no) !== undefined
        if (isUnreachable) tally.unreachable++
        if (isUnreachable) expect(isTrue).not.toContain(no)
        else expect(shown(reaching(i), ({ values }) => values[i] === true)).toBe(true)
        if (isUnreachable || outcome === 'stop') continue
        const isShadowed = find(report, 'shadowed', no) !== undefined
        if (isShadowed) tally.shadowed++
        if (isShadowed) expect(isNamed).not.toContain(no)
        else expect(shown(naming(i, compiled.rules), ({ fired }) => fired.includes(no))).toBe(true)
      }
      const isUncovered = find(report, 'uncovered', 0) !== undefined
      if (isUncovered) tally.uncovered++
      else expect(isOpen).toBe(false)
    }),
    { numRuns: 200 },
  )
  console.log(`checker: ${JSON.stringify(tally)} against ${near.length * 7} people each`)
  expect(Math.min(tally.unreachable, tally.shadowed, tally.uncovered)).toBeGreaterThan(1)
})
