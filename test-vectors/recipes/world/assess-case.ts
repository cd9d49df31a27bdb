/** Cases of assess/: one person whom an issuer assesses, and the code and the opening that come of it. */
import { base64url, hex, plus, sha256, unix, utf8 } from '../hand/bytes.ts'
import type { Claims, Fact } from '../hand/claims.ts'
import { ctiOf, makeCode } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import type { Expected } from '../hand/reasons.ts'
import type { Expression } from '../hand/rule-set.ts'
import { commitment, type Opened } from '../hand/tag.ts'
import type { Case } from '../hand/vector-file.ts'
import { noon } from './people.ts'

/** What a key may say. */
export interface Permission {
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
}

/** Who is assessed. */
export interface Assessed {
  readonly now?: string
  readonly facts?: readonly Fact[]
  readonly covers?: NonNullable<Claims['covers']>
  readonly permission?: Permission
  /** A word for another salt. */
  readonly salt?: string
}

/** 16 bytes that a real issuer draws at random, drawn here from a word. */
export const saltOf = (word: string): Uint8Array => sha256(utf8(`salt ${word}`)).subarray(0, 16)

/** The issuer of every code here, and the set's own name where it is another's. */
const issuer = 'cn-3301'

/** Coverage from after the assessing counts up to it, and is committed to so. */
const counted = (covers: NonNullable<Claims['covers']>, now: string) =>
  covers.map(({ kind, until }) => ({ kind, until: unix(until) > unix(now) ? now : until }))

const made = (id: string, opened: Opened, holdsUntil: string, bytes: Uint8Array): string => {
  const { assessment } = opened
  const issuedAt = assessment.assessedAt
  const dayLater = plus(issuedAt, 86_400)
  const claims: Claims = {
    ...{ issuer, issuedAt, class: 'app', assessment },
    validUntil: unix(holdsUntil) < unix(dayLater) ? holdsUntil : dayLater,
  }
  return makeCode(id, key('issuer-good'), claims, {
    claim: (positions) => {
      positions[4] = bytes
    },
  }).text
}

/** One case: who is assessed, what comes out by the rules named, and until when. */
export const assesses =
  (prefix: string, set: Expression) =>
  (id: string, who: Assessed, expected: Expected, holdsUntil: string, comment: string): Case => {
    const { now = noon, facts = [], covers = [], permission, salt: word = id } = who
    const salt = saltOf(word)
    const [rule] = expected.reasons.flatMap((reason) =>
      'rule' in reason ? [(reason['rule'] as { readonly no: number }).no] : [],
    )
    const base = {
      ...{ id, comment, now, facts, covers, ...(permission && { permission }) },
      ...{ salt: base64url(salt), cti: hex(ctiOf(`${prefix}-${id}`)), ...expected },
      ...{ rule: rule ?? null, holdsUntil },
    }
    if (rule === undefined) return { ...base, opening: null, code: null }
    const opened: Opened = {
      facts,
      covers: counted(covers, now),
      assessment: {
        outcome: expected.outcome as 'pass' | 'check' | 'stop',
        ruleSet: set['id'] as string,
        version: set['version'] as number,
        ...{ rule, assessedAt: now },
      },
    }
    const bytes = commitment(salt, opened)
    const opening = { format: 'greengate-opening-1', ...opened, salt: base64url(salt) }
    return {
      ...base,
      opening: { ...opening, commitment: base64url(bytes) },
      code: made(`${prefix}-${id}`, opened, holdsUntil, bytes),
    }
  }
