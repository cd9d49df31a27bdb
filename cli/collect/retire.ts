/** Takes out of a collector's store what may be kept no longer; the hashes stay, and with them every chain. */
import { instantText } from '../edges/instant.ts'
import { transact, type Collection } from './open-collection.ts'

/** How many parts went. */
export interface Retired {
  readonly sealed: number
  readonly clear: number
}

const dayMs = 86_400_000
/** How segments begin, what signs for them, and what was signed for them never goes. */
const kept = `format IN ('greengate-segment-1', 'greengate-checkpoint-1')
  OR (format = 'greengate-event-1' AND json_extract(clear, '$.event') = 'collected')`

/**
 * Takes out sealed parts whose time is over, and clear parts that are older than so many days.
 *
 * @param keepDays - undefined: clear parts stay.
 */
export function retire({ db }: Collection, now: Date, keepDays?: number): Retired {
  const unseal = db.prepare(
    'UPDATE record SET sealed = NULL WHERE sealed IS NOT NULL AND deleteAfter <= ?',
  )
  const clear = db.prepare(
    `UPDATE record SET clear = NULL, sealed = NULL, outcome = NULL, appeal = NULL, at = NULL
      WHERE clear IS NOT NULL AND at < ? AND NOT (${kept})`,
  )
  const gone = transact(db, () => ({
    sealed: Number(unseal.run(instantText(now)).changes),
    clear:
      keepDays === undefined
        ? 0
        : Number(clear.run(instantText(new Date(now.getTime() - keepDays * dayMs))).changes),
  }))
  // What was deleted must not lie in the log of writes.
  if (gone.sealed + gone.clear > 0) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return gone
}
