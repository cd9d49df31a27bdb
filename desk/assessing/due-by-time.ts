/** Notes for whom time has run out: from this instant on the rules may say something else of them. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** @returns How many were not noted yet. */
export function dueByTime(store: DeskStore, now: number): number {
  const put = prepared(
    store,
    `INSERT INTO touched (person, cause, at) SELECT person, 'time', ?1 FROM standing
     WHERE holdsUntil <= ?1 ON CONFLICT DO NOTHING`,
  )
  return Number(put.run(now).changes)
}
