/** Holds what a gate said against what comes of the code again: right, wrong, or not to be told, and why. */
import {
  reasons,
  type Decision,
  type Outcome,
  type ReasonCode,
  type RuleReference,
} from 'greengate'
import { decidingRule } from '../../kiosk/station/presentations/shown-decision.ts'
import type { GateSaid } from './said.ts'

/** What came of a comparison. */
export interface Finding {
  readonly verdict: 'right' | 'wrong' | 'cannot-tell'
  readonly why: Why | null
}

/** Why it is not right. */
export type Why =
  /** wrong */
  | 'other-outcome'
  | 'other-rule'
  | 'other-reasons'
  | 'other-rules-used'
  | 'other-decision'
  | 'other-card'
  | 'assessed-otherwise'
  /** cannot be told */
  | 'gate-not-stated'
  | 'no-code'
  | 'code-not-authentic'
  | 'gate-alone-knew'
  | 'no-bundle-of-then'
  | 'no-rule-set-of-then'
  | 'bundles-differ'
  | 'published-twice'
  | 'opening-missing'
  | 'opening-of-another-code'
  | 'opening-proves-nothing'
  | 'other-code-shown'
  | 'other-slip'
  | 'receipt-differs'
  | 'receipt-unproven'
  | 'card-not-looked-up'

/** What the gate alone knew: no bundle says it, and a slip does not say by what it came. */
const ofGateAlone: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  ...(['live-proof-invalid', 'live-proof-not-yet-valid', 'live-proof-expired'] as const),
  ...(['live-proof-missing', 'live-required', 'station-just-started'] as const),
  ...(['card-required', 'card-not-chip', 'card-mismatch', 'binding-key-missing'] as const),
  ...(['different-persons', 'person-unproven', 'parts-missing', 'text-damaged'] as const),
  ...(['replayed', 'already-used', 'replay-unknown', 'bundle-stale', 'clock-suspect'] as const),
  ...(['not-covered', 'population-mismatch', 'card-malformed', 'card-expired'] as const),
  ...(['card-not-yet-valid', 'no-bundle'] as const),
])

/** A receipt says its circumstances; what it does not say is what was shown. */
const ofWhatWasShown: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  ...(['live-proof-invalid', 'live-proof-not-yet-valid', 'live-proof-expired'] as const),
  ...(['live-proof-missing', 'station-just-started', 'different-persons'] as const),
  ...(['person-unproven', 'parts-missing', 'text-damaged'] as const),
])

const severity: readonly Outcome[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']
const worst = (codes: Iterable<ReasonCode>): Outcome =>
  severity[
    Math.max(0, ...[...codes].map((code) => severity.indexOf(reasons[code].outcome)))
  ] as Outcome

/** What is known beside what the gate said. */
export interface Compared {
  readonly said: GateSaid
  readonly decision: Decision
  /** Rules of the set that read what is measured at the gate, where nobody says what was measured. */
  readonly onSiteRules: readonly RuleReference[]
  /** What they read there. */
  readonly onSiteKinds: ReadonlySet<string>
}

/** Compares a slip, or a receipt without what was sealed beside it, with a decision made again. */
export function compareGate({ said, decision, onSiteRules, onSiteKinds }: Compared): Finding {
  const { outcome, at } = said
  // As of another instant other rules may be in force: today's answer proves nothing.
  if (outcome === null || at === null) return cannotTell('gate-not-stated')
  const unknowable = new Set(said.source === 'receipt' ? ofWhatWasShown : ofGateAlone)
  if (isUnmeasured(decision, onSiteKinds)) unknowable.add('fact-missing')
  const asSaid = said.source === 'slip' ? asPrinted : (code: ReasonCode) => code
  const again = decision.reasons.map(({ code }) => asSaid(code))
  const known = new Set(again.filter((code) => !unknowable.has(code)))
  const outcomeAgain = worst(known)
  const rule = decidingRule({ outcome: outcomeAgain, reasons: decision.reasons })
  if (said.reasons === null) return compareOutcomes(said, outcomeAgain, rule, onSiteRules)
  const saidKnown = new Set(said.reasons.filter((code) => !unknowable.has(code)))
  const isSame = isSameSet(saidKnown, known) && isSameRule(said.rule, rule)
  if (isSame && worst(saidKnown) === outcome) return right
  // What only the gate knew is as bad as all of it: the rest decides nothing.
  const gates = said.reasons.filter((code) => unknowable.has(code))
  if (gates.length > 0 && worst(gates) === outcome && worst(saidKnown) !== outcome) {
    return cannotTell('gate-alone-knew')
  }
  return otherwise(said, outcomeAgain, rule, onSiteRules)
}

/** Staff are told no more than that rules decided: of a code's colour a slip says the same as of its facts. */
export function asPrinted(code: ReasonCode): ReasonCode {
  return code.replace(/^assessed-/, 'rule-') as ReasonCode
}

/** Whether nothing is missing but what was measured at the gate, which nobody says. */
function isUnmeasured({ reasons: given }: Decision, onSiteKinds: ReadonlySet<string>): boolean {
  if (onSiteKinds.size === 0) return false
  return given.every(
    (reason) =>
      reason.code !== 'fact-missing' || reason.kinds.every((kind) => onSiteKinds.has(kind)),
  )
}

/** By outcome and, where it is said, by rule. */
function compareOutcomes(
  said: GateSaid,
  again: Outcome,
  rule: RuleReference | null,
  onSiteRules: readonly RuleReference[],
): Finding {
  const isSame = said.outcome === again && isSameRule(said.rule, rule)
  return isSame ? right : otherwise(said, again, rule, onSiteRules)
}

function otherwise(
  said: GateSaid,
  again: Outcome,
  rule: RuleReference | null,
  onSiteRules: readonly RuleReference[],
): Finding {
  // Another code than was shown, one that was altered, or the data of another authority: no proof against the gate.
  const isUnproven = again === 'invalid' || again === 'unreadable'
  if (isUnproven && said.outcome !== again) return cannotTell('code-not-authentic')
  const isMeasured = onSiteRules.some((each) => isSameRule(said.rule, each))
  const mayBeMeasured = said.rule === undefined && onSiteRules.length > 0 && isWorse(said, again)
  if (isMeasured || mayBeMeasured) return cannotTell('gate-alone-knew')
  if (said.outcome !== again) {
    // Without reasons nobody can say that it was not what the gate alone knew, such as a second showing.
    const isUnsaid = said.reasons === null && said.rule === undefined && isWorse(said, again)
    return isUnsaid ? cannotTell('gate-alone-knew') : wrong('other-outcome')
  }
  return wrong(isSameRule(said.rule, rule) ? 'other-reasons' : 'other-rule')
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each))

const isWorse = ({ outcome }: GateSaid, again: Outcome): boolean =>
  outcome !== null && severity.indexOf(outcome) > severity.indexOf(again)

/** undefined: the gate's rule is not said. */
function isSameRule(said: RuleReference | null | undefined, again: RuleReference | null): boolean {
  if (said === undefined) return true
  return said?.set === again?.set && said?.version === again?.version && said?.no === again?.no
}

export const right: Finding = { verdict: 'right', why: null }
export const wrong = (why: Why): Finding => ({ verdict: 'wrong', why })
export const cannotTell = (why: Why): Finding => ({ verdict: 'cannot-tell', why })

/** One for the whole: wrong if a part is, right if all are. */
export function sumOf(parts: readonly Finding[]): Finding {
  return (
    parts.find(({ verdict }) => verdict === 'wrong') ??
    parts.find(({ verdict }) => verdict === 'cannot-tell') ??
    right
  )
}
