/** Whether the trail holds, asked again and again: once from its beginning, and from then on what was added since. */
import type { DeskStore } from '../store/open-store.ts'
import { auditReach, readAudit, type AuditReach } from './read-audit.ts'
import { verifyAudit, type AuditFault } from './verify-audit.ts'

/** How far it is known to hold. */
export interface AuditWatch {
  /** Undefined: no record was verified yet. */
  readonly reach: AuditReach | undefined
  readonly fault: AuditFault | undefined
}

const watches = new WeakMap<DeskStore['db'], AuditWatch>()
const running = new WeakMap<DeskStore['db'], Promise<AuditWatch>>()

/**
 * Verifies what was added since it was asked last; the first time in a process everything. That a record which was
 * verified before is changed afterwards in the file is not noticed here, but that the last of them is another, or gone,
 * is; `greengate desk audit verify` recomputes all of it.
 *
 * @param slice - So many records at a time: whoever else asks something is answered between.
 */
export function watchAudit(store: DeskStore, slice = 1000): Promise<AuditWatch> {
  const { db } = store
  const before = running.get(db)
  if (before !== undefined) return before
  const work = catchUp(store, slice).finally(() => running.delete(db))
  running.set(db, work)
  return work
}

async function catchUp(store: DeskStore, slice: number): Promise<AuditWatch> {
  let watch = watches.get(store.db) ?? { reach: undefined, fault: undefined }
  for (;;) {
    if (watch.fault !== undefined) return watch
    watch = next(store, watch, slice)
    watches.set(store.db, watch)
    if (watch.fault !== undefined || watch.reach?.seq === auditReach(store)?.seq) return watch
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function next(store: DeskStore, { reach }: AuditWatch, limit: number): AuditWatch {
  if (reach !== undefined) {
    const [last] = readAudit(store, { after: reach.seq - 1, limit: 1 })
    const isThere = last?.seq === reach.seq && Buffer.from(last.head).equals(reach.head)
    if (!isThere) return { reach, fault: { seq: reach.seq, fault: 'reach' } }
  }
  const records = readAudit(store, { after: reach?.seq ?? 0, limit })
  const report = verifyAudit(records, [], reach)
  return { reach: report.reach, fault: report.fault }
}
