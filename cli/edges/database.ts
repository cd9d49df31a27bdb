/** A SQLite file of ours: opened, brought up to this version, written in transactions; what it refuses is said with a remedy. */
import { closeSync, openSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { OperatorError } from '../operator-error.ts'
import { fileError, systemCode } from './file.ts'

/** An open file. */
export interface Database extends Disposable {
  readonly path: string
  readonly db: DatabaseSync
}

/** What kind of file it is. */
export interface DatabaseForm {
  /** Four letters as a number, so that no other program's file is taken for it. */
  readonly applicationId: number
  /** One step each; a step that was released is never changed. */
  readonly migrations: readonly string[]
  /** How it is written: journal, how durable, what is deleted for good. */
  readonly pragmas: string
  /** What to name in place of a file that is none of this kind. */
  readonly instead: string
}

/** Another process may be at it for seconds. */
const patienceMs = 30_000

const remedies: ReadonlyMap<number, string> = new Map([
  [5, 'somebody else is at it; wait, and run the command again'],
  [8, 'it cannot be written; see that it may be'],
  [10, 'the disk fails; put back a copy on another one'],
  [11, 'it is damaged; put back a copy'],
  [13, 'the disk is full; make room'],
  [14, 'it cannot be opened; see that it may be'],
])
const notOne = 26

/**
 * Opens a file, and brings one of an older version up to this. Where there is none it is made, for nobody else to read.
 *
 * @throws {@link OperatorError}
 */
export function openDatabase(path: string, form: DatabaseForm): Database {
  makePrivate(path)
  return withRemedy(
    path,
    () => {
      const db = new DatabaseSync(path, { timeout: patienceMs })
      try {
        db.exec(form.pragmas)
        migrate(path, db, form)
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
    },
    form.instead,
  )
}

function makePrivate(path: string): void {
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) {
      closeSync(openSync(path, 'a', 0o600))
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw fileError(path, error, 'name a file that can be written')
  }
}

function migrate(path: string, db: DatabaseSync, form: DatabaseForm): void {
  const { applicationId, migrations, instead } = form
  transact(db, () => {
    const known = pragma(db, 'application_id')
    const version = pragma(db, 'user_version')
    const isNew = known === 0 && version === 0 && tables(db) === 0
    if (!isNew && known !== applicationId) {
      throw new OperatorError(`${path}: is the file of another program; name ${instead}`)
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
export function inTransaction<T>({ path, db }: Database, work: () => T): T {
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

/**
 * Says what SQLite refused, and what to do.
 *
 * @param instead - What to name where the file is no such file at all.
 */
export function withRemedy<T>(path: string, work: () => T, instead = 'another file'): T {
  try {
    return work()
  } catch (error) {
    const number = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 255 : -1
    const remedy = number === notOne ? `it is no such file; name ${instead}` : remedies.get(number)
    if (remedy === undefined) throw error
    throw new OperatorError(`${path}: ${remedy}`, { cause: error })
  }
}
