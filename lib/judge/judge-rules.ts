/** 6.8: what the rule set in force makes of a genuine code. */
import type { Bundle, HeldRuleSet } from '../bundle/bundle.ts'
import { newestBegun } from '../bundle/hold-rule-set.ts'
import type { DecodedAssessment } from '../credential/credential.ts'
import type { ContextBasis, Reason } from '../decision.ts'
import { matchesPattern } from '../encoding/pattern.ts'
import { emptyFactBase } from '../facts/fact-base.ts'
import type { CompiledRuleSet } from '../rules/compile.ts'
import { evaluate, evaluateOnSite, type Verdict } from '../rules/evaluate.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import { turnsAt, type Findings } from './findings.ts'
import type { CountryEngine } from '../rules/country/country-engine.ts'
import { judgeByCountry } from './judge-country-set.ts'
import type { Genuine } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'

/** One or several valid codes of one person. */
export interface Party {
  readonly codes: readonly (Genuine | GenuineOther)[]
  /** undefined: what there is to know is in an assessment. */
  readonly facts: FactBase | undefined
}

/** The set that was in force, and what it said. */
export interface RuleFindings {
  readonly held: HeldRuleSet
  /** The facts that all rules were asked about; undefined where the set was not run on facts. */
  readonly facts: FactBase | undefined
  readonly verdict: Verdict | undefined
}

/**
 * Pushes the rules' reasons.
 *
 * @param engine - Runs country rules; undefined: nothing here does.
 * @param forced - A version to judge by in place of the one in force.
 */
export function judgeByRules(
  { codes, facts }: Party,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
  engine?: CountryEngine,
  forced?: HeldRuleSet,
): RuleFindings | undefined {
  const held = setInForce(bundle, context, findings, forced)
  if (held === undefined) return undefined
  if (held.use.state === 'country') {
    // A country judges each certificate, never what several of them come to.
    for (const code of codes) judgeByCountry(code, held, held.use.rules, engine, findings)
    return { held, facts: undefined, verdict: undefined }
  }
  if (held.use.state !== 'ready') {
    pushUnready(held.use, findings)
    return { held, facts: undefined, verdict: undefined }
  }
  const { compiled } = held.use
  const verdict =
    facts === undefined
      ? judgeAssessment(codes[0] as Genuine, bundle, compiled, context, findings)
      : judgeFacts(evaluate(compiled, facts, findings.now, context.onSite), held, findings)
  return { held, facts, verdict }
}

/** The set that decides; pushes why there is none. */
export function setInForce(
  bundle: Bundle,
  { ruleSet }: Pick<ContextBasis, 'ruleSet'>,
  findings: Findings,
  forced?: HeldRuleSet,
): HeldRuleSet | undefined {
  const sets = bundle.ruleSets.get(ruleSet ?? '')
  if (sets === undefined) {
    findings.reasons.push({ code: 'no-rule-set' })
    return undefined
  }
  for (const { from } of sets) turnsAt(findings, from)
  const held = forced ?? newestBegun(sets, findings.now)
  if (held !== undefined) turnsAt(findings, held.until)
  if (held !== undefined && findings.now < held.until) return held
  findings.reasons.push({ code: 'no-rule-set-in-force' })
  return undefined
}

function judgeFacts(verdict: Verdict, held: HeldRuleSet, findings: Findings): Verdict {
  pushVerdict(verdict, held, findings)
  if (verdict.fired.length === 0 && verdict.missing.length === 0) {
    findings.reasons.push({ code: 'not-granted' })
  }
  return verdict
}

/** A set that cannot be run here says nothing, so that staff decide. */
export function pushUnready(
  use: Exclude<HeldRuleSet['use'], { readonly state: 'ready' }>,
  findings: Findings,
): void {
  findings.reasons.push(
    use.state === 'fact-type-unknown'
      ? { code: use.state, kinds: use.kinds }
      : { code: use.state === 'country' ? 'other-codes-only' : use.state },
  )
}

/** Spelt out: a text put together at the gate would have to be looked for among all that the engine knows. */
const firedCodes = { pass: 'rule-pass', check: 'rule-check', stop: 'rule-stop' } as const
const assessedCodes = {
  pass: 'assessed-pass',
  check: 'assessed-check',
  stop: 'assessed-stop',
} as const

/** Pushes what fired, and what is missing to be sure. */
export function pushVerdict(
  verdict: Verdict,
  { id, version }: Pick<HeldRuleSet, 'id' | 'version'>,
  findings: Findings,
): void {
  const { fired, missing, outcome } = verdict
  turnsAt(findings, verdict.next)
  for (const no of fired) {
    findings.reasons.push({ code: firedCodes[outcome], rule: { set: id, version, no } })
  }
  if (missing.length > 0) findings.reasons.push({ code: 'fact-missing', kinds: missing })
}

/** An assessment by whoever may be trusted with some sets: a code's, or a population's. */
export interface Assessed {
  readonly credential: Pick<Genuine['credential'], 'assessment' | 'issuer'>
  readonly key: Pick<Genuine['key'], 'sets'>
  /** When its version had to be in force, where that is not when it was made. */
  readonly holdsFrom?: number
}

/** An assessment is worth what `accepts` says; what is measured here is judged as well. */
export function judgeAssessment(
  genuine: Assessed,
  bundle: Bundle,
  compiled: CompiledRuleSet,
  context: ContextBasis,
  findings: Findings,
): Verdict | undefined {
  const { assessment } = genuine.credential
  if (assessment === null || !isAccepted(genuine, assessment, bundle, compiled, findings)) {
    findings.reasons.push({ code: 'assessment-superseded' })
    return undefined
  }
  const { outcome, ruleSet, version, rule } = assessment
  const code = assessedCodes[outcome]
  const reason: Reason = { code, rule: { set: ruleSet, version, no: rule ?? 0 } }
  findings.reasons.push(reason)
  const verdict = evaluateOnSite(
    compiled,
    outcome,
    emptyFactBase(compiled.vocabulary.types),
    findings.now,
    context.onSite,
  )
  pushVerdict(verdict, compiled.set, findings)
  return verdict
}

function isAccepted(
  { credential, key, holdsFrom }: Assessed,
  assessment: DecodedAssessment,
  bundle: Bundle,
  compiled: CompiledRuleSet,
  findings: Findings,
): boolean {
  const { ruleSet, version, assessedAt } = assessment
  if (!key.sets.some((pattern) => matchesPattern(pattern, ruleSet))) return false
  const at = holdsFrom ?? assessedAt
  const then = newestBegun(bundle.ruleSets.get(ruleSet) ?? [], at)
  if (then?.version !== version || at >= then.until) return false
  return compiled.accepts.some((entry) => {
    const least = Object.hasOwn(entry.minVersion ?? {}, ruleSet)
      ? (entry.minVersion?.[ruleSet] as number)
      : 0
    if (!matchesPattern(entry.issuer, credential.issuer)) return false
    if (!matchesPattern(entry.set, ruleSet) || version < least) return false
    const tooOldAt = assessedAt + entry.maxAge + 1
    turnsAt(findings, tooOldAt)
    return findings.now < tooOldAt
  })
}
