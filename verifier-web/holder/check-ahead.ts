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

/** What would be decided, but for the age of the data. */
export interface Foretold {
  readonly decision: Decision
  /** What the decision would be under data as fresh as today's. */
  readonly outcome: Outcome
}

/** What would be answered. Never shown as an answer: a gate has its own data, and asks more. */
export interface Ahead extends Foretold {
  /** Until when that stands; null: time alone does not change it. */
  readonly until: string | null
  /** What comes after that. */
  readonly after?: Foretold
  /** What would be too old by then, and is not now. */
  readonly staleByThen: readonly RoleSummary['role'][]
  /** What is too old already. */
  readonly staleNow: readonly RoleSummary['role'][]
  /** The version that is in force then, where it is another than now's. */
  readonly nextVersion?: RuleSetSummary
}

/** Data of several roles grow too old one after the other; more than these flips of age alone there cannot be. */
const mostFlips = 24

/** Asks the rules. */
export async function checkAhead(
  shown: OwnShown,
  { bundle, ruleSet, now, then, ...readers }: AheadOptions,
): Promise<Ahead> {
  const decide = (texts: readonly string[], at: Date) =>
    verify(texts, { bundle, now: at, context: { ruleSet }, ...readers })
  const foretell = async (at: Date): Promise<Foretold> => {
    const decision = await decide(await textsAt(shown, at), at)
    return { decision, outcome: freshOutcome(decision) }
  }
  const foretold = await foretell(then)
  let [until, after] = await nextFlip(then)
  for (let i = 0; i < mostFlips && after !== undefined && isAlike(foretold, after); i++) {
    ;[until, after] = await nextFlip(new Date(after.decision.basis.now))
  }
  const staleNow = staleAt(bundle, now)
  const next = ruleSetInForce(bundle, ruleSet, then)
  const isOther = next?.version !== ruleSetInForce(bundle, ruleSet, now)?.version
  return {
    ...foretold,
    until,
    ...(after === undefined ? {} : { after }),
    staleNow,
    staleByThen: staleAt(bundle, then).filter((role) => !staleNow.includes(role)),
    ...(isOther && next !== undefined ? { nextVersion: next } : {}),
  }

  /** When the decision changes next, and to what. As it stands in the code: a proof ends in minutes, and is made anew. */
  async function nextFlip(from: Date): Promise<readonly [string | null, Foretold | undefined]> {
    const { holdsUntil } = await decide(shown.texts, from)
    if (holdsUntil === null) return [null, undefined]
    return [holdsUntil, await foretell(new Date(holdsUntil))]
  }
}

/** A proof of then stays in here: shown today it would be worthless, and then another is made. */
async function textsAt({ texts, key }: OwnShown, at: Date): Promise<readonly string[]> {
  if (key === undefined) return texts
  return Promise.all(texts.map((text) => livePresentation(text, key, at)))
}

function staleAt(bundle: Bundle, at: Date): readonly RoleSummary['role'][] {
  return bundleSummary(bundle, at)
    .roles.filter(({ stale }) => stale)
    .map(({ role }) => role)
}

const worse: readonly Outcome[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']

/** All reasons but the age of the data. */
function lasting({ reasons: found }: Decision): Decision['reasons'] {
  return found.filter(({ code }) => code !== 'bundle-stale')
}

/** The worst of them; where there is no other, age decides. */
function freshOutcome(decision: Decision): Outcome {
  const others = lasting(decision)
  if (others.length === decision.reasons.length || others.length === 0) return decision.outcome
  const ranks = others.map(({ code }) => worse.indexOf(reasons[code].outcome))
  return worse[Math.max(...ranks)] ?? decision.outcome
}

/** Whether the two say the same for the same reasons, but for the age of the data and the version that says so. */
function isAlike(one: Foretold, other: Foretold): boolean {
  const said = ({ decision, outcome }: Foretold) =>
    JSON.stringify([
      outcome,
      lasting(decision).map((reason) =>
        'rule' in reason ? { ...reason, rule: [reason.rule.set, reason.rule.no] } : reason,
      ),
    ])
  return said(one) === said(other)
}
