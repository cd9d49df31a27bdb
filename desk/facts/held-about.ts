/** Records that are held, by whose number they name: what is open about somebody until two officers decide. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** Of a row of `fact` that is held; null: nobody has the number. */
export const aboutOfHeld = "json_extract(stated, '$.about')"

/**
 * The kinds of which records are held about a person. What is known of such a kind is not all that there is: it counts
 * as not covered, so that nobody passes under a name that is not quite theirs.
 *
 * @param settled - One that is taken for decided.
 */
export function heldKinds(
  store: DeskStore,
  person: string,
  settled?: { readonly source: string; readonly id: string },
): readonly string[] {
  const find = `SELECT DISTINCT kind FROM fact WHERE state = 'held' AND ${aboutOfHeld} = ?
    AND NOT (source = ? AND id = ?)`
  return prepared(store, find)
    .all(person, settled?.source ?? '', settled?.id ?? '')
    .map((row) => row['kind'] as string)
}
