/** Assesses one person: facts and coverage in; outcome, rule, until when it holds, and what a code of it commits to out. */
import { commit, type Committed } from './credential/commitment.ts'
import type { Assessment, Coverage, Fact } from './credential/claims.ts'
import { formatInstant, parseInstant, unixSeconds } from './encoding/instant.ts'
import { GreengateError } from './errors.ts'
import { makeFactBase, type Permission } from './facts/fact-base.ts'
import { changesAt } from './judge/changes-at.ts'
import type { CompiledRuleSet } from './rules/compile.ts'
import { evaluateOffSite } from './rules/evaluate.ts'

/** What a person is assessed by. */
export interface AssessOptions {
  /** The version in force at `now`. */
  readonly ruleSet: CompiledRuleSet
  /** The issuer's clock. */
  readonly now: Date
  /** 16 random bytes, fresh for each code: with them commitment and opening are made. */
  readonly salt?: Uint8Array
  /** What the trust list lets the issuer's key say; the rest is ignored. Default: everything. */
  readonly permission?: Permission
}

/** What the rules make of a person. */
export interface AssessedPerson {
  readonly outcome: 'pass' | 'check' | 'stop'
  /** The number of the rule that decided; absent only for a check for want of facts, or of a rule that grants. */
  readonly rule?: number
  /** The first instant at which any of this may be otherwise for time alone. */
  readonly holdsUntil: string
  /** The numbers of the rules that made the outcome, ascending; for pass the lowest alone. */
  readonly fired: readonly number[]
  /** What would settle rules that might change the outcome, sorted. */
  readonly missing: readonly string[]
  /** The claim of a code; absent where no rule decided, since no code may state such an outcome (docs/format.md 4). */
  readonly assessment?: Assessment
  /** For `issue`; absent without a salt or an assessment. */
  readonly commitment?: Uint8Array
  /** Of the commitment: for the holder, and for nobody else. */
  readonly opening?: Committed
}

const everything: Permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/**
 * Assesses a person, as a gate would judge the same facts at the same instant.
 *
 * Check and stop rules that read what is measured at a gate are left to the gate, which judges them on top of the
 * assessment. Coverage from after `now` counts up to `now`, as in a code.
 *
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED` for facts or coverage that no code could state.
 * @throws TypeError if `ruleSet` is not in force at `now`.
 *
 * @example
 * ```ts
 * import { assess, issue, type Coverage, type Fact, type Signer } from 'greengate/issue'
 * import type { CompiledRuleSet } from 'greengate/rules'
 *
 * async function codeOf(
 *   facts: readonly Fact[],
 *   covers: readonly Coverage[],
 *   ruleSet: CompiledRuleSet,
 *   signer: Signer,
 * ): Promise<string | undefined> {
 *   const salt = crypto.getRandomValues(new Uint8Array(16))
 *   const cti = crypto.getRandomValues(new Uint8Array(8))
 *   const now = new Date()
 *   const assessed = await assess(facts, covers, { ruleSet, now, salt })
 *   const { assessment, commitment } = assessed
 *   if (assessment === undefined || commitment === undefined) return undefined
 *   const claims = {
 *     issuer: 'cn-3301',
 *     class: 'paper',
 *     issuedAt: assessment.assessedAt,
 *     validUntil: assessed.holdsUntil,
 *     assessment,
 *   } as const
 *   return issue(claims, { signer, cti, commitment })
 * }
 * ```
 */
export async function assess(
  facts: readonly Fact[],
  covers: readonly Coverage[],
  { ruleSet, now, salt, permission = everything }: AssessOptions,
): Promise<AssessedPerson> {
  const at = unixSeconds(now)
  if (at < ruleSet.from || at >= ruleSet.until)
    throw new TypeError('ruleSet must be in force at now')
  // Mostly the same text for all kinds: read once.
  let [text, read]: [string | undefined, number] = [undefined, 0]
  const coverage = covers.map(({ kind, until }) => {
    if (text === undefined || until !== text) [text, read] = [until, instantOf(until)]
    return { kind, until: Math.min(read, at) }
  })
  if (isRepeated(facts, 'id') || isRepeated(covers, 'kind')) {
    throw malformed('ids of facts and kinds of coverage must not repeat')
  }
  const base = makeFactBase({ facts, coverage, permission }, ruleSet.vocabulary)
  const verdictAt = (instant: number) => {
    const { outcome, fired, missing, next } = evaluateOffSite(ruleSet, base, instant)
    return { outcome, reasons: [fired, missing] as const, next }
  }
  const { outcome, reasons, next } = verdictAt(at)
  const [fired, missing] = reasons
  const holdsUntil = formatInstant(
    // A version that is over says nothing.
    changesAt({ outcome, reasons, next }, verdictAt, ruleSet.until) as number,
  )
  const [rule] = fired
  const found = { outcome, holdsUntil, fired, missing }
  if (rule === undefined) return found
  const { id, version } = ruleSet.set
  const decided = { outcome, ruleSet: id, version, rule, assessedAt: formatInstant(at) }
  const assessed = { ...found, rule, assessment: { ...decided, holdsUntil } }
  if (salt === undefined) return assessed
  const stated = coverage.map(({ kind, until }) => ({ kind, until: formatInstant(until) }))
  const opening: Committed = { ...decided, salt, facts, covers: stated }
  return { ...assessed, commitment: await commit(opening), opening }
}

function instantOf(text: string): number {
  const seconds = parseInstant(text)
  if (seconds !== undefined) return seconds
  throw malformed('covers.until must be an instant such as 2020-03-01T00:00:00Z')
}

/** Whether two have the same name; a set costs less only where there are many. */
function isRepeated<K extends string>(
  items: readonly Readonly<Record<K, string>>[],
  member: K,
): boolean {
  const names: string[] = []
  for (const item of items) {
    if (names.length < few && names.includes(item[member])) return true
    names.push(item[member])
  }
  return names.length > few && new Set(names).size < names.length
}

const few = 24

function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_CLAIMS_MALFORMED', expectation)
}
