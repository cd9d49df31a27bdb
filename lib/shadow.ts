/** Judges the same person by the next version of the rules, before it is in force, so that a change is seen ahead. */
import type { DocumentBasis, Reason } from './decision.ts'
import { unixSeconds } from './encoding/instant.ts'
import { contextBasis } from './judge/context.ts'
import { judge } from './judge/judge.ts'
import { decidedBy } from './receipt/decided-by.ts'
import type { Outcome } from './reasons.ts'
import { readShown } from './judge/shown.ts'
import type { VerifyOptions } from './verify.ts'

/** What the next version would say. It opens no gate. */
export interface ShadowDecision {
  readonly ruleSet: DocumentBasis & { readonly id: string }
  readonly outcome: Outcome
  /** The numbers of its rules that made the outcome, ascending. */
  readonly rules: readonly number[]
  /** As a decision's. */
  readonly reasons: readonly Reason[]
}

/**
 * Judges by the next version of the context's rule set that is distributed and not yet in force.
 *
 * @param texts - The same as were given to `verify`.
 * @param options - The same as were given to `verify`.
 * @param at - The instant to judge at; default: `options.now`, so that the version is all that differs.
 * @returns undefined where there is no next version.
 *
 * @example
 * ```ts
 * import { shadowDecision, verify, type VerifyOptions } from 'greengate'
 *
 * const differs = async (text: string, options: VerifyOptions): Promise<boolean> => {
 *   const [{ outcome }, next] = [await verify(text, options), await shadowDecision(text, options)]
 *   return next !== undefined && next.outcome !== outcome
 * }
 * ```
 */
export async function shadowDecision(
  texts: string | readonly string[],
  options: VerifyOptions,
  at: Date = options.now,
): Promise<ShadowDecision | undefined> {
  const { bundle } = options
  const now = unixSeconds(options.now)
  const sets = bundle?.ruleSets.get(options.context.ruleSet ?? '') ?? []
  const next = sets.find(({ from }) => from > now)
  if (next === undefined) return undefined
  const shown = await readShown(texts, options)
  const context = contextBasis(options.context, shown.card)
  const { countryRules } = options
  const judgement = judge(shown, bundle, context, unixSeconds(at), countryRules, next)
  const { outcome, reasons } = judgement
  const { id, version, sha256 } = next
  const rules = decidedBy({ outcome, reasons }, id)?.rules ?? []
  return { ruleSet: { id, version, sha256 }, outcome, rules, reasons }
}
