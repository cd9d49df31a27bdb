/** The commitment of a code: its holder, and nobody else, can show which facts and which rule made it (docs/format.md 4.2). */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { parseInstant } from '../encoding/instant.ts'
import { GreengateError } from '../errors.ts'
import type { Assessment, Coverage, Fact } from './claims.ts'
import { decodeText } from './decode.ts'
import { encodeAssessment, encodeCoverage, encodeFacts, instant } from './encode.ts'
import { maxTextLength, prefix, sizes } from './layout.ts'

/** What a commitment is made of, and its opening shows: the facts that were judged, and what came of them. */
export interface Committed extends Omit<Assessment, 'ruleSet' | 'holdsUntil'> {
  /** 16 random bytes, fresh for each code: without them nobody can try facts until they fit. */
  readonly salt: Uint8Array
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  readonly ruleSet: string
}

/**
 * Commits to the facts and the rule of an assessment.
 *
 * @returns 24 bytes, for `issue`.
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED`
 *
 * @example
 * ```ts
 * import { commit } from 'greengate/issue'
 *
 * const commitment: Uint8Array = await commit({
 *   salt: crypto.getRandomValues(new Uint8Array(16)),
 *   facts: [],
 *   covers: [{ kind: 'contact', until: '2020-03-01T00:00:00Z' }],
 *   outcome: 'pass',
 *   ruleSet: 'cn-3301',
 *   version: 13,
 *   rule: 1,
 *   assessedAt: '2020-03-01T00:00:00Z',
 * })
 * ```
 */
export async function commit(committed: Committed): Promise<Uint8Array> {
  const { salt, facts, covers, assessedAt } = committed
  if (salt.length !== sizes.salt) throw new TypeError('salt must be 16 bytes')
  const at = instant(assessedAt, 'assessment.assessedAt')
  // Asked as of no issuer, so that the set stands by its name.
  const [outcome, set, version, rule] = encodeAssessment(committed, '', at)
  const parts = [salt, encodeFacts(facts), encodeCoverage(covers), outcome, set, version, rule, at]
  const digest = await backend.sha256(encodeCbor(['greengate-commitment-1', ...parts]))
  return digest.slice(0, sizes.commitment)
}

/**
 * Whether an opening shows what a code was assessed on. The code's signature is not asked: `verify` and `inspect` do.
 *
 * @param text - Of the code, bare or live.
 * @returns false also for a code without a commitment, and for what is no code or no opening.
 *
 * @example
 * ```ts
 * import { openingMatches, type Committed } from 'greengate'
 *
 * const isShown = (text: string, opening: Committed): Promise<boolean> => openingMatches(text, opening)
 * ```
 */
export async function openingMatches(text: string, opening: Committed): Promise<boolean> {
  if (!text.startsWith(prefix) || text.length > maxTextLength) return false
  try {
    const { assessment, commitment } = decodeText(text)
    if (assessment === null || commitment === null) return false
    const { outcome, ruleSet, version, rule = null, assessedAt } = opening
    return (
      assessment.outcome === outcome &&
      assessment.ruleSet === ruleSet &&
      assessment.version === version &&
      assessment.rule === rule &&
      assessment.assessedAt === parseInstant(assessedAt) &&
      encodeBase64url(commitment) === encodeBase64url(await commit(opening))
    )
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return false
  }
}
