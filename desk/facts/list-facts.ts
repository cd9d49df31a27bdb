/** What an office sees of the records that came in: held ones, what was remarkable, and how many of each source came to what. */
import { parseIdNumber } from 'greengate/issue'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { HoldReason, NamedPerson } from './record.ts'

/** A record that waits for an officer, or did. */
export interface HeldFact {
  /** Its `seq`. */
  readonly fact: number
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly recordedAt: number
  readonly takenAt: number
  /** Why, and whom it names; undefined: retention took it. */
  readonly stated: { readonly reason: HoldReason; readonly names: NamedPerson } | undefined
  /** Who has the number that it names; undefined: nobody. */
  readonly person: string | undefined
}

/** A late record, a refused one, or one whose id is another's. */
export interface Remark {
  readonly seq: number
  readonly source: string
  readonly id: string | null
  readonly at: number
  readonly state: 'late' | 'conflict' | 'refused'
  readonly reason: string
}

/** How many records of a source came to something. */
export interface Tally {
  readonly source: string
  readonly state: string
  /** Empty: nothing was to be said. */
  readonly reason: string
  readonly count: number
  readonly lastAt: number
}

/** Which part of a list. */
export interface Page {
  readonly source?: string
  /** Goes on after this number. Default: from the beginning. */
  readonly after?: number
  readonly limit: number
}

const columns = 'fact.seq, source, id, kind, recordedAt, takenAt, stated'

/** Held records, oldest first. */
export function heldFacts(store: DeskStore, page: Page): readonly HeldFact[] {
  const rows = prepared(
    store,
    `SELECT ${columns} FROM fact
     WHERE state = 'held' AND seq > ?1 AND (?2 IS NULL OR source = ?2) ORDER BY seq LIMIT ?3`,
  ).all(page.after ?? 0, page.source ?? null, page.limit)
  return rows.map((row) => heldFactOf(store, row))
}

/** One by the name that its source gave it, also once it is decided whose it is. */
export function heldFact(store: DeskStore, source: string, id: string): HeldFact | undefined {
  const row = prepared(store, `SELECT ${columns} FROM fact WHERE source = ? AND id = ?`).get(
    source,
    id,
  )
  return row === undefined ? undefined : heldFactOf(store, row)
}

function heldFactOf(store: DeskStore, row: Readonly<Record<string, unknown>>): HeldFact {
  const said = row['stated'] as string | null
  const of = {
    fact: row['seq'] as number,
    source: row['source'] as string,
    id: row['id'] as string,
    kind: row['kind'] as string,
    recordedAt: row['recordedAt'] as number,
    takenAt: row['takenAt'] as number,
  }
  if (said === null) return { ...of, stated: undefined, person: undefined }
  const {
    hold: reason,
    about: _,
    ...names
  } = JSON.parse(said) as NamedPerson & {
    hold: HoldReason
    about?: string
  }
  const person = prepared(store, 'SELECT id FROM person WHERE idType = ? AND number = ?').get(
    names.idType,
    parseIdNumber(names.idType, names.number) ?? '',
  )
  return { ...of, stated: { reason, names }, person: person?.['id'] as string | undefined }
}

/** What was remarkable, newest first. */
export function remarks(store: DeskStore, { source, after, limit }: Page): readonly Remark[] {
  return prepared(
    store,
    `SELECT seq, source, id, at, state, reason FROM remark
     WHERE seq < ?1 AND (?2 IS NULL OR source = ?2) ORDER BY seq DESC LIMIT ?3`,
  ).all(after ?? Number.MAX_SAFE_INTEGER, source ?? null, limit) as unknown as readonly Remark[]
}

/** The counts of all sources. */
export function tallies(store: DeskStore): readonly Tally[] {
  return prepared(store, 'SELECT * FROM tally').all() as unknown as readonly Tally[]
}
