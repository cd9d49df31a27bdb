/** A person takes back what they asked for, as long as it is not decided. */
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'
import type { Matter } from './matter.ts'
import { readMatter } from './read-matter.ts'

/**
 * Withdraws a matter.
 *
 * @param account - Of whoever acts for the person.
 * @throws DeskError `ERR_DESK_MATTER_UNKNOWN` also for the matter of somebody else: that it is there is nobody's business
 */
export function withdraw(store: DeskStore, id: string, account: string, now: Date): Matter {
  return inTransaction(store, () => {
    const matter = readMatter(store, id)
    const mine = store.db.prepare(
      'SELECT 1 FROM guardian WHERE account = ? AND person = ? AND until IS NULL',
    )
    const isMine = mine.get(account, matter.person ?? null) !== undefined
    if (!isMine || matter.subject.kind === 'held-fact') throw refused('ERR_DESK_MATTER_UNKNOWN')
    if (!['open', 'proposed'].includes(matter.state)) throw refused('ERR_DESK_MATTER_DECIDED')
    closeUndecided(store, id, `account:${account}`, now)
    return readMatter(store, id)
  })
}

/** Ends a matter without a decision, in the caller's transaction. */
export function closeUndecided(store: DeskStore, id: string, who: string, now: Date): void {
  store.db
    .prepare(
      "INSERT INTO matterAct (matter, what, officer, at, detail) VALUES (?, 'withdrawn', NULL, ?, '{}')",
    )
    .run(id, Math.floor(now.getTime() / 1000))
  store.db.prepare("UPDATE matter SET state = 'withdrawn' WHERE id = ?").run(id)
  writeAudit(store, { who, what: 'matter-withdrawn', about: `matter:${id}`, detail: {} }, now)
}
