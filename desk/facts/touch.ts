/** Notes whom a change touched, in the transaction of the change: whoever is noted is assessed again. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** Why somebody is assessed again. */
export type Cause = 'applied' | 'fact' | 'coverage' | 'version' | 'time' | 'decision'

/** The first cause stays: that is what was waited for. */
export function touch(store: DeskStore, person: string, cause: Cause, now: number): void {
  prepared(store, 'INSERT INTO touched VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    person,
    cause,
    now,
  )
}
