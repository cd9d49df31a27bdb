/** Decides whether the holder of a code may pass: texts, what the verifier knows, and an instant in; a Decision out. */
import type { Bundle, HeldRuleSet } from './bundle/bundle.ts'
import type { Basis, Decision, DocumentBasis, Reason } from './decision.ts'
import { formatInstant, unixSeconds } from './encoding/instant.ts'
import { contextBasis, type Context } from './judge/context.ts'
import { judge, type Judgement } from './judge/judge.ts'
import type { CodeFormat } from './formats/format.ts'
import { readShown } from './judge/shown.ts'
import type { StationKeys } from './judge/station-keys.ts'
import type { CountryEngine } from './rules/country/country-engine.ts'
import { engineVersion } from './rules/compile.ts'

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

/** How often a decision is judged again to find when it changes; beyond, holdsUntil is early, never late. */
const maxSteps = 1000

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
  const { outcome, reasons, rules } = judgement
  const isPresented = outcome === 'pass' || outcome === 'check' || outcome === 'stop'
  const colours =
    rules?.held.use.state === 'ready' ? rules.held.use.compiled.set.colours : undefined
  const basis: Basis = {
    now: formatInstant(now),
    context,
    bundle:
      bundle === undefined
        ? null
        : { version: bundle.snapshot?.version ?? 0, sha256: bundle.digest },
    ruleSet: rules === undefined ? null : ruleSetBasis(rules.held),
    trust: statedOrNull(bundle?.trust),
    facts: statedOrNull(bundle?.facts),
    status: statusBasis(judgement.lists),
    engine: engineVersion,
  }
  const colour = isPresented ? (colours?.[outcome] ?? null) : null
  const holdsUntil = until === undefined ? null : formatInstant(until)
  const decision: Decision =
    outcome === 'pass'
      ? { outcome, reasons, colour, holdsUntil, basis }
      : { outcome, reasons: reasons as [Reason, ...Reason[]], colour, holdsUntil, basis }
  return { decision, judgement }
}

/**
 * The first later instant at which outcome or reasons differ. Between two instants that the checks name
 * nothing can change, so it is enough to ask again at each.
 */
function changesAt(first: Judgement, at: (now: number) => Judgement): number | undefined {
  let before: string | undefined
  let { next } = first
  for (let step = 0; step < maxSteps && Number.isFinite(next); step++) {
    const later = at(next)
    if (later.outcome !== first.outcome) return next
    before ??= JSON.stringify(first.reasons)
    if (JSON.stringify(later.reasons) !== before) return next
    next = later.next
  }
  return Number.isFinite(next) ? next : undefined
}

function ruleSetBasis(held: HeldRuleSet): Basis['ruleSet'] {
  const { id, version, sha256 } = held
  return held.correction ? { id, version, sha256, correction: true } : { id, version, sha256 }
}

/** Each list once, in the order of their names. */
function statusBasis(lists: Judgement['lists']): Basis['status'] {
  if (lists === undefined) return null
  return [...new Set(lists)]
    .map((list) => ({ list: `${list.issuer}/${list.month}`, ...stated(list) }))
    .sort((a, b) => (a.list < b.list ? -1 : 1))
}

function stated({ version, sha256 }: DocumentBasis): DocumentBasis {
  return { version, sha256 }
}

function statedOrNull(document: DocumentBasis | undefined): DocumentBasis | null {
  return document === undefined ? null : stated(document)
}
