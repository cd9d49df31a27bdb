/** The store of a collector: one SQLite file with the records of all stations; what was committed outlives whatever stops the process. */
import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileError, kindAt } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { migrations } from './schema.ts'

/** An open store. */
export interface Collection extends Disposable {
  readonly path: string
  readonly db: DatabaseSync
}

/** "GGCO": what kind of SQLite file this is. */
const applicationId = 0x47_47_43_4f
/** Somebody may be reading a long export. */
const patienceMs = 10_000

const advice = 'name one, made by "greengate collect"'

/**
 * Opens a store, and brings one of an older version up to this.
 *
 * @param how - `make`: it is made where there is none; `read`: nothing is written.
 * @throws {@link OperatorError}
 */
export async function openCollection(
  path: string,
  how: 'make' | 'write' | 'read',
): Promise<Collection> {
  const kind = await kindAt(path)
  if (kind === 'folder') throw new OperatorError(`${path}: that is a folder; name a file`)
  if (kind === 'nothing') {
    if (how !== 'make') throw new OperatorError(`${path}: there is no such file; ${advice}`)
    makePrivate(path)
  }
  try {
    const db = new DatabaseSync(path, { timeout: patienceMs, readOnly: how === 'read' })
    try {
      // Readers go on while a batch is written; each commit is on the disk before it is answered.
      if (how !== 'read') db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      db.exec('PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON')
      prepare(path, db, how === 'read')
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
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error
    throw new OperatorError(`${path}: is no store of a collector, or is damaged; ${advice}`, {
      cause: error,
    })
  }
}

/** SQLite's number of an error; undefined for errors that are none of SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 255 : undefined
}

/** Does a work wholly or not at all; nobody else writes meanwhile. */
export function transact<T>(db: DatabaseSync, work: () => T): T {
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

function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw fileError(path, error, 'name a file that can be written')
  }
}

function prepare(path: string, db: DatabaseSync, isReader: boolean): void {
  const pragma = (name: 'application_id' | 'user_version'): number =>
    Number(db.prepare(`PRAGMA ${name}`).get()?.[name])
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'])
  const isNew = pragma('application_id') === 0 && tables === 0
  if (pragma('application_id') !== applicationId && (!isNew || isReader)) {
    throw new OperatorError(`${path}: is the file of another program; ${advice}`)
  }
  const version = pragma('user_version')
  if (version > migrations.length) {
    throw new OperatorError(`${path}: was written by a newer greengate; use that one`)
  }
  if (version === migrations.length) return
  if (isReader)
    throw new OperatorError(`${path}: is of an older version; start the collector on it`)
  transact(db, () => {
    for (const migration of migrations.slice(version)) db.exec(migration)
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
  })
}
