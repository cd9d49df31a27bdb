/** What a destination's rules would say of a code at an instant, now or planned, if the data of this device did not change. */
import {
  bundleSummary,
  reasons,
  ruleSetInForce,
  verify,
  type Bundle,
  type Decision,
  type Outcome,
  type RoleSummary,
  type RuleSetSummary,
} from 'greengate'
import { livePresentation, type HolderKey } from 'greengate/holder'
import type { Readers } from '../edges/readers.ts'

/** A code, and the key by which it is shown where it names one. */
export interface OwnShown {
  readonly texts: readonly string[]
  readonly key?: HolderKey
}

/** What is asked. */
export interface AheadOptions extends Readers {
  readonly bundle: Bundle
  readonly ruleSet: string
  readonly now: Date
  /** Not before `now`. */
  readonly then: Date
}

/** What would be answered. Never shown as an answer: a gate has its own data, and asks more. */
export interface Ahead {
  readonly decision: Decision
  /** What the decision would be under data as fresh as today's. */
  readonly outcome: Outcome
  /** What would be too old by then, and is not now. */
  readonly staleByThen: readonly RoleSummary['role'][]
  /** What is too old already. */
  readonly staleNow: readonly RoleSummary['role'][]
  /** The version that is in force then, where it is another than now's. */
  readonly nextVersion?: RuleSetSummary
}

/** Asks the rules. */
export async function checkAhead(
  { texts, key }: OwnShown,
  { bundle, ruleSet, now, then, ...readers }: AheadOptions,
): Promise<Ahead> {
  // A proof of then stays in here: shown today it would be worthless, and shown then it is another's to make.
  const shown =
    key === undefined
      ? texts
      : await Promise.all(texts.map((text) => livePresentation(text, key, then)))
  const decision = await verify(shown, { bundle, now: then, context: { ruleSet }, ...readers })
  const staleNow = staleAt(bundle, now)
  const next = ruleSetInForce(bundle, ruleSet, then)
  const isOther =
    next !== undefined && next.version !== ruleSetInForce(bundle, ruleSet, now)?.version
  return {
    decision,
    outcome: freshOutcome(decision),
    staleNow,
    staleByThen: staleAt(bundle, then).filter((role) => !staleNow.includes(role)),
    ...(isOther ? { nextVersion: next } : {}),
  }
}

function staleAt(bundle: Bundle, at: Date): readonly RoleSummary['role'][] {
  return bundleSummary(bundle, at)
    .roles.filter(({ stale }) => stale)
    .map(({ role }) => role)
}

const worse: readonly Outcome[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']

/** The worst of all reasons but the age of the data; where there is no other reason, age decides. */
function freshOutcome({ outcome, reasons: found }: Decision): Outcome {
  const others = found.filter(({ code }) => code !== 'bundle-stale')
  if (others.length === found.length || others.length === 0) return outcome
  const ranks = others.map(({ code }) => worse.indexOf(reasons[code].outcome))
  return worse[Math.max(...ranks)] ?? outcome
}
