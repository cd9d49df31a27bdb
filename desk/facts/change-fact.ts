/** What two officers agree to do with a record: give it to whose it is, take it back, or settle one that is held. */
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { aboutOfHeld } from './held-about.ts'
import { retract } from './retraction.ts'
import { touch } from './touch.ts'

/** What is decided of a held record: whose it is, or that it is nobody's. */
export type HeldDecision = { readonly person: string } | { readonly refused: true }

interface Row {
  readonly source: string
  readonly id: string
  readonly person: string | null
  readonly state: string
  readonly retracts: string | null
  /** Of a held one: who has the number that it names. */
  readonly about: string | null
}

/**
 * Gives a record that was filed under somebody else to whose it is; both are assessed again. In the caller's
 * transaction, or in one of its own.
 *
 * @param fact - Its `seq`.
 * @returns Whether it was done: not where it counts for nobody, or is theirs already.
 */
export function moveFact(store: DeskStore, fact: number, person: string, now: number): boolean {
  return within(store, () => {
    const row = rowOf(store, fact)
    if (!counts(row) || row.person === person) return false
    set(store, fact, person, 'moved')
    touchAll(store, [row.person, person], now)
    return true
  })
}

/**
 * Takes a record back that its source did not.
 *
 * @returns Whether it was done: not where it counts for nobody.
 */
export function retractFact(store: DeskStore, fact: number, now: number): boolean {
  return within(store, () => {
    const row = rowOf(store, fact)
    if (!counts(row)) return false
    set(store, fact, row.person, 'retracted')
    touchAll(store, [row.person], now)
    return true
  })
}

/**
 * Settles a held record. What it takes back is taken back now, not before.
 *
 * @returns Whether it was done: not where it is held no more, such as taken back meanwhile.
 */
export function settleHeld(
  store: DeskStore,
  fact: number,
  decision: HeldDecision,
  now: number,
): boolean {
  return within(store, () => {
    const row = rowOf(store, fact)
    if (row?.state !== 'held') return false
    if ('refused' in decision) {
      set(store, fact, null, 'refused')
      touchAll(store, [row.about], now)
      return true
    }
    set(store, fact, decision.person, 'moved')
    const before = row.retracts === null ? null : retract(store, row.source, row.retracts)
    touchAll(store, [before, row.about, decision.person], now)
    return true
  })
}

function rowOf(store: DeskStore, fact: number): Row | undefined {
  const find = `SELECT source, id, person, state, retracts, ${aboutOfHeld} AS about FROM fact WHERE seq = ?`
  return prepared(store, find).get(fact) as Row | undefined
}

function counts(row: Row | undefined): row is Row & { person: string } {
  return row !== undefined && (row.state === 'good' || row.state === 'moved') && row.person !== null
}

function set(store: DeskStore, fact: number, person: string | null, state: string): void {
  // Whom it named was kept for this decision alone.
  const put = 'UPDATE fact SET person = ?, state = ?, stated = NULL WHERE seq = ?'
  prepared(store, put).run(person, state, fact)
}

function touchAll(store: DeskStore, people: readonly (string | null)[], now: number): void {
  for (const person of people) if (person !== null) touch(store, person, 'decision', now)
}

function within<T>(store: DeskStore, work: () => T): T {
  return store.db.isTransaction ? work() : inTransaction(store, work)
}
