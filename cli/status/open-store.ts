/** The store of an issuer's status lists: one SQLite file; what was committed outlives whatever stops the process. */
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileError, kindAt } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { migrations } from './schema.ts'

/** An open store. */
export interface StatusStore extends Disposable {
  readonly path: string
  readonly db: DatabaseSync
}

/** "GGST": what kind of SQLite file this is. */
const applicationId = 0x47_47_53_54
/** Another process may be at it: an allocation of a million codes takes seconds. */
const patienceMs = 30_000

const remedies: ReadonlyMap<number, string> = new Map([
  [5, 'somebody else is at it; wait, and run the command again'],
  [8, 'it cannot be written; see that it may be'],
  [10, 'the disk fails; put back a copy on another one'],
  [11, 'it is damaged; put back a copy'],
  [13, 'the disk is full; make room'],
  [14, 'it cannot be opened; see that it may be'],
  [26, 'it is no store of status lists; name one, made by "greengate status create"'],
])

/**
 * Opens a store, and brings one of an older version up to this.
 *
 * @param isMade - Whether it is made where there is none.
 * @throws {@link OperatorError}
 */
export async function openStore(path: string, isMade = false): Promise<StatusStore> {
  const kind = await kindAt(path)
  if (kind === 'folder') throw new OperatorError(`${path}: that is a folder; name a file`)
  if (kind === 'nothing') {
    if (!isMade) {
      throw new OperatorError(`${path}: there is no such file; run "greengate status create"`)
    }
    // Nobody else's business: whose code is which stands in it.
    makePrivate(path)
  }
  return withRemedy(path, () => {
    const db = new DatabaseSync(path, { timeout: patienceMs })
    try {
      db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON')
      migrate(path, db)
    } catch (error) {
      db.close()
      throw error
    }
    return {
      path,
      db,
      [Symbol.dispose]: () => {
        db.close()
      },
    }
  })
}

function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw fileError(path, error, 'name a file that can be written')
  }
}

function migrate(path: string, db: DatabaseSync): void {
  transact(db, () => {
    const known = pragma(db, 'application_id')
    const version = pragma(db, 'user_version')
    const isNew = known === 0 && version === 0 && tables(db) === 0
    if (!isNew && known !== applicationId) {
      throw new OperatorError(
        `${path}: is the file of another program; name one, made by "greengate status create"`,
      )
    }
    if (version > migrations.length) {
      throw new OperatorError(`${path}: was written by a newer greengate; use that one`)
    }
    for (const migration of migrations.slice(version)) db.exec(migration)
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
  })
}

function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name])
}

function tables(db: DatabaseSync): number {
  return Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'])
}

/** Does a work wholly or not at all; nobody else writes meanwhile. */
export function inTransaction<T>({ path, db }: StatusStore, work: () => T): T {
  return withRemedy(path, () => transact(db, work))
}

function transact<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const done = work()
    db.exec('COMMIT')
    return done
  } catch (error) {
    // A full disk has rolled it back already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Says what SQLite refused, and what to do. */
export function withRemedy<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const number = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 255 : -1
    const remedy = remedies.get(number)
    if (remedy === undefined) throw error
    throw new OperatorError(`${path}: ${remedy}`, { cause: error })
  }
}
