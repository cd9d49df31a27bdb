/** The part of a decision that time does touch: docs/format.md 6, step by step. */
import type { Bundle, HeldRuleSet } from '../bundle/bundle.ts'
import type { ContextBasis, Reason } from '../decision.ts'
import { reasonOrder, reasons as table, type Outcome } from '../reasons.ts'
import { turnsAt, type Findings } from './findings.ts'
import { judgeEmergencies } from './judge-emergency.ts'
import { judgeByRules, type RuleFindings } from './judge-rules.ts'
import type { Genuine, Reading } from './read-code.ts'

/** An outcome and its reasons at one instant. */
export interface Judgement {
  readonly outcome: Outcome
  /** In table order. */
  readonly reasons: readonly Reason[]
  /** The first instant at which any of this may be otherwise; Infinity: never. */
  readonly next: number
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
 * @param forced - A version of the rule set to judge by in place of the one in force.
 */
export function judge(
  readings: readonly Reading[],
  bundle: Bundle | undefined,
  context: ContextBasis,
  now: number,
  forced?: HeldRuleSet,
): Judgement {
  const findings: Findings = { now, reasons: [], next: Infinity }
  let rules: RuleFindings | undefined
  let emergencies: readonly RuleFindings[] = []
  for (const reading of readings) {
    const failure = checkReading(reading, bundle, findings)
    if (failure !== undefined) {
      findings.reasons.push(failure)
      continue
    }
    const genuine = reading as Genuine
    const known = bundle as Bundle
    const invalid =
      checkValidity(genuine, known, findings) ?? checkHolder(genuine, context, findings)
    if (invalid !== undefined) {
      findings.reasons.push(invalid)
      continue
    }
    checkStatus(genuine, findings)
    checkFreshness(known, findings)
    rules = judgeByRules(genuine, known, context, findings, forced)
    emergencies = judgeEmergencies(genuine, known, context, findings)
  }
  if (readings.length > 1) findings.reasons.push({ code: 'person-unproven' })
  return { ...conclude(findings.reasons), next: findings.next, rules, emergencies }
}

/** The worst stands; what cannot be relied on stands alone. */
function conclude(found: readonly Reason[]): { outcome: Outcome; reasons: readonly Reason[] } {
  const sorted = found.length > 1 ? inOrder(found) : found
  if (isGranted(sorted)) return { outcome: 'pass', reasons: sorted }
  const rank = Math.max(1, ...sorted.map(({ code }) => ranks.indexOf(table[code].outcome)))
  const outcome = ranks[rank] as Outcome
  if (outcome !== 'invalid' && outcome !== 'unreadable') return { outcome, reasons: sorted }
  return {
    outcome,
    reasons: sorted.filter(({ code }) => table[code].outcome === outcome).slice(0, 1),
  }
}

/** In table order, each once: several codes may give the same. */
function inOrder(found: readonly Reason[]): readonly Reason[] {
  const unique = new Map(found.map((reason) => [JSON.stringify(reason), reason]))
  return [...unique.values()].sort((a, b) => place(a) - place(b))
}

/** Passage is granted, never left over: there must be reasons, and each must be a grant. */
function isGranted(reasons: readonly Reason[]): boolean {
  return reasons.length > 0 && reasons.every(({ code }) => table[code].outcome === 'pass')
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
      return undefined
    case 'no-keys':
      return { code: 'no-trust-list' }
    case 'issuer-unknown':
    case 'key-unknown':
      // A newer list may know them.
      return isStale(bundle, 'trust', findings)
        ? { code: 'bundle-stale', role: 'trust' }
        : { code: reading.state }
    default:
      return { code: reading.state }
  }
}

/** 6.4 */
function checkValidity(
  { credential }: Genuine,
  { floor, root }: Bundle,
  findings: Findings,
): Reason | undefined {
  const { now } = findings
  const { issuedAt, validFrom, validUntil } = credential
  turnsAt(findings, validUntil)
  if (validUntil <= Math.max(now, floor)) return { code: 'expired' }
  const trusted = floor - root.clockUncertainty
  turnsAt(findings, trusted)
  if (now < trusted) {
    findings.reasons.push({ code: 'clock-suspect' })
    return undefined
  }
  const begins = Math.max(issuedAt, validFrom ?? issuedAt) - root.clockUncertainty
  turnsAt(findings, begins)
  return now < begins ? { code: 'not-yet-valid' } : undefined
}

/** 6.5 */
function checkStatus({ issuer }: Genuine, findings: Findings): void {
  if (issuer.status !== 'none') findings.reasons.push({ code: 'status-missing' })
}

/** 6.6 */
function checkHolder(
  { credential }: Genuine,
  context: ContextBasis,
  findings: Findings,
): Reason | undefined {
  const { reasons } = findings
  if (context.seenBefore === 'proof') return { code: 'replayed' }
  if (credential.holderKey !== null) reasons.push({ code: 'live-proof-missing' })
  else if (context.requireLive) reasons.push({ code: 'live-required' })
  if (context.card !== 'absent') {
    reasons.push({ code: credential.tag === null ? 'tag-missing' : 'binding-key-missing' })
  } else if (context.requireCard ?? credential.class === 'paper') {
    reasons.push({ code: 'card-required' })
  }
  const seen = context.seenBefore ?? (context.station === null ? 'no' : 'unknown')
  if (seen === 'code') reasons.push({ code: 'already-used' })
  if (seen === 'unknown') reasons.push({ code: 'replay-unknown' })
  return undefined
}

/** 6.7 */
function checkFreshness(bundle: Bundle, findings: Findings): void {
  for (const role of ['timestamp', 'trust', 'facts'] as const) {
    if (isStale(bundle, role, findings)) findings.reasons.push({ code: 'bundle-stale', role })
  }
}

function isStale(
  bundle: Bundle,
  role: 'timestamp' | 'trust' | 'facts',
  findings: Findings,
): boolean {
  const held = bundle[role]
  if (held === undefined) return false
  const row = bundle.root.freshness[bundle.class].get(role)
  if (row === undefined) return true
  const staleAt = held.signedAt + row.grace + 1
  turnsAt(findings, staleAt)
  return findings.now >= staleAt
}
