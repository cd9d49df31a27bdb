/** Tests of what the checker says rules mean, against the engine itself on very many people. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDate, parseInstant } from '../../encoding/instant.ts'
import { makeFactBase, type StatedFact } from '../../facts/fact-base.ts'
import { completeFact, everything } from '../../testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, kinds, vocabulary } from '../../testing/arbitrary-rules.ts'
import { fragmentSet, smallSet } from '../../testing/arbitrary-fragment.ts'
import { compileRuleSet } from '../compile.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import type { RuleSet } from '../rule-set.ts'
import { checkRuleSet } from './check-rule-set.ts'
import { leaving, naming, reaching } from './goals.ts'
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
      // The proof alone too: a person who is shown first would hide that it is wrong.
      const prover = new Prover(compiled, vocabulary)
      const happened = new Set<string>()
      const happens = (name: string, goal: Goal): void => {
        if (!happened.has(name)) expect([name, prover.isImpossible(goal)]).toEqual([name, false])
        happened.add(name)
      }
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
          const { no, outcome } = rule
          if (verdict.values[i] === true) happens(`${i} true`, reaching(i))
          if (verdict.fired.includes(no) && outcome !== 'stop') {
            happens(`${i} named`, naming(i, compiled.rules))
          }
          if (find(report, 'unreachable', no)?.severity === 'error') {
            expect(verdict.values[i]).not.toBe(true)
          }
          if (find(report, 'shadowed', no)?.severity === 'error') {
            expect(verdict.fired).not.toContain(no)
          }
        }
        if (isNotGranted(verdict)) happens('not granted', leaving)
        if (isCovered) expect(isNotGranted(verdict)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
  console.log(`checker: ${JSON.stringify(tally)}`)
  expect(tally['error unreachable']).toBeGreaterThan(15)
  expect(tally['error shadowed']).toBeGreaterThan(10)
})

/** Everybody of up to three facts with whom conditions on `day` and `level` can tell people apart. */
const near = (() => {
  const today = Math.floor((dusk + 28_800) / 86_400)
  const facts = ['low', 'high'].flatMap((level) =>
    [-1, 0, 1, 2, 14, 15].map((back) => {
      return { kind: 'a', fields: { level, day: formatDate(today - back) } }
    }),
  )
  const upTo = (list: readonly StatedFact[], most: number): readonly (readonly StatedFact[])[] => [
    [],
    ...(most === 0 ? [] : list).flatMap((item, i) =>
      upTo(list.slice(i), most - 1).map((rest) => [item, ...rest]),
    ),
  ]
  const coverage = kinds.map((kind) => ({ kind, until: dusk }))
  const people = upTo(
    facts.map((fact) => ({ ...fact, id: '' })),
    3,
  )
  return people.map((drawn) => {
    const stated = drawn.map((fact, i) => ({ ...fact, id: String(i) }))
    return makeFactBase({ facts: stated, coverage, permission: everything }, vocabulary)
  })
})()

test('what is called impossible happens to nobody among all people that can be told apart', () => {
  const tally = { rules: 0, unreachable: 0, shadowed: 0, covered: 0, doubtful: 0 }
  fc.assert(
    fc.property(smallSet, (set) => {
      const report = checkRuleSet(set, vocabulary)
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
      for (const { no } of set.rules) {
        const unreachable = find(report, 'unreachable', no)?.severity
        const shadowed = find(report, 'shadowed', no)?.severity
        tally.rules++
        if (unreachable === 'cannot-prove' || shadowed === 'cannot-prove') tally.doubtful++
        if (unreachable === 'error') tally.unreachable++
        if (unreachable === 'error') expect(isTrue).not.toContain(no)
        if (shadowed === 'error') tally.shadowed++
        if (shadowed === 'error') expect(isNamed).not.toContain(no)
      }
      if (find(report, 'uncovered', 0) === undefined) {
        tally.covered++
        expect(isOpen).toBe(false)
      }
    }),
    { numRuns: 150 },
  )
  console.log(`checker: ${JSON.stringify(tally)} against ${near.length * 7} people each`)
  expect(Math.min(tally.unreachable, tally.shadowed, tally.covered)).toBeGreaterThan(1)
})

test('inside of the fragment everything is decided, and what is not called impossible happens to somebody', () => {
  const tally: Record<string, number> = {}
  fc.assert(
    fc.property(fragmentSet, (set) => {
      const report = checkRuleSet(set, vocabulary)
      expect(report.findings.filter(({ severity }) => severity === 'cannot-prove')).toEqual([])
      const compiled = compileRuleSet(set, vocabulary)
      const prover = new Prover(compiled, vocabulary)
      const isShown = (goal: Goal, happens: (verdict: Verdict) => boolean): boolean => {
        const proof = prover.prove(goal, happens)
        if (typeof proof !== 'object') return false
        return happens(judgeExample(set, exampleOf(proof, vocabulary)))
      }
      const count = (name: string): void => {
        tally[name] = (tally[name] ?? 0) + 1
      }
      for (const [i, { no, outcome }] of set.rules.entries()) {
        count('rules')
        if (find(report, 'unreachable', no) !== undefined) count('unreachable')
        else if (find(report, 'shadowed', no) !== undefined) count('shadowed')
        else if (outcome === 'stop') {
          expect(isShown(reaching(i), ({ values }) => values[i] === true)).toBe(true)
        } else {
          expect(isShown(naming(i, compiled.rules), ({ fired }) => fired.includes(no))).toBe(true)
        }
      }
      if (find(report, 'uncovered', 0) === undefined) count('covered')
      else expect(isShown(leaving, isNotGranted)).toBe(true)
    }),
    { numRuns: 400 },
  )
  console.log(`checker: ${JSON.stringify(tally)}`)
  for (const name of ['unreachable', 'shadowed', 'covered']) expect(tally[name]).toBeGreaterThan(5)
})
