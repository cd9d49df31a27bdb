/** Lists of the store: one for each issuer and UTC month, at its full size from the start (docs/status.md). */
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { inTransaction, withRemedy, type StatusStore } from './open-store.ts'

/** Who does something, when, and why. */
export interface Act {
  readonly at: Date
  readonly who: string
  readonly why: string
}

/** A list of the store. */
export interface StoredList {
  readonly id: number
  readonly issuer: string
  /** `2026-11`, UTC. */
  readonly month: string
  readonly entries: number
  readonly origin: 'own' | 'imported'
  readonly isClosed: boolean
}

/** A new list. */
export interface NewList extends Act {
  readonly issuer: string
  readonly month: string
  readonly entries: number
  readonly origin?: StoredList['origin']
  /** Taken though its month opens sooner than verifiers need to hear of it. */
  readonly isLate?: boolean
}

/** A list is published so long before its month, so that every verifier has it when its first code is shown. */
export const leadDays = 8
/** 2^20: a month of a city's paper codes in 128 KiB. */
export const usualEntries = 1_048_576
/** A bundle is at most 256 MiB, and a list a small part of it. */
const maxEntries = 268_435_456
const dayMs = 86_400_000

/** The UTC month of an instant: that of the list in which its codes are. */
export function monthOf(instant: Date): string {
  return instantText(instant).slice(0, 7)
}

/** When a month opens. */
export function openingOf(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`)
}

/**
 * Makes a list.
 *
 * @throws {@link OperatorError}
 */
export function createList(store: StatusStore, list: NewList): StoredList {
  const { issuer, month, entries, origin = 'own', isLate = false, at } = list
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new OperatorError('month: must be written like 2026-11')
  }
  if (!/^[^/\p{Cc}]{1,64}$/u.test(issuer) || issuer === '.' || issuer === '..') {
    throw new OperatorError('issuer: must be its id of the trust list, without a slash')
  }
  if (!Number.isSafeInteger(entries) || entries < 8 || entries > maxEntries) {
    throw new OperatorError(`entries: must be a whole number from 8 to ${maxEntries}`)
  }
  const last = new Date(openingOf(month).getTime() - leadDays * dayMs)
  if (!isLate && at.getTime() > last.getTime()) {
    throw new OperatorError(
      `${month}: should have been made until ${instantText(last)}, so that verifiers hold it in time; add --late to make it all the same`,
    )
  }
  return inTransaction(store, () => {
    if (findList(store, issuer, month) !== undefined) {
      throw new OperatorError(`${issuer}/${month}: is there already; see "greengate status show"`)
    }
    writeAct(store, 'created', list)
    store.db
      .prepare('INSERT INTO list (issuer, month, entries, origin) VALUES (?, ?, ?, ?)')
      .run(issuer, month, entries, origin)
    return listOf(store, issuer, month)
  })
}

/** The list of an issuer and month; undefined: there is none. */
export function findList(
  { path, db }: StatusStore,
  issuer: string,
  month: string,
): StoredList | undefined {
  return withRemedy(path, () => {
    const row = db.prepare('SELECT * FROM list WHERE issuer = ? AND month = ?').get(issuer, month)
    return row === undefined ? undefined : listOfRow(row)
  })
}

/** @throws {@link OperatorError} where there is none */
export function listOf(store: StatusStore, issuer: string, month: string): StoredList {
  const list = findList(store, issuer, month)
  if (list !== undefined) return list
  throw new OperatorError(
    `${issuer}/${month}: ${store.path} has no such list; make it with "greengate status create"`,
  )
}

/** All lists, by issuer and month. */
export function readLists({ path, db }: StatusStore, issuer?: string): readonly StoredList[] {
  return withRemedy(path, () =>
    db
      .prepare('SELECT * FROM list ORDER BY issuer, month')
      .all()
      .map(listOfRow)
      .filter((list) => issuer === undefined || list.issuer === issuer),
  )
}

function listOfRow(row: Readonly<Record<string, unknown>>): StoredList {
  const { id, issuer, month, entries, origin, isClosed } = row
  return {
    id: id as number,
    issuer: issuer as string,
    month: month as string,
    entries: entries as number,
    origin: origin as StoredList['origin'],
    isClosed: isClosed === 1,
  }
}

/** Writes down that somebody does something; gives the number that it goes by. */
export function writeAct({ db }: StatusStore, what: string, { at, who, why }: Act): number {
  const said = who.trim()
  if (said === '') throw new OperatorError('by: must say who does it')
  const { lastInsertRowid } = db
    .prepare('INSERT INTO act (what, at, who, why) VALUES (?, ?, ?, ?)')
    .run(what, instantText(at), said, why.trim())
  return Number(lastInsertRowid)
}

/** The raw bits of a list: set where the code is revoked or suspended; the lowest bit of a byte is the first. */
export function bitsOf({ path, db }: StatusStore, { id, entries }: StoredList): Uint8Array {
  const bits = new Uint8Array(Math.ceil(entries / 8))
  return withRemedy(path, () => {
    const rows = db.prepare("SELECT place FROM code WHERE list = ? AND state <> 'good'").iterate(id)
    for (const row of rows) {
      const place = row['place'] as number
      const at = Math.floor(place / 8)
      bits[at] = (bits[at] ?? 0) | (1 << (place % 8))
    }
    return bits
  })
}
