/** The reasons as people and programs look them up: with stage, section of docs/format.md, and words. */
import type { Words } from './encoding/json-shape.ts'
import { reasonWords } from './reason-words.ts'
import { reasonTable, type Outcome, type ReasonCode } from './reasons.ts'

/** The stages of a decision in the order in which they run, each with the reason that the table has first of it. */
const stages = [
  ['decode', 'too-long'],
  ['issuer', 'no-bundle'],
  ['signature', 'unsigned'],
  ['validity', 'not-yet-valid'],
  ['status', 'revoked'],
  ['holder', 'live-proof-invalid'],
  ['freshness', 'bundle-stale'],
  ['rules', 'no-rule-set'],
] as const satisfies readonly (readonly [string, ReasonCode])[]

/** A stage of a decision. */
export type Stage = (typeof stages)[number][0]

/** A reason as people and programs may look it up. */
export interface ReasonInfo extends Words {
  readonly outcome: Outcome
  readonly stage: Stage
  /** Of docs/format.md. */
  readonly section: string
}

/** Every reason in check order: what it makes of a decision, where it arises, and its words. */
export const reasons = /* @__PURE__ */ listReasons()

function listReasons(): Readonly<Record<ReasonCode, ReasonInfo>> {
  let at = -1
  const entries = Object.entries(reasonTable).map(([code, outcome]) => {
    if (stages[at + 1]?.[1] === code) at++
    const stage = stages[at]?.[0] as Stage
    const section = `6.${String(at + 1)}`
    return [code, { outcome, stage, section, ...reasonWords[code as ReasonCode] }]
  })
  return Object.fromEntries(entries) as Record<ReasonCode, ReasonInfo>
}
