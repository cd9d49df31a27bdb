/** Holds an audit trail against its chain, from the store or from what was handed out of it. */
import { firstHead, headAfter, type ChainedRecord } from './chain.ts'
import { formFault } from './entry-form.ts'
import type { AuditReach } from './read-audit.ts'

/** What is wrong, and the first record where it is. */
export interface AuditFault {
  readonly seq: number
  /**
   * form: no record of a trail; gap: a record is missing before it; head: it or the chain was changed; reach: the
   * trail did not come by what somebody noted of it.
   */
  readonly fault: 'form' | 'gap' | 'head' | 'reach'
}

/** What came of it. */
export interface AuditReport {
  /** Records that hold. */
  readonly records: number
  readonly reach: AuditReach | undefined
  readonly fault: AuditFault | undefined
}

/**
 * Recomputes every head.
 *
 * @param noted - What was noted of the trail before, at any time: without it a trail whose end was cut off holds.
 * @param verified - As far as it is known to hold; `records` begin after it.
 */
export function verifyAudit(
  records: Iterable<ChainedRecord | undefined>,
  noted: readonly AuditReach[] = [],
  verified?: AuditReach,
): AuditReport {
  let reach = verified
  const missing = new Map(noted.map(({ seq, head }) => [seq, head]))
  const ends = (fault?: AuditFault['fault'], seq = (reach?.seq ?? 0) + 1): AuditReport => ({
    records: reach?.seq ?? 0,
    reach,
    fault: fault === undefined ? undefined : { seq, fault },
  })
  for (const record of records) {
    if (record === undefined || formFault(record) !== undefined) return ends('form')
    if (record.seq !== (reach?.seq ?? 0) + 1) return ends('gap')
    const head = headAfter(reach?.head ?? firstHead, record)
    if (!isSame(head, record.head)) return ends('head')
    const told = missing.get(record.seq)
    if (told !== undefined && !isSame(told, head)) return ends('reach')
    missing.delete(record.seq)
    reach = { seq: record.seq, head }
  }
  const [cut] = [...missing.keys()].sort((a, b) => a - b)
  return cut === undefined ? ends() : ends('reach', cut)
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other)
}
