/** Notes whom a change touched, in the transaction of the change: whoever is noted is assessed again. */
import type { Cause } from '../desk.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** Who waits among a whole population is taken out of it. */
const put = `INSERT INTO touched VALUES (?, ?, ?) ON CONFLICT DO UPDATE
  SET cause = excluded.cause, at = excluded.at
  WHERE cause NOT IN ('applied', 'fact', 'decision') AND excluded.cause IN ('applied', 'fact', 'decision')`

/** In the caller's transaction. The first cause stays, unless it is one of many people at once. */
export function touch(store: DeskStore, person: string, cause: Cause, now: number): void {
  prepared(store, put).run(person, cause, now)
}
