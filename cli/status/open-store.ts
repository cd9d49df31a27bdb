/** The store of an issuer's status lists: one SQLite file; what was committed outlives whatever stops the process. */
import { openDatabase, type Database } from '../edges/database.ts'
import { kindAt } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { migrations } from './schema.ts'

export { inTransaction, withRemedy } from '../edges/database.ts'

/** An open store. */
export type StatusStore = Database

const form = {
  /** "GGST". */
  applicationId: 0x47_47_53_54,
  migrations,
  pragmas:
    'PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON',
  instead: 'a store of status lists, made by "greengate status create"',
}

/**
 * Opens a store, and brings one of an older version up to this.
 *
 * @param isMade - Whether it is made where there is none.
 * @throws {@link OperatorError}
 */
export async function openStore(path: string, isMade = false): Promise<StatusStore> {
  const kind = await kindAt(path)
  if (kind === 'folder') throw new OperatorError(`${path}: that is a folder; name a file`)
  if (kind === 'nothing' && !isMade) {
    throw new OperatorError(`${path}: there is no such file; run "greengate status create"`)
  }
  return openDatabase(path, form)
}
