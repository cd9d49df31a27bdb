/** Takes facts back, whichever comes first: the fact or its retraction. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { aboutOfHeld } from './held-about.ts'

/** The kind of a record that only takes back: no fact type has its name, so that no rule reads it. */
export const retractionKind = 'retraction'

/**
 * Takes a fact of a source back, in the caller's transaction.
 *
 * @returns Whose it was, or about whom it was held; null where it is not here yet, or nobody's.
 */
export function retract(store: DeskStore, source: string, id: string): string | null {
  const target = prepared(
    store,
    `SELECT seq, coalesce(person, iif(state = 'held', ${aboutOfHeld}, NULL)) AS whose
     FROM fact WHERE source = ? AND id = ?`,
  ).get(source, id)
  if (target === undefined) return null
  prepared(store, "UPDATE fact SET state = 'retracted' WHERE seq = ? AND state <> 'refused'").run(
    target['seq'] as number,
  )
  return target['whose'] as string | null
}

/** Whose a record is; null where it is not here yet, or nobody's. */
export function whoseIs(store: DeskStore, source: string, id: string): string | null {
  const row = prepared(store, 'SELECT person FROM fact WHERE source = ? AND id = ?').get(source, id)
  return (row?.['person'] ?? null) as string | null
}

/** Whether a record that counts takes this one back. */
export function isRetracted(store: DeskStore, source: string, id: string): boolean {
  const by = prepared(
    store,
    `SELECT 1 FROM fact WHERE source = ? AND retracts = ? AND retracts IS NOT NULL
     AND state IN ('good', 'moved', 'retracted') LIMIT 1`,
  )
  return by.get(source, id) !== undefined
}
