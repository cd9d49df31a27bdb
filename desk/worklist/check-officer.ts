/** Who may decide a matter: officers of the worklist, two of them, and nobody about themselves or their family. */
import type { DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'

/** Refuses who is not, or no longer, an officer of the worklist. */
export function refuseOutsider({ db }: DeskStore, officer: string): void {
  const find = db.prepare(
    `SELECT 1 FROM officer, json_each(roles) AS role
     WHERE officer.id = ? AND isActive = 1 AND role.value = 'worklist'`,
  )
  if (find.get(officer) === undefined) throw refused('ERR_DESK_MATTER_FORBIDDEN')
}

/**
 * Refuses an officer who is, or acts for, one of the people: known by the sign-in that both have. Also who once acted
 * for them: it could be ended for the hour, and begun again.
 */
export function refuseConcerned(
  { db }: DeskStore,
  officer: string,
  people: readonly (string | undefined)[],
): void {
  const find = db.prepare(
    `SELECT 1 FROM officer JOIN account USING (provider, subject) JOIN guardian ON guardian.account = account.id
     WHERE officer.id = ? AND guardian.person = ?`,
  )
  const isConcerned = people.some(
    (person) => person !== undefined && find.get(officer, person) !== undefined,
  )
  if (isConcerned) throw refused('ERR_DESK_MATTER_OWN')
}
