/** The chain of the audit trail: each head is made of the one before and of a record's canonical form. */
import { createHash } from 'node:crypto'
import { canonicalJson } from 'greengate/issue'

/** What a record may say beside ids: codes and numbers, never words. */
export type AuditDetail = Readonly<Record<string, string | number | boolean>>

/** What somebody did. */
export interface AuditEntry {
  /** `account:ID`, `officer:ID`, `source:ID` or `desk`. */
  readonly who: string
  /** A code: `matter-opened`. */
  readonly what: string
  /** A kind and an id: `matter:ID`, `fact:17`. */
  readonly about: string
  readonly detail: AuditDetail
}

/** An entry in its place. */
export interface AuditRecord extends AuditEntry {
  /** Counts from 1, without a gap. */
  readonly seq: number
  /** Unix seconds. */
  readonly at: number
}

/** A record and the chain after it. */
export interface ChainedRecord extends AuditRecord {
  readonly head: Uint8Array
}

/** The chain before the first record. */
export const firstHead: Uint8Array = sha256(new TextEncoder().encode('greengate-desk-audit-1'))

/** The chain after a record: SHA-256(head before || the record as canonical JSON). */
export function headAfter(
  before: Uint8Array,
  { seq, at, who, what, about, detail }: AuditRecord,
): Uint8Array {
  const record = new TextEncoder().encode(canonicalJson({ seq, at, who, what, about, detail }))
  return sha256(Buffer.concat([before, record]))
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
