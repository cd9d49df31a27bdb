/** Writes that wait at the same time share a commit: the disk is waited for once, and each is answered after it. */
import type { DatabaseSync } from 'node:sqlite'
import { sqliteCode } from './open-collection.ts'
import { Problem } from './problem.ts'

/** Does a work within a transaction; resolves when that is on the disk, rejects when nothing of the work is. */
export type Commit = <T>(work: () => T) => Promise<T>

interface Waiting {
  readonly work: () => void
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** Opens a queue. Works are done in the order in which they came. */
export function commitQueue(db: DatabaseSync): Commit {
  let waiting: Waiting[] = []

  const commit = (): void => {
    const works = waiting
    waiting = []
    const done: Waiting[] = []
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const each of works) {
        db.exec('SAVEPOINT one')
        try {
          each.work()
          done.push(each)
        } catch (error) {
          // A full disk has rolled back all of it already.
          if (!db.isTransaction) throw error
          db.exec('ROLLBACK TO one')
          each.failed(problemOf(error))
        }
        db.exec('RELEASE one')
      }
      db.exec('COMMIT')
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      // Whoever has had its answer does not hear this one.
      for (const { failed } of works) failed(problemOf(error))
      return
    }
    for (const each of done) each.done()
  }

  return (work) =>
    new Promise((resolve, reject) => {
      let done: () => void = () => undefined
      waiting.push({
        work: () => {
          const value = work()
          done = () => {
            resolve(value)
          }
        },
        done: () => {
          done()
        },
        failed: reject,
      })
      // After everything that is ready to come too.
      if (waiting.length === 1) setImmediate(commit)
    })
}

/** A store that cannot be written now is no fault of the sender, who comes again. */
function problemOf(error: unknown): unknown {
  const code = sqliteCode(error)
  if (code === 5) return new Problem('busy')
  // Read-only, failing, full: the operator's to mend.
  if (code === 8 || code === 10 || code === 13) return new Problem('no-room')
  return error
}
