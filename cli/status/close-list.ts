/** Ends a list: who held its codes is forgotten, and what verifiers get of it has no entries. */
import { OperatorError } from '../operator-error.ts'
import { openingOf, writeAct, type Act, type StoredList } from './list.ts'
import { inTransaction, type StatusStore } from './open-store.ts'

/**
 * Closes a list.
 *
 * @throws {@link OperatorError} for a month that is not over
 */
export function closeList(store: StatusStore, list: StoredList, act: Act): void {
  const [year = 0, month = 0] = list.month.split('-').map(Number)
  const next = openingOf(
    month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`,
  )
  if (act.at.getTime() < next.getTime()) {
    throw new OperatorError(`${list.month}: is not over; its codes would be for staff to check`)
  }
  inTransaction(store, () => {
    writeAct(store, 'closed', act)
    store.db.prepare('UPDATE list SET isClosed = 1 WHERE id = ?').run(list.id)
    store.db.prepare('UPDATE code SET label = NULL, cti = NULL WHERE list = ?').run(list.id)
  })
}
