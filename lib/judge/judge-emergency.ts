/** 6.8: emergency sets are judged after the set in force, on the same facts; they can only make worse. */
import type { Bundle, HeldRuleSet } from '../bundle/bundle.ts'
import { newestBegun } from '../bundle/hold-rule-set.ts'
import type { ContextBasis } from '../decision.ts'
import { emptyFactBase } from '../facts/fact-base.ts'
import { evaluate } from '../rules/evaluate.ts'
import { turnsAt, type Findings } from './findings.ts'
import { pushUnready, pushVerdict, type Party, type RuleFindings } from './judge-rules.ts'

/**
 * Pushes the reasons of every emergency set that speaks for the set of the context.
 *
 * @returns What each said, in the order of the bundle.
 */
export function judgeEmergencies(
  party: Party,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
): readonly RuleFindings[] {
  return inForce(bundle, context, findings).map((held) => {
    if (held.use.state !== 'ready') {
      // It may say stop to this very person: nobody passes on what cannot be read.
      pushUnready(held.use, findings)
      return { held, facts: undefined, verdict: undefined }
    }
    const { compiled } = held.use
    // Of a person whose facts are not known here every kind is unknown.
    const facts = party.facts ?? emptyFactBase(compiled.vocabulary.types)
    const verdict = evaluate(compiled, facts, findings.now, context.onSite)
    pushVerdict(verdict, held, findings)
    return { held, facts, verdict }
  })
}

function inForce(
  { root, emergencies }: Bundle,
  { ruleSet }: ContextBasis,
  findings: Findings,
): readonly HeldRuleSet[] {
  const { emergency } = root
  if (emergency === undefined || ruleSet === null) return []
  return [...emergencies].flatMap(([id, sets]) => {
    if (!ruleSet.startsWith(id.slice(emergency.prefix.length))) return []
    for (const { from } of sets) turnsAt(findings, from)
    const held = newestBegun(sets, findings.now)
    if (held === undefined || emergency.ended.has(`${id}/${String(held.version)}`)) return []
    turnsAt(findings, held.until)
    return findings.now < held.until ? [held] : []
  })
}
