/** Looks into a desk's store without a trace: nothing is made, migrated or written, and a desk may run on it. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { withRemedy } from 'greengate-cli/database'

/**
 * Does a reading work; undefined: there is no store yet.
 *
 * @throws OperatorError for a file that is none
 */
export function lookInto<T>(path: string, work: (db: DatabaseSync) => T): T | undefined {
  if (!existsSync(path)) return undefined
  return withRemedy(
    path,
    () => {
      const url = pathToFileURL(path)
      // Without a log nobody has it open, and the file is all there is: no log is begun for a look.
      if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1')
      const db = new DatabaseSync(url, { readOnly: true })
      try {
        return work(db)
      } finally {
        db.close()
      }
    },
    'the store of a desk',
  )
}
