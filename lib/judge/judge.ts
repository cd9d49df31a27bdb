/** The part of a decision that time does touch: docs/format.md 6, step by step. */
import type { Bundle, HeldRuleSet } from '../bundle/bundle.ts'
import type { ContextBasis, FormatName, Reason } from '../decision.ts'
import { outcomeOf, reasonOrder, type Outcome } from '../reasons.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import { checkFreshness, isStale } from './check-freshness.ts'
import { checkHolder } from './check-holder.ts'
import { checkStatus } from './check-status.ts'
import { checkValidity, checkWindow } from './check-validity.ts'
import { turnsAt, type Findings } from './findings.ts'
import { judgeEmergencies } from './judge-emergency.ts'
import type { CountryEngine } from '../rules/country/country-engine.ts'
import { judgeByRules, type Party, type RuleFindings } from './judge-rules.ts'
import type { Genuine, Reading } from './read-code.ts'
import type { GenuineOther } from './read-others.ts'
import type { Shown } from './shown.ts'

/** An outcome and its reasons at one instant. */
export interface Judgement {
  readonly outcome: Outcome
  /** In table order. */
  readonly reasons: readonly Reason[]
  /** The first instant at which any of this may be otherwise; Infinity: never. */
  readonly next: number
  /** The status lists that were looked into. */
  readonly lists: Findings['lists']
  /** What the rules said; undefined where they were not reached. */
  readonly rules: RuleFindings | undefined
  /** What each emergency set said that speaks for the rule set. */
  readonly emergencies: readonly RuleFindings[]
}

/** From best to worst; what cannot be relied on comes last, so that it stands alone. */
const ranks = ['pass', 'check', 'stop', 'unreadable', 'invalid'] as const satisfies Outcome[]

/**
 * Judges what was read at one instant. Pure and cheap, so that it can be asked again for later instants.
 *
 * @param now - Unix seconds.
 * @param engine - Runs country rules; undefined: nothing here does.
 * @param forced - A version of the rule set to judge by in place of the one in force.
 */
export function judge(
  { readings, together, apart }: Shown,
  bundle: Bundle | undefined,
  context: ContextBasis,
  now: number,
  engine?: CountryEngine,
  forced?: HeldRuleSet,
): Judgement {
  const findings: Findings = { now, reasons: [], next: Infinity }
  let rules: RuleFindings | undefined
  let emergencies: readonly RuleFindings[] = []
  const valid: (Genuine | GenuineOther)[] = []
  for (const reading of readings) {
    const failure = checkReading(reading, bundle, findings)
    if (failure !== undefined) {
      findings.reasons.push(failure)
      continue
    }
    const genuine = reading as Genuine | GenuineOther
    const known = bundle as Bundle
    const invalid =
      genuine.state === 'genuine'
        ? checkOwn(genuine, known, context, findings)
        : checkOther(genuine, known, context, findings)
    if (invalid !== undefined) {
      findings.reasons.push(invalid)
      continue
    }
    checkFreshness(known, findings)
    valid.push(genuine)
  }
  if (apart !== undefined) findings.reasons.push(apart)
  for (const party of partiesOf(valid, together)) {
    rules = judgeByRules(party, bundle as Bundle, context, findings, engine, forced)
    emergencies = judgeEmergencies(party, bundle as Bundle, context, findings)
  }
  const { next, lists } = findings
  return { ...conclude(findings.reasons), next, lists, rules, emergencies }
}

/** Whom the rules are asked about: the holder of all the codes once, or of each by itself. */
function partiesOf(
  codes: readonly (Genuine | GenuineOther)[],
  together: FactBase | undefined,
): readonly Party[] {
  return together === undefined || codes.length < 2
    ? codes.map((code) => ({ codes: [code], facts: code.facts }))
    : [{ codes, facts: together }]
}

/** The worst stands; what cannot be relied on stands alone. */
export function conclude(found: readonly Reason[]): {
  outcome: Outcome
  reasons: readonly Reason[]
} {
  const sorted = found.length > 1 ? inOrder(found) : found
  if (isGranted(sorted)) return { outcome: 'pass', reasons: sorted }
  const rank = Math.max(1, ...sorted.map(({ code }) => ranks.indexOf(outcomeOf(code))))
  const outcome = ranks[rank] as Outcome
  if (outcome !== 'invalid' && outcome !== 'unreadable') return { outcome, reasons: sorted }
  return {
    outcome,
    reasons: sorted.filter(({ code }) => outcomeOf(code) === outcome).slice(0, 1),
  }
}

/** In table order, each once: several codes may give the same. */
function inOrder(found: readonly Reason[]): readonly Reason[] {
  const unique = new Map(found.map((reason) => [JSON.stringify(reason), reason]))
  return [...unique.values()].sort((a, b) => place(a) - place(b))
}

/** Passage is granted, never left over: there must be reasons, and each must be a grant. */
function isGranted(reasons: readonly Reason[]): boolean {
  return reasons.length > 0 && reasons.every(({ code }) => outcomeOf(code) === 'pass')
}

function place(reason: Reason): number {
  return reasonOrder.get(reason.code) as number
}

/** 6.1 to 6.3: gives the reason beyond which nothing more can be checked. */
function checkReading(
  reading: Reading,
  bundle: Bundle | undefined,
  findings: Findings,
): Reason | undefined {
  if (reading.state === 'unreadable') return reading.reason
  if (bundle === undefined) return { code: 'no-bundle' }
  turnsAt(findings, bundle.root.endsAt)
  if (findings.now >= bundle.root.endsAt) return { code: 'retired' }
  switch (reading.state) {
    case 'genuine':
    case 'genuine-other':
      return undefined
    case 'no-keys':
      return { code: 'no-trust-list' }
    case 'issuer-unknown':
    case 'key-unknown':
      // A newer list may know them.
      return isStale(bundle, 'trust', findings)
        ? { code: 'bundle-stale', role: 'trust' }
        : of(reading.state, reading.format)
    default:
      return of(reading.state, reading.format)
  }
}

/** The reason, with the format of the code that it is about. */
function of(code: PlainCode, format: FormatName | undefined): Reason {
  return format === undefined ? { code } : { code, format }
}

type PlainCode = Extract<Reason, { readonly format?: FormatName }>['code']

/** 6.4 to 6.6 of a code of ours. */
function checkOwn(
  { credential, issuer, proven }: Genuine,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
): Reason | undefined {
  const time = checkValidity(credential, bundle, findings)
  if (time !== undefined) return { code: time }
  const revoked = checkStatus(credential, issuer, bundle, findings)
  return revoked ?? checkHolder(credential, proven, bundle, context, findings)
}

/** Another's code is as good as paper: nothing in it tells its holder from whoever copied it. */
const likePaper = { holderKey: null, live: null, tag: null, class: 'paper' } as const

/** 6.2, as far as its certificates go, and 6.4 to 6.6 of another's code. */
function checkOther(
  { credential, proof }: GenuineOther,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
): Reason | undefined {
  const { format } = credential
  const { holds, isRevoked } = proof
  if (holds !== null && checkWindow(holds.from, holds.until, bundle, findings) !== undefined) {
    return of('certificate-out-of-time', format)
  }
  const time = checkValidity(credential, bundle, findings)
  if (time !== undefined) return of(time, format)
  if (isRevoked) return of('revoked', format)
  if (context.card === 'mismatch') return of('card-mismatch', format)
  return checkHolder(likePaper, true, bundle, context, findings)
}
