/** One desk at a time has a store; nothing that was killed keeps it from the next. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { takeStore } from './take-store.ts'

test('a store that a desk has is refused to another, here and in another process, until it ends, killed or not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-taken-'))
  const path = join(folder, 'desk.db')
  const refused = expect.objectContaining({ code: 'ERR_DESK_TAKEN' }) as Error
  const take = () => takeStore(path)
  const first = take()
  expect(take).toThrow(refused)
  expect(take).toThrow(refused)
  // Whoever only looks in, or writes somebody down, is not kept out.
  openStore(path)[Symbol.dispose]()
  expect(statSync(`${path}.lock`).mode & 0o777).toBe(0o600)
  const script = `
    const { DatabaseSync } = require('node:sqlite')
    globalThis.held = new DatabaseSync(process.argv[1], { timeout: 10_000 })
    process.stdout.write('asked')
    held.exec('BEGIN EXCLUSIVE')
    process.stdout.write('taken')
    setInterval(() => undefined, 1000)`
  const other = spawn(process.execPath, ['-e', script, `${path}.lock`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(other.stdout, 'data')
  first[Symbol.dispose]()
  await once(other.stdout, 'data')
  expect(take).toThrow(refused)
  other.kill('SIGKILL')
  await once(other, 'exit')
  take()[Symbol.dispose]()
  take()[Symbol.dispose]()
  rmSync(folder, { recursive: true })
})

test('the store and its log are nobody else’s to read, whatever the process leaves to others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-private-'))
  const before = process.umask(0)
  try {
    using store = openStore(join(folder, 'desk.db'))
    store.db.exec("INSERT INTO person VALUES ('an', 'passport', 'E1', NULL, NULL, 'declared', 0)")
    const modes = readdirSync(folder).map((name) => [
      name,
      statSync(join(folder, name)).mode & 0o777,
    ])
    expect(modes).toEqual([
      ['desk.db', 0o600],
      ['desk.db-shm', 0o600],
      ['desk.db-wal', 0o600],
    ])
  } finally {
    process.umask(before)
    rmSync(folder, { recursive: true })
  }
})
