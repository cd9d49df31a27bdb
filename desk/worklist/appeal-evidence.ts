/** What the holder of a code needs so that anybody else can recompute its colour, without the desk. */
import type { DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'

/** Code, opening, and where in the public bundle the rules stand. For the holder, and whomever they show it to. */
export interface AppealEvidence {
  readonly text: string
  /** JSON (docs/receipt.md 8). */
  readonly opening: string
  /** Names of the bundle's members that the colour was made by. */
  readonly members: readonly string[]
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly rule: number
}

/**
 * Of a code, or of the newest of a person that was made by a rule; also of one that was replaced or revoked since.
 *
 * @param cti - 8 bytes.
 * @throws DeskError `ERR_DESK_MATTER_UNKNOWN` where there is none, or retention took it
 */
export function appealEvidence(store: DeskStore, person: string, cti?: Uint8Array): AppealEvidence {
  const find = store.db.prepare(
    `SELECT text, opening, outcome, rule FROM code
     WHERE person = ?1 AND (?2 IS NULL OR cti = ?2) AND text IS NOT NULL AND opening IS NOT NULL
     ORDER BY issuedAt DESC LIMIT 1`,
  )
  const row = find.get(person, cti ?? null)
  if (row === undefined) throw refused('ERR_DESK_MATTER_UNKNOWN')
  const opening = String(row['opening'])
  const { assessment } = JSON.parse(opening) as {
    readonly assessment: { readonly ruleSet: string; readonly version: number }
  }
  return {
    text: String(row['text']),
    opening,
    members: [`rules/${assessment.ruleSet}/${assessment.version}`, 'facts', 'trust'],
    outcome: row['outcome'] as AppealEvidence['outcome'],
    rule: Number(row['rule']),
  }
}
