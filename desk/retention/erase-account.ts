/** Forgets an account at the wish of whoever has it: who signed in goes, what was done for others stays. */
import { writeAudit } from '../audit/write-audit.ts'
import { endClaim } from '../people/claims.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'

/**
 * Erases an account. Whom it acted for nobody acts for through it any more, and their codes are revoked; what is known of them goes by its periods.
 *
 * @returns Whether it was done: not while something that it asked for is undecided, nor that of an officer.
 */
export function eraseAccount(store: DeskStore, account: string, now: Date): boolean {
  return inTransaction(store, () => {
    const { db } = store
    const undecided = db.prepare(
      `SELECT 1 FROM matter JOIN guardian USING (person)
       WHERE guardian.account = ? AND state IN ('open', 'proposed')`,
    )
    const known = db.prepare("SELECT 1 FROM account WHERE id = ? AND provider <> 'erased'")
    // By it is known about whom an officer may not decide.
    const officer = db.prepare(
      'SELECT 1 FROM account JOIN officer USING (provider, subject) WHERE account.id = ?',
    )
    const isNeeded = [undecided, officer].some((find) => find.get(account) !== undefined)
    if (isNeeded || known.get(account) === undefined) return false
    const at = Math.floor(now.getTime() / 1000)
    db.prepare('DELETE FROM session WHERE account = ?').run(account)
    const claims = db.prepare('SELECT person FROM guardian WHERE account = ? AND until IS NULL')
    for (const { person } of claims.all(account)) {
      endClaim(store, account, String(person), 'decision', at)
    }
    db.prepare("UPDATE account SET provider = 'erased', subject = id WHERE id = ?").run(account)
    const entry = { who: `account:${account}`, what: 'account-erased', about: `account:${account}` }
    writeAudit(store, { ...entry, detail: {} }, now)
    return true
  })
}
