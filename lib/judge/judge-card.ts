/** The part of a decision about a card alone that time does touch: docs/format.md 8, step by step. */
import type { Bundle } from '../bundle/bundle.ts'
import { newestBegun } from '../bundle/hold-rule-set.ts'
import { assessedLast, type NotGreenSet } from '../bundle/population-header.ts'
import type { CardLookUps, ContextBasis, Reason } from '../decision.ts'
import type { Offsets } from '../rules/zone.ts'
import type { CardTime } from './card-time.ts'
import { checkFreshness, isPastGrace } from './check-freshness.ts'
import { checkSeen } from './check-holder.ts'
import { checkWindow } from './check-validity.ts'
import { turnsAt, type Findings } from './findings.ts'
import { judgeEmergencies } from './judge-emergency.ts'
import {
  judgeAssessment,
  pushUnready,
  setInForce,
  type Assessed,
  type RuleFindings,
} from './judge-rules.ts'
import { conclude, type Judgement } from './judge.ts'
import { isSameUniverse, type SetsInUse } from './look-up-card.ts'

/** A card as a decision knows it: never its number. */
export interface ReadCard {
  readonly lookUps: CardLookUps
  readonly time: CardTime
  /** Those that were looked into. */
  readonly sets: SetsInUse
}

/** Judges a card at one instant at which the sets count that were looked into. */
export function judgeCard(
  card: ReadCard,
  bundle: Bundle | undefined,
  context: ContextBasis,
  now: number,
): Judgement {
  const findings: Findings = { now, reasons: [], next: Infinity }
  const alone = (reason: Reason): Judgement => ({
    ...conclude([reason]),
    next: findings.next,
    lists: undefined,
    rules: undefined,
    emergencies: [],
  })
  if (card.lookUps.malformed) return alone({ code: 'card-malformed' })
  if (bundle === undefined) return alone({ code: 'no-bundle' })
  turnsAt(findings, bundle.root.endsAt)
  if (now >= bundle.root.endsAt) return alone({ code: 'retired' })
  if (bundle.trust === undefined || bundle.trust.issuers.size === 0) {
    return alone({ code: 'no-trust-list' })
  }
  const { from, until } = card.time(zoneAt(bundle, context.ruleSet, findings))
  const time = checkWindow(from, until, bundle, findings)
  if (time !== undefined) return alone({ code: `card-${time}` })
  if (context.seenBefore === 'proof') return alone({ code: 'replayed' })
  checkSets(card, findings)
  checkSeen(context, findings)
  checkFreshness(bundle, findings)
  checkAge(card.sets, bundle, findings)
  const rules = judgeByRules(card, bundle, context, findings)
  const emergencies = judgeEmergencies({ codes: [], facts: undefined }, bundle, context, findings)
  const { next } = findings
  return { ...conclude(findings.reasons), next, lists: undefined, rules, emergencies }
}

/** The zone of the newest version that has begun, be it over or not. */
function zoneAt(bundle: Bundle, ruleSet: string | null, findings: Findings): Offsets | undefined {
  const sets = bundle.ruleSets.get(ruleSet ?? '') ?? []
  for (const { from } of sets) turnsAt(findings, from)
  const use = newestBegun(sets, findings.now)?.use
  return use?.state === 'ready' ? use.compiled.set.zone.offsets : undefined
}

function checkSets({ lookUps, sets }: ReadCard, { reasons }: Findings): void {
  const { covered, notGreen } = sets
  if (covered && notGreen && !isSameUniverse(covered, notGreen)) {
    reasons.push({ code: 'population-mismatch' })
  }
  if (lookUps.covered !== true || lookUps.notGreen === null) reasons.push({ code: 'not-covered' })
  if (lookUps.source !== 'chip') reasons.push({ code: 'card-not-chip' })
}

/** Sets grow old from when people were last looked at; beyond its limit nothing was looked ahead. */
function checkAge({ covered, notGreen }: SetsInUse, bundle: Bundle, findings: Findings): void {
  const { now, reasons } = findings
  if (covered && isPastGrace(bundle, 'covered', assessedLast(covered), findings)) {
    reasons.push({ code: 'bundle-stale', role: 'covered' })
  }
  if (notGreen === undefined) return
  turnsAt(findings, notGreen.limit)
  const isStale = isPastGrace(bundle, 'notGreen', assessedLast(notGreen), findings)
  if (isStale || now >= notGreen.limit) {
    reasons.push({ code: 'bundle-stale', role: 'notGreen' })
  }
}

/** 6.8, with what the set says of the card as its assessment. */
function judgeByRules(
  { lookUps, sets }: ReadCard,
  bundle: Bundle,
  context: ContextBasis,
  findings: Findings,
): RuleFindings | undefined {
  const held = setInForce(bundle, context, findings)
  if (held === undefined) return undefined
  const { use } = held
  const { notGreen } = lookUps
  if (use.state !== 'ready') pushUnready(use, findings)
  const verdict =
    use.state === 'ready' && sets.notGreen && notGreen !== null
      ? judgeAssessment(
          assessedBy(sets.notGreen, notGreen, held.id, bundle),
          bundle,
          use.compiled,
          context,
          findings,
        )
      : undefined
  return { held, facts: undefined, verdict }
}

/** A set as an assessment of one person, by an issuer that may assess under that rule set. */
function assessedBy(
  set: NotGreenSet,
  found: NonNullable<CardLookUps['notGreen']>,
  ruleSet: string,
  { trust, ruleSets }: Bundle,
): Assessed {
  const { issuer, version } = set
  const assessedAt = assessedLast(set)
  const keys = [...(trust?.issuers.get(issuer)?.keys.values() ?? [])].flat()
  const able = keys.filter(
    ({ from, until, revoked }) =>
      from <= assessedAt &&
      assessedAt < until &&
      !revoked.some(
        (span) => span.from <= assessedAt && assessedAt < span.until && span.site === null,
      ),
  )
  const own = ruleSets.get(ruleSet)?.find((each) => each.version === version)
  return {
    credential: {
      issuer,
      assessment: {
        ...(found === 'green' ? { outcome: 'pass', rule: null } : found),
        ruleSet,
        version,
        assessedAt,
      },
    },
    key: { sets: able.flatMap((key) => key.sets) },
    // One for the next version is published ahead.
    holdsFrom: Math.max(assessedAt, own?.from ?? assessedAt),
  }
}
