/** Codes that are due: their holders lost one, and the new one could not be made. They stand in the store until it is. */
import type { Cause } from '../desk.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { CodeRow } from './made-code.ts'

/** A code that is due. Instants are Unix seconds. */
export interface DueReissue {
  readonly person: string
  /** Thumbprint of the holder's key; null: none. */
  readonly holder: string | null
  readonly cause: Cause
  readonly since: number
  readonly tries: number
  readonly why: string
  readonly dueAt: number
}

/** How it stands with them, for the office. */
export interface DueCount {
  readonly codes: number
  /** Of the one that waits longest, and what it failed by; undefined: none failed. */
  readonly since: number | undefined
  readonly why: string | undefined
}

const first = 5
const longest = 600

/** Seconds until the next try: twice as long each time, ten minutes at most. */
function delayAfter(tries: number): number {
  return Math.min(first * 2 ** Math.min(tries - 1, 20), longest)
}

/** In the transaction that takes the codes back: whose they are gets others. */
export function noteDue(
  store: DeskStore,
  codes: readonly Pick<CodeRow, 'person' | 'class' | 'holder'>[],
  cause: Cause,
  now: number,
): void {
  // While others fail there is no use in trying this one before them.
  const put = prepared(
    store,
    `INSERT INTO reissue SELECT ?1, ?2, ?3, ?4, 0, '',
       max(?4, coalesce((SELECT max(dueAt) FROM reissue WHERE tries > 0), 0))
     WHERE true ON CONFLICT DO NOTHING`,
  )
  for (const code of codes) {
    // Paper cannot follow.
    if (code.class === 'app') put.run(code.person, code.holder ?? '', cause, now)
  }
}

/** In the transaction that keeps the new code, or where there shall be none. */
export function forgetDue(store: DeskStore, person: string, holder: string | null): void {
  prepared(store, 'DELETE FROM reissue WHERE person = ? AND holder = ?').run(person, holder ?? '')
}

/**
 * Notes that it failed. Whatever else is due waits as long: what one failed by, the next would. A failure that follows
 * others counts as one more of them, whosever they were.
 */
export function noteFailure(
  store: DeskStore,
  { person, holders }: { readonly person: string; readonly holders: readonly (string | null)[] },
  why: string,
  now: number,
): void {
  const most = prepared(store, 'SELECT max(tries) AS tries FROM reissue').get()
  const tries = ((most?.['tries'] as number | null) ?? 0) + 1
  const note = prepared(
    store,
    'UPDATE reissue SET tries = ?, why = ? WHERE person = ? AND holder = ?',
  )
  for (const holder of holders) note.run(tries, why, person, holder ?? '')
  const again = now + delayAfter(tries)
  prepared(store, 'UPDATE reissue SET dueAt = ?1 WHERE dueAt < ?1').run(again)
}

/** Those whose time has come; what failed longest ago first, so that one that never succeeds keeps nobody waiting. */
export function dueReissues(store: DeskStore, now: number, most: number): readonly DueReissue[] {
  return prepared(store, 'SELECT * FROM reissue WHERE dueAt <= ? ORDER BY tries, since LIMIT ?')
    .all(now, most)
    .map((row) => ({
      ...(row as unknown as DueReissue),
      holder: row['holder'] === '' ? null : (row['holder'] as string),
    }))
}

/** Counts them. */
export function countDue(store: DeskStore): DueCount {
  const row = prepared(store, 'SELECT count(*) AS n FROM reissue').get()
  const failed = prepared(
    store,
    'SELECT since, why FROM reissue WHERE tries > 0 ORDER BY since LIMIT 1',
  ).get()
  return {
    codes: row?.['n'] as number,
    since: failed?.['since'] as number | undefined,
    why: failed?.['why'] as string | undefined,
  }
}
