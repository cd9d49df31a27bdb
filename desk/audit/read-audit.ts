/** Reads the audit trail out of the store, in its order. */
import type { DeskStore } from '../store/open-store.ts'
import type { AuditDetail, ChainedRecord } from './chain.ts'

/** Which records; all that is given must hold. */
export interface AuditFilter {
  readonly who?: string
  readonly what?: string
  readonly about?: string
  /** Later than this record. */
  readonly after?: number
  readonly limit?: number
}

/** How far the trail has come: what somebody else should be told, so that its end cannot be cut off. */
export interface AuditReach {
  readonly seq: number
  readonly head: Uint8Array
}

/** The records, oldest first. */
export function* readAudit(
  { db }: DeskStore,
  { who, what, about, after = 0, limit = -1 }: AuditFilter = {},
): Generator<ChainedRecord> {
  const rows = db.prepare(
    `SELECT * FROM audit WHERE seq > ?1 AND (?2 IS NULL OR who = ?2) AND (?3 IS NULL OR what = ?3)
       AND (?4 IS NULL OR about = ?4) ORDER BY seq LIMIT ?5`,
  )
  for (const row of rows.iterate(after, who ?? null, what ?? null, about ?? null, limit)) {
    yield {
      seq: Number(row['seq']),
      at: Number(row['at']),
      who: String(row['who']),
      what: String(row['what']),
      about: String(row['about']),
      detail: JSON.parse(String(row['detail'])) as AuditDetail,
      head: new Uint8Array(row['head'] as Uint8Array),
    }
  }
}

/** Where the trail ends; undefined: it is empty. */
export function auditReach({ db }: DeskStore): AuditReach | undefined {
  const row = db.prepare('SELECT seq, head FROM audit ORDER BY seq DESC LIMIT 1').get()
  if (row === undefined) return undefined
  return { seq: Number(row['seq']), head: new Uint8Array(row['head'] as Uint8Array) }
}
