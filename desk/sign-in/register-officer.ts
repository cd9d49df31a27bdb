/** Officers as the operator writes them down, by what their sign-in calls them; noted in the audit trail. */
import { writeAudit } from '../audit/write-audit.ts'
import type { Role } from '../shared/schemas.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** Somebody of the office. */
export interface NewOfficer {
  readonly id: string
  /** `one-time-code`, or the issuer of an OpenID Connect provider. */
  readonly provider: string
  /** What the provider calls them: the contact, or the `sub`. */
  readonly subject: string
  readonly name: string
  /** None: out of office. */
  readonly roles: readonly Role[]
}

/**
 * Writes an officer down, or changes name and roles of one.
 *
 * @returns Whether it was done: an id keeps its sign-in for ever, and a sign-in its id, or somebody could agree with
 * themselves under another name.
 */
export function registerOfficer(store: DeskStore, officer: NewOfficer, now: Date): boolean {
  const { id, provider, name, roles } = officer
  const subject =
    provider === 'one-time-code' ? officer.subject.normalize('NFKC').toLowerCase() : officer.subject
  return inTransaction(store, () => {
    const find = prepared(
      store,
      'SELECT id, provider, subject, name, roles, isActive FROM officer WHERE id = ? OR (provider = ? AND subject = ?)',
    )
    const [before, ...more] = find.all(id, provider, subject)
    const after = {
      ...{ id, provider, subject, name, roles: JSON.stringify(roles) },
      isActive: roles.length > 0 ? 1 : 0,
    }
    if (before === undefined) {
      prepared(
        store,
        'INSERT INTO officer (id, provider, subject, name, roles, isActive) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, provider, subject, name, after.roles, after.isActive)
    } else {
      const isSame =
        before['id'] === id && before['provider'] === provider && before['subject'] === subject
      if (!isSame || more.length > 0) return false
      if (JSON.stringify({ ...before }) === JSON.stringify(after)) return true
      prepared(store, 'UPDATE officer SET name = ?, roles = ?, isActive = ? WHERE id = ?').run(
        ...[name, after.roles, after.isActive, id],
      )
    }
    const what = before === undefined ? 'officer-added' : 'officer-changed'
    const detail = { roles: roles.join('/') }
    writeAudit(store, { who: 'desk', what, about: `officer:${id}`, detail }, now)
    return true
  })
}
