/** The desk's status lists: made long before their months, and handed on as they are. */
import {
  bitsOf,
  createList,
  findList,
  monthOf,
  openingOf,
  readLists,
  usualEntries,
  type StatusStore,
} from 'greengate-cli/status'
import type { FedList } from './feeds.ts'

/** Longer than a month, so that the next one's list is there as soon as this one's is. */
const aheadMs = 32 * 86_400_000
/** A month that is over by so long has no code left that holds: those on paper live longest. */
const openMs = 62 * 86_400_000

/** Sees to it that this month and the next have a list. */
export function ensureLists(
  statusStore: StatusStore,
  issuer: string,
  now: Date,
  entries = usualEntries,
): void {
  const month = monthOf(now)
  const next = monthOf(new Date(openingOf(month).getTime() + aheadMs))
  for (const one of [month, next]) {
    if (findList(statusStore, issuer, one) !== undefined) continue
    // A desk that begins in the middle of a month begins late; verifiers have the list with its first codes.
    const act = { at: now, who: 'desk', why: 'codes of the month', isLate: true }
    createList(statusStore, { issuer, month: one, entries, ...act })
  }
}

/** The lists that verifiers still need. */
export function fedLists(statusStore: StatusStore, issuer: string, now: Date): readonly FedList[] {
  return readLists(statusStore, issuer)
    .filter(
      ({ month, isClosed }) => !isClosed && now.getTime() < openingOf(month).getTime() + 2 * openMs,
    )
    .map((list) => ({
      issuer,
      month: list.month,
      entries: list.entries,
      bits: bitsOf(statusStore, list),
    }))
}
