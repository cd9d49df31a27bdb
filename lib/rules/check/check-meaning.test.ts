/** Tests of what the checker says rules mean, against the engine itself on very many people. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFactBase } from '../../facts/fact-base.ts'
import { completeFact, everything } from '../../testing/arbitrary-facts.ts'
import { anyRuleSet, dusk, kinds, vocabulary } from '../../testing/arbitrary-rules.ts'
import { compileRuleSet } from '../compile.ts'
import { evaluate, type Verdict } from '../evaluate.ts'
import type { RuleSet } from '../rule-set.ts'
import { checkRuleSet } from './check-rule-set.ts'
import type { CheckReport, Example, Finding } from './finding.ts'
import { parseInstant } from '../../encoding/instant.ts'

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
        const now = Math.max(dusk, set.zone.offsets[0]![0]) + later
        const stated = facts.map((fact, i) => ({ ...fact, id: String(i) }))
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
    { numRuns: 600 },
  )
  console.log(`checker: ${JSON.stringify(tally)}`)
  expect(tally['error unreachable']).toBeGreaterThan(20)
  expect(tally['error shadowed']).toBeGreaterThan(20)
})
