/** Counts what became of a source's records, and keeps what an office should see. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { RecordAnswer } from './record.ts'

/** Counts under way. */
export interface Tallies {
  /** @param record - As it came; of a conflict it is kept as proof. */
  add(answer: RecordAnswer, record: unknown): void
  write(): void
}

/** What is refused for ever again must not fill the disk: of each source so many remarks that are no proof. */
const mostRemarks = 1000
const longestProof = 8192

/** Begins to count, in the caller's transaction. */
export function openTallies(store: DeskStore, source: string, now: number): Tallies {
  const counts = new Map<string, number>()
  const remark = prepared(
    store,
    'INSERT INTO remark (source, id, at, state, reason, record) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    add({ id, state, reason = '' }, record) {
      const key = `${state} ${reason}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (state === 'refused') remark.run(source, id, now, 'refused', reason, null)
      if (reason === 'late') remark.run(source, id, now, 'late', reason, null)
      if (state === 'conflict') {
        const text = JSON.stringify(record).slice(0, longestProof)
        remark.run(source, id, now, 'conflict', reason, text)
      }
    },
    write() {
      const put = prepared(
        store,
        `INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT (source, state, reason)
         DO UPDATE SET count = count + excluded.count, lastAt = excluded.lastAt`,
      )
      for (const [key, count] of counts) {
        const [state, reason] = key.split(' ') as [string, string]
        put.run(source, state, reason, count, now)
      }
      const trim = prepared(
        store,
        `DELETE FROM remark WHERE source = ?1 AND state = ?2 AND seq <= (
           SELECT seq FROM remark WHERE source = ?1 AND state = ?2 ORDER BY seq DESC LIMIT 1 OFFSET ?3)`,
      )
      trim.run(source, 'refused', mostRemarks)
      trim.run(source, 'late', mostRemarks)
    },
  }
}
