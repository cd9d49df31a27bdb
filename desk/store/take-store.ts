/**
 * One desk at work on a store. The lock is SQLite's own on an empty file beside it: the system lets go of it when the
 * process ends, however it ends, so that none is ever left behind.
 */
import { closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { withRemedy } from 'greengate-cli/database'
import { DeskError } from '../desk-error.ts'

/** SQLite's word for a file that another has locked. */
const busy = 5

/**
 * Takes a store for the desk of this process; commands that look into it or write somebody down need not.
 *
 * @throws DeskError `ERR_DESK_TAKEN` while another desk has it
 * @throws OperatorError where no file can be made beside it
 */
export function takeStore(path: string): Disposable {
  const lock = `${path}.lock`
  return withRemedy(lock, () => {
    // Never opened by hand where it is there: a process that closes a file lets go of its locks on it.
    if (!existsSync(lock)) closeSync(openSync(lock, 'a', 0o600))
    const db = new DatabaseSync(lock, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      if (!isBusy(error)) throw error
      throw new DeskError(
        'ERR_DESK_TAKEN',
        `${path}: another desk works on this store; stop that one, or name another store`,
      )
    }
    return {
      [Symbol.dispose]: () => {
        db.close()
      },
    }
  })
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) === busy
}
