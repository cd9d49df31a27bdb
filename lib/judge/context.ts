/** The circumstances of a decision, as callers state them and as the basis records them. */
import type { CardMatch, ContextBasis, SeenBefore } from '../decision.ts'
import { formatInstant, unixSeconds } from '../encoding/instant.ts'

/** An identity card that was read beside the code. Never written anywhere. */
export interface Card {
  /** Such as `passport` (`idTypes` of `greengate/issue`). */
  readonly type: string
  /** As `parseIdNumber` gives it. */
  readonly number: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly source: 'chip' | 'mrz' | 'typed'
  /** As its chip or its machine-readable zone has them: what other people's codes are compared with. */
  readonly name?: { readonly surname: string; readonly given: string }
  /** `1964-08-12`, with the century. */
  readonly birthDate?: string
}

/** Where and how a code is shown. */
export interface Context {
  /** Id of the rule set that decides here. */
  readonly ruleSet?: string
  /** A named station must say what its replay store knows (`seenBefore`). */
  readonly station?: string
  readonly lane?: string
  /** Only live codes may pass. */
  readonly requireLive?: boolean
  /** Only codes shown with their card may pass; unstated: paper codes need it, app codes do not. */
  readonly requireCard?: boolean
  /** A card, or what became of one: `basis.context.card` of a decision that is repeated. */
  readonly card?: Card | CardMatch
  /** Measurements made here, by name, such as `{ temperature: 36.6 }`. */
  readonly onSite?: Readonly<Record<string, number>>
  readonly seenBefore?: SeenBefore
  /**
   * When the station's process started: it cannot know which live proofs the process before accepted, so
   * those of its time are refused (docs/format.md 6.6).
   */
  readonly startedAt?: Date
}

/**
 * What of a context a decision rested on.
 *
 * @param card - What became of the card beside what was shown.
 */
export function contextBasis(context: Context, card: ContextBasis['card']): ContextBasis {
  return {
    ruleSet: context.ruleSet ?? null,
    station: context.station ?? null,
    lane: context.lane ?? null,
    requireLive: context.requireLive ?? false,
    requireCard: context.requireCard ?? null,
    card,
    onSite: context.onSite === undefined ? {} : measured(context.onSite),
    seenBefore: context.seenBefore ?? null,
    ...(context.startedAt === undefined
      ? {}
      : { startedAt: formatInstant(unixSeconds(context.startedAt)) }),
  }
}

/** What was measured, in the order of the names, so that the basis has one form. */
function measured(onSite: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const entries = Object.entries(onSite).filter(([, value]) => Number.isFinite(value))
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
