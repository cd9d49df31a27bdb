/** Those for whom somebody applied: whom a demo's departments can speak of. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { personOfRow, type Person } from './person.ts'

/** The newest first, at most so many. */
export function applicants(store: DeskStore, most: number): readonly Person[] {
  const rows = prepared(
    store,
    `SELECT person.* FROM person JOIN guardian ON guardian.person = person.id
     WHERE guardian.until IS NULL GROUP BY person.id ORDER BY max(guardian.since) DESC, person.id LIMIT ?`,
  ).all(most)
  return rows.map(personOfRow)
}
