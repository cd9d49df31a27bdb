/** Decides whether the holder of an identity card may pass who shows no code: a card, what the verifier knows, an instant. */
import type { Bundle } from './bundle/bundle.ts'
import type { CardLookUps, ContextBasis, Decision, PopulationBasis } from './decision.ts'
import { formatInstant, parseInstant, unixSeconds } from './encoding/instant.ts'
import { cardTime, timeAsFound, type CardTime } from './judge/card-time.ts'
import { changesAt } from './judge/changes-at.ts'
import { contextBasis, type Card, type Context } from './judge/context.ts'
import { decisionOf, statedOrNull } from './judge/decision-of.ts'
import type { Judgement } from './judge/judge.ts'
import { judgeCard } from './judge/judge-card.ts'
import { lookUpCard, setsInUse, type SetsInUse } from './judge/look-up-card.ts'
import type { StationKeys } from './judge/station-keys.ts'

/** What a decision about a card alone rests on. */
export interface DecideCardOptions {
  /** What the verifier knows; undefined decides nothing: `check: no-bundle`. */
  readonly bundle: Bundle | undefined
  /** The verifier's clock. */
  readonly now: Date
  /** `card`, `requireCard`, `requireLive` and `startedAt` speak of codes, and decide nothing here. */
  readonly context: Context
  /** Population keys of an enrolled station (`openStationKeys`); without them nobody is covered. */
  readonly stationKeys?: StationKeys
}

const noSets: SetsInUse = { covered: undefined, notGreen: undefined }

/**
 * Decides whether the holder of an identity card may pass who shows no code, by the population sets of the bundle.
 *
 * Pure: reads no clock, file or network. Any number is a decision, never an exception, and is in no decision.
 *
 * @param card - As it was read. Dates are civil and inclusive; a card without end has no `validUntil`. To repeat a
 * decision: its `basis.context.card`.
 * @returns A decision; only the outcome `pass` opens a gate (docs/format.md 8).
 * @throws TypeError if an argument is not of its type.
 *
 * @example
 * ```ts
 * import { decideCard, type Bundle, type Card, type StationKeys } from 'greengate'
 *
 * const mayPass = async (card: Card, bundle: Bundle, stationKeys: StationKeys): Promise<boolean> => {
 *   const context = { ruleSet: 'cn-3301' }
 *   const { outcome } = await decideCard(card, { bundle, now: new Date(), context, stationKeys })
 *   return outcome === 'pass'
 * }
 * ```
 */
export async function decideCard(
  card: Card | CardLookUps,
  options: DecideCardOptions,
): Promise<Decision> {
  // Nothing here takes its time yet; a hash on another backend may.
  return Promise.resolve(decided(card, options))
}

function decided(
  card: Card | CardLookUps,
  { bundle, now: clock, context, stationKeys }: DecideCardOptions,
): Decision {
  const now = unixSeconds(clock)
  const ruleSet = context.ruleSet ?? null
  const sets = bundle === undefined ? noSets : setsInUse(bundle, ruleSet, now)
  const judged = (lookUps: CardLookUps, time: CardTime): Judged => {
    const basis = contextBasis(context, lookUps)
    const judgeAt = (at: number): Judgement => judgeCard({ lookUps, time, sets }, bundle, basis, at)
    const first = judgeAt(now)
    // What is not yet known of the sets that come next is not asked: their turn is a change.
    const turn = first.rules === undefined ? Infinity : turnOfSets(bundle, ruleSet, now, sets)
    const limit = Math.min(turn, parseInstant(lookUps.turnsAt ?? '') ?? Infinity)
    return { basis, judgement: first, until: changesAt(first, judgeAt, limit) }
  }
  const asFound = (lookUps: CardLookUps): Judged => judged(lookUps, timeAsFound(lookUps.validity))
  const { basis, judgement, until } =
    'covered' in card ? asFound(inOrder(card)) : judgedByNumber(card)
  return decisionOf(judgement, until, bundle, basis, now, populationOf(bundle, ruleSet))

  function judgedByNumber({ type, number, validFrom, validUntil, source }: Card): Judged {
    const time = cardTime(validFrom, validUntil)
    const answers = lookUpCard({ type, number }, bundle, sets, stationKeys)
    if (time === undefined || answers === undefined) {
      const nothing = { covered: null, notGreen: null }
      return asFound(inOrder({ source, validity: 'valid', malformed: true, ...nothing }))
    }
    const read = judged(inOrder({ source, validity: 'valid', ...answers }), time)
    const lookUps = inOrder({ source, validity: validityIn(read.judgement), ...answers })
    const again = asFound(lookUps)
    if (again.until === read.until || read.until === undefined) return again
    // Its dates end this decision: told by `holdsUntil` anyhow, so that nothing more of them is.
    return asFound(inOrder({ ...lookUps, turnsAt: formatInstant(read.until) }))
  }
}

interface Judged {
  readonly basis: ContextBasis
  readonly judgement: Judgement
  readonly until: number | undefined
}

/** `valid` as long as nothing is found against it. */
function validityIn({ reasons: [first] }: Judgement): CardLookUps['validity'] {
  if (first?.code === 'card-expired') return 'expired'
  return first?.code === 'card-not-yet-valid' ? 'not-yet-valid' : 'valid'
}

/** The same look-ups are the same bytes. */
function inOrder(lookUps: CardLookUps): CardLookUps {
  const { source, validity, turnsAt, malformed, covered, notGreen } = lookUps
  return {
    source,
    validity,
    ...(turnsAt !== undefined && { turnsAt }),
    ...(malformed !== undefined && { malformed }),
    covered,
    notGreen:
      notGreen === null || notGreen === 'green'
        ? notGreen
        : { outcome: notGreen.outcome, rule: notGreen.rule },
  }
}

/** When other sets come to count, by the versions of the rules that are still to begin. */
function turnOfSets(
  bundle: Bundle | undefined,
  ruleSet: string | null,
  now: number,
  sets: SetsInUse,
): number {
  if (bundle === undefined) return Infinity
  const begins = (bundle.ruleSets.get(ruleSet ?? '') ?? []).map(({ from }) => from)
  const turns = begins.filter((from) => {
    if (from <= now) return false
    const { covered, notGreen } = setsInUse(bundle, ruleSet, from)
    return covered !== sets.covered || notGreen !== sets.notGreen
  })
  return Math.min(Infinity, ...turns)
}

function populationOf(bundle: Bundle | undefined, ruleSet: string | null): PopulationBasis {
  return {
    covered: statedOrNull(bundle?.covered.get(`covered/${String(ruleSet)}`)),
    notGreen: statedOrNull(bundle?.notGreen.get(`not-green/${String(ruleSet)}`)),
  }
}
