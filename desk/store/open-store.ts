/** The desk's store: one SQLite file; what was answered for outlives whatever stops the process. */
import { inTransaction as begin, openDatabase, type Database } from 'greengate-cli/database'
import { migrations } from './migrations.ts'

/** The open store of a desk. */
export type DeskStore = Database

const form = {
  /** "GGDK". */
  applicationId: 0x47_47_44_4b,
  migrations,
  // A page that reads must not wait for a source that pushes: WAL. What was deleted is overwritten: it is about people.
  pragmas:
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536',
  instead: 'the store of a desk, or a file that is not there yet',
}

/**
 * Opens a store, and brings one of an older version up to this; where there is none it is made.
 *
 * @throws OperatorError for a file that is none, or cannot be written.
 */
export function openStore(path: string): DeskStore {
  return openDatabase(path, form)
}

/**
 * Does a work wholly or not at all. Inside another work it is a part of that: kept with it, and taken back alone where it
 * fails and the other goes on.
 */
export function inTransaction<T>(store: DeskStore, work: () => T): T {
  const { db } = store
  if (!isOpen(store)) return begin(store, work)
  db.exec('SAVEPOINT part')
  try {
    const done = work()
    db.exec('RELEASE part')
    return done
  } catch (error) {
    // A full disk has rolled all of it back already.
    if (isOpen(store)) db.exec('ROLLBACK TO part; RELEASE part')
    throw error
  }
}

function isOpen({ db }: DeskStore): boolean {
  return db.isTransaction
}
