/** A live code of the vectors' world, and what must become of it. */
import { plus, unix } from '../hand/bytes.ts'
import type { Claims } from '../hand/claims.ts'
import type { Breakage } from '../hand/code.ts'
import type { Json } from '../hand/jcs.ts'
import { key, type Key } from '../hand/keys.ts'
import { liveText, stepOf, type LiveBreakage } from '../hand/live.ts'
import { byRule, check, pass, type Expected } from '../hand/reasons.ts'
import type { Case } from '../hand/vector-file.ts'
import { code, covers, noon, person } from './people.ts'
import { shows } from './verify-case.ts'

const rulePass = byRule('rule-pass', 'cn-3301/14#1')
export const granted = pass(rulePass)
export const but = (reason: string): Expected => check(reason, rulePass)

export const p256 = key('holder-p256')
export const ed25519 = key('holder-ed25519')

/** How a live code is made, and where it is shown. */
export interface Making {
  readonly claims?: Claims
  /** Whose key the code names, and who signs the proof. */
  readonly holder?: Key
  readonly signer?: Key
  /** The instant whose step the proof is of; noon is the first second of one. */
  readonly at?: string
  readonly broken?: LiveBreakage
  readonly brokenCode?: Breakage
  readonly now?: string
  readonly context?: { readonly [name: string]: Json }
}

const bound = (claims: Claims, holder: Key): Claims => ({
  ...claims,
  holderKey: holder.publicJwk,
})

/** One live code. */
export const live = (
  id: string,
  making: Making,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
): Case => {
  const { claims = person, holder = p256, signer = holder, at = noon } = making
  const { cose } = code(id, bound(claims, holder), making.brokenCode)
  const text = liveText(cose, signer, stepOf(unix(at)), making.broken)
  const { now = noon, context = {} } = making
  return shows(id, text, expected, holdsUntil, comment, { now, context })
}

/** 60 s and the declared uncertainty of 60 s after the step of noon begins: the last second of its proof. */
export const last = plus(noon, 120)
export const over = plus(noon, 121)
export const first = plus(noon, -120)

/** The floor of the standard bundle. */
export const floor = '2026-03-02T00:00:00Z'
/** Issued before it. */
export const night: Claims = {
  ...person,
  issuedAt: '2026-03-01T23:00:00Z',
  covers: covers(['contact', 'stay', 'test'], '2026-03-01T23:00:00Z'),
}
