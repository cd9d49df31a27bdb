/** Issues for one person one thing after the other: two who ask at once get one code, not two. */
import type { DeskStore } from '../store/open-store.ts'

const waiting = new WeakMap<DeskStore, Map<string, Promise<unknown>>>()

/** Does a work when all others of the person are done, however they ended. */
export async function inTurn<T>(
  store: DeskStore,
  person: string,
  work: () => Promise<T>,
): Promise<T> {
  const turns = waiting.get(store) ?? new Map<string, Promise<unknown>>()
  waiting.set(store, turns)
  const before = turns.get(person)
  const mine = before === undefined ? work() : before.then(work, work)
  turns.set(person, mine)
  try {
    return await mine
  } finally {
    if (turns.get(person) === mine) turns.delete(person)
  }
}
