/** Decides whether the holder of a code may pass: texts, what the verifier knows, and an instant in; a Decision out. */
import type { Bundle } from './bundle/bundle.ts'
import type { Decision } from './decision.ts'
import { unixSeconds } from './encoding/instant.ts'
import { changesAt } from './judge/changes-at.ts'
import { contextBasis, type Context } from './judge/context.ts'
import { decisionOf } from './judge/decision-of.ts'
import { judge, type Judgement } from './judge/judge.ts'
import type { CodeFormat } from './formats/format.ts'
import { readShown } from './judge/shown.ts'
import type { StationKeys } from './judge/station-keys.ts'
import type { CountryEngine } from './rules/country/country-engine.ts'

/** What a decision about codes rests on: what the verifier knows, when, and where. */
export interface VerifyOptions {
  /** What the verifier knows; undefined decides nothing: `check: no-bundle`. */
  readonly bundle: Bundle | undefined
  /** The verifier's clock. */
  readonly now: Date
  readonly context: Context
  /** Other people's formats to read beside our own, passed in so that nobody ships what they do not read: `[hcert, shc]`. */
  readonly formats?: readonly CodeFormat[]
  /** Runs countries' rules for DCCs: `countryRules` of `greengate/rules`. Without it such a set is `check: engine-too-old`. */
  readonly countryRules?: CountryEngine
  /** Binding keys of an enrolled station (`openStationKeys`); without them a card cannot be matched. */
  readonly stationKeys?: StationKeys
}

/**
 * Decides whether the holder of a code may pass.
 *
 * Pure: reads no clock, file or network. Any text is a decision, never an exception.
 *
 * @param texts - What the scanner read: one text, or several of one person.
 * @returns A decision; only the outcome `pass` opens a gate (docs/format.md 6).
 * @throws TypeError if an argument is not of its type.
 *
 * @example
 * ```ts
 * import { verify, type Bundle } from 'greengate'
 *
 * const mayPass = async (text: string, bundle: Bundle): Promise<boolean> => {
 *   const decision = await verify(text, { bundle, now: new Date(), context: { ruleSet: 'cn-3301' } })
 *   return decision.outcome === 'pass'
 * }
 * ```
 */
export async function verify(
  texts: string | readonly string[],
  options: VerifyOptions,
): Promise<Decision> {
  return (await decide(texts, options)).decision
}

/** A decision with what it was made of, for those who explain it. */
export interface Decided {
  readonly decision: Decision
  readonly judgement: Judgement
}

/** Decides, keeping the judgement. */
export async function decide(
  texts: string | readonly string[],
  options: VerifyOptions,
): Promise<Decided> {
  const { bundle } = options
  const now = unixSeconds(options.now)
  const shown = await readShown(texts, options)
  const context = contextBasis(options.context, shown.card)
  const judgeAt = (at: number) => judge(shown, bundle, context, at, options.countryRules)
  const judgement = judgeAt(now)
  const until = changesAt(judgement, judgeAt)
  return { decision: decisionOf(judgement, until, bundle, context, now), judgement }
}
