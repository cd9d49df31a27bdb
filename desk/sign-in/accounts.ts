/** Accounts and officers by what a provider calls them. */
import type { DeskStore } from '../store/open-store.ts'
import type { SignedIn } from './sign-in.ts'
import type { SignedInAs } from './sessions.ts'

/**
 * Whoever signed in, as the desk knows them. An account is made at the first sign-in; an officer is somebody whom the
 * operator wrote down.
 *
 * @param newId - Used where an account is made.
 * @returns undefined where there is no such officer.
 */
export function knownAs(
  { db }: DeskStore,
  { as, provider, subject }: SignedIn,
  newId: string,
  now: Date,
): Pick<SignedInAs, 'kind' | 'id'> | undefined {
  if (as === 'officer') {
    const officer = db
      .prepare('SELECT id FROM officer WHERE provider = ? AND subject = ? AND isActive = 1')
      .get(provider, subject)
    return officer === undefined ? undefined : { kind: 'officer', id: officer['id'] as string }
  }
  db.prepare(
    `INSERT INTO account (id, provider, subject, createdAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (provider, subject) DO NOTHING`,
  ).run(newId, provider, subject, Math.floor(now.getTime() / 1000))
  const account = db
    .prepare('SELECT id FROM account WHERE provider = ? AND subject = ?')
    .get(provider, subject)
  return { kind: 'account', id: account?.['id'] as string }
}
