/** Writes down who did what, in the transaction of the deed: neither is there without the other. */
import { canonicalJson } from 'greengate/issue'
import type { DeskStore } from '../store/open-store.ts'
import { firstHead, headAfter, type AuditEntry } from './chain.ts'
import { formFault } from './entry-form.ts'

/**
 * Appends a record to the trail.
 *
 * @throws TypeError outside of a transaction, and for an entry that is not of ids and codes
 */
export function writeAudit({ db }: DeskStore, entry: AuditEntry, now: Date): void {
  if (!db.isTransaction) throw new TypeError('an audit record belongs to a transaction')
  const wrong = formFault(entry)
  if (wrong !== undefined) throw new TypeError(`audit: ${wrong} must be of ids and codes`)
  const last = db.prepare('SELECT seq, head FROM audit ORDER BY seq DESC LIMIT 1').get()
  const seq = Number(last?.['seq'] ?? 0) + 1
  const before = (last?.['head'] ?? firstHead) as Uint8Array
  const { who, what, about, detail } = entry
  const at = Math.floor(now.getTime() / 1000)
  const head = headAfter(before, { seq, at, who, what, about, detail })
  db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    ...[seq, at, who, what, about, canonicalJson(detail), head],
  )
}
