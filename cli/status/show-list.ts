/** What the store knows of a list and of one of its indices. */
import type { StoredList } from './list.ts'
import { listOf } from './list.ts'
import { withRemedy, type StatusStore } from './open-store.ts'
import { stateOf, type Place } from './store.ts'

/** How many of a list are what. */
export interface StateCounts {
  readonly given: number
  readonly suspended: number
  readonly revoked: number
}

/** Counts a list. */
export function countStates({ path, db }: StatusStore, { id }: StoredList): StateCounts {
  return withRemedy(path, () => {
    const row = db
      .prepare(
        `SELECT count(*) AS given, total(state = 'suspended') AS suspended,
           total(state = 'revoked') AS revoked FROM code WHERE list = ?`,
      )
      .get(id)
    const number = (name: string): number => Number(row?.[name])
    return { given: number('given'), suspended: number('suspended'), revoked: number('revoked') }
  })
}

/** One thing that was done to an index. */
export interface Deed {
  readonly at: string
  readonly what: string
  readonly who: string
  readonly why: string
}

/** All that was done to an index, the first first. */
export function historyOf(store: StatusStore, place: Place): readonly Deed[] {
  stateOf(store, place)
  const { id } = listOf(store, place.issuer, place.month)
  return withRemedy(store.path, () =>
    store.db
      .prepare(
        `SELECT at, what, who, why FROM act WHERE id IN (
           SELECT act FROM code WHERE list = :list AND place = :place
           UNION SELECT act FROM change WHERE list = :list AND place = :place
         ) ORDER BY id`,
      )
      .all({ list: id, place: place.index })
      .map((row) => ({ ...row }) as unknown as Deed),
  )
}
