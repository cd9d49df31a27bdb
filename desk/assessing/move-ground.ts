/** Takes standings from one version or coverage to the next: who may be touched is noted, everybody else carried over. */
import {
  compareGrounds,
  limitsOf,
  type Side,
  sourcesUntil,
  type Touched,
} from 'greengate-cli/assessing'
import type { Cause } from '../desk.ts'
import { aboutOfHeld } from '../facts/held-about.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { readGround, readsOtherTypes, writeGround } from './ground.ts'

/** What a move came to. */
export interface Move {
  readonly touched: Touched
  /** How many are to be assessed. */
  readonly people: number
  /** How many were carried over. */
  readonly carried: number
}

/**
 * Moves, in one transaction: whatever stops the process, standings stand on the old or on the new.
 *
 * @param before - Undefined: nothing is known of what standings stand on, so that everybody is touched.
 */
export function moveGround(
  store: DeskStore,
  before: Side | undefined,
  after: Side,
  now: number,
  cause: Extract<Cause, 'version' | 'coverage'>,
): Move {
  return inTransaction(store, () => {
    const ground = readGround(store)
    const isKnown = before !== undefined && ground !== undefined
    const touched: Touched =
      isKnown && !readsOtherTypes(ground, after.compiled)
        ? compareGrounds(before, after, now, (kind) => countOf(store, kind))
        : { everyone: true, why: 'other-set' }
    const people = note(store, touched, now, cause)
    const carried = touched.everyone ? 0 : carryOver(store, before as Side, after, touched, now)
    writeGround(store, after.compiled, after.coverage)
    return { touched, people, carried }
  })
}

/** Of `person` everybody has one: the desk states it. */
function countOf(store: DeskStore, kind: string): number {
  if (kind === 'person') return Infinity
  const of = (table: string): number =>
    prepared(store, `SELECT count(*) AS n FROM ${table} WHERE kind = ?`).get(kind)?.['n'] as number
  return of('fact') + of('declared')
}

function note(store: DeskStore, touched: Touched, now: number, cause: Cause): number {
  const put = (from: string, ...values: readonly string[]): number =>
    Number(
      prepared(
        store,
        `INSERT INTO touched (person, cause, at) SELECT ${from} ON CONFLICT DO NOTHING`,
      ).run(...values).changes,
    )
  const row = `?, ${String(now)}`
  if (touched.everyone || touched.kinds.includes('person')) {
    // Who was forgotten is nobody who could be assessed.
    return put(`id, ${row} FROM person WHERE idType <> 'forgotten'`, cause)
  }
  let people = 0
  for (const kind of touched.kinds) {
    people += put(
      `DISTINCT person, ${row} FROM fact WHERE kind = ? AND person IS NOT NULL`,
      cause,
      kind,
    )
    people += put(`person, ${row} FROM declared WHERE kind = ?`, cause, kind)
  }
  // Of whom a record is held other kinds are covered than the rules were compared under.
  if (touched.rules.length > 0) {
    people += put(
      `DISTINCT ${aboutOfHeld}, ${row} FROM fact WHERE state = 'held' AND ${aboutOfHeld} IS NOT NULL`,
      cause,
    )
  }
  return people
}

function carryOver(
  store: DeskStore,
  before: Side,
  after: Side,
  { next, ownNext }: Extract<Touched, { everyone: false }>,
  now: number,
): number {
  const run = (sql: string, ...values: readonly (number | string | null)[]): number =>
    Number(prepared(store, sql).run(...values).changes)
  const limits = limitsOf(after, now)
  const first = limits.size === 0 ? null : Math.min(...limits)
  // Whose standing ended with coverage that has gone on ends with what covers now, or where it ends by itself.
  for (const limit of limitsOf(before, now)) {
    if (limits.has(limit)) continue
    run(
      'UPDATE standing SET holdsUntil = coalesce(min(ownUntil, ?1), ownUntil, ?1) WHERE holdsUntil = ?2',
      first,
      limit,
    )
  }
  const cap = (column: string, end: number): void => {
    if (end === Infinity) return
    run(`UPDATE standing SET ${column} = ?1 WHERE coalesce(${column} > ?1, true)`, end)
  }
  // Of a kind whose coverage was taken back nothing holds for longer than what is left of it.
  const isBack = (kind: string): boolean =>
    Number(sourcesUntil(after.coverage, kind)) < Number(sourcesUntil(before.coverage, kind))
  cap('holdsUntil', Math.min(next, ...limitsOf(after, now, isBack)))
  cap('ownUntil', ownNext)
  const [old, young] = [before.compiled.set, after.compiled.set]
  if (old.version === young.version) return 0
  return run(
    `UPDATE standing SET version = ?1 WHERE ruleSet = ?2 AND version = ?3
     AND person NOT IN (SELECT person FROM touched)`,
    young.version,
    young.id,
    old.version,
  )
}
