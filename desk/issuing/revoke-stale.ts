/** Takes back the codes of a person that say otherwise than the rules now do. */
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { CodeRow, Said } from './made-code.ts'

/** A code that was replaced is as good at a gate as its successor until its time is over. */
const live = `person = ? AND state IN ('good', 'replaced') AND validUntil > ?`

/** The codes of a person that a gate would go by, newest first. */
export function liveCodes(store: DeskStore, person: string, now: number): readonly CodeRow[] {
  const select = prepared(store, `SELECT * FROM code WHERE ${live} ORDER BY issuedAt DESC`)
  return select.all(person, now) as unknown as readonly CodeRow[]
}

/** What the rules made of a person when they were last assessed; undefined: they never were. */
export function standingOf(store: DeskStore, person: string): Said | undefined {
  const select = prepared(store, 'SELECT outcome, rule FROM standing WHERE person = ?')
  return select.get(person) as unknown as Said | undefined
}

/** Whether a code says otherwise. */
export function isStale(code: Said, { outcome, rule }: Said): boolean {
  return code.outcome !== outcome || code.rule !== rule
}

/**
 * Revokes in the store; `settleRevocations` hands it on to the status lists.
 *
 * @param why - The cause, as the tables name it: no claim.
 * @returns How many.
 */
export function revokeStale(
  store: DeskStore,
  person: string,
  said: Said,
  why: string,
  now: number,
): number {
  return inTransaction(store, () => {
    const stale = liveCodes(store, person, now).filter((code) => isStale(code, said))
    revokeCodes(store, stale, why, now)
    return stale.length
  })
}

/** In the caller's transaction. */
export function revokeCodes(
  store: DeskStore,
  codes: readonly Pick<CodeRow, 'cti'>[],
  why: string,
  now: number,
): void {
  const set = prepared(store, `UPDATE code SET state = 'revoked' WHERE cti = ?`)
  const note = prepared(
    store,
    'INSERT INTO revocation VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING',
  )
  for (const { cti } of codes) {
    set.run(cti)
    note.run(cti, why, now)
  }
}
