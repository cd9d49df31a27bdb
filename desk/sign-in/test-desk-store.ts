/** A real store in a folder of its own, for the tests of this room and of the service. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type DeskStore } from '../store/open-store.ts'

/** Opens one; it is gone when it is disposed of. */
export function temporaryStore(): DeskStore {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'))
  const store = openStore(join(folder, 'desk.db'))
  return {
    path: store.path,
    db: store.db,
    [Symbol.dispose]: () => {
      store[Symbol.dispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Somebody of the office. */
export interface TestOfficer {
  readonly id: string
  readonly subject: string
  readonly roles: readonly string[]
}

/** Writes officers down, as the operator's configuration does. */
export function writeOfficers({ db }: DeskStore, officers: readonly TestOfficer[]): void {
  const put = db.prepare(
    'INSERT INTO officer (id, provider, subject, name, roles) VALUES (?, ?, ?, ?, ?)',
  )
  for (const { id, subject, roles } of officers) {
    put.run(id, 'one-time-code', subject, `Officer ${id}`, JSON.stringify(roles))
  }
}
