/** Hands revocations on to the status lists: at once after a change, and at the start for whatever a stopped process left. */
import { findList, revoke, type Place } from 'greengate-cli/status'
import type { Desk } from '../desk.ts'
import { inTransaction } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** So many at a time, so that nobody else waits long for either store. */
const batch = 1000

/**
 * Settles all that is to do. What was handed on and not noted is handed on again: a list takes that for done.
 *
 * @param now - Unix seconds.
 * @returns How many.
 * @throws OperatorError where the lists cannot be written; nothing is lost then.
 */
export function settleRevocations(desk: Desk, now: number): number {
  const { store } = desk
  let settled = 0
  for (;;) {
    const rows = prepared(
      store,
      `SELECT revocation.cti, why, issuer, month, statusIndex FROM revocation
       JOIN code ON code.cti = revocation.cti WHERE doneAt IS NULL ORDER BY at LIMIT ?`,
    ).all(batch) as unknown as readonly ToDo[]
    if (rows.length === 0) break
    for (const why of new Set(rows.map((row) => row.why))) {
      handOn(
        desk,
        rows.filter((row) => row.why === why),
        why,
        now,
      )
    }
    inTransaction(store, () => {
      const done = prepared(store, 'UPDATE revocation SET doneAt = ? WHERE cti = ?')
      for (const { cti } of rows) done.run(now, cti)
    })
    settled += rows.length
  }
  if (settled > 0) desk.changed()
  return settled
}

interface ToDo {
  readonly cti: Uint8Array
  readonly why: string
  readonly issuer: string
  readonly month: string
  readonly statusIndex: number
}

function handOn({ statusStore }: Desk, rows: readonly ToDo[], why: string, now: number): void {
  // The codes of a month that was closed are all over.
  const isOpen = ({ issuer, month }: ToDo): boolean =>
    findList(statusStore, issuer, month)?.isClosed !== true
  const places = rows
    .filter(isOpen)
    .map(({ issuer, month, statusIndex }): Place => ({ issuer, month, index: statusIndex }))
  if (places.length > 0) revoke(statusStore, places, { at: new Date(now * 1000), who: 'desk', why })
}
