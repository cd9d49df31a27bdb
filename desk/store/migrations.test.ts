/** A store of an older version, brought up to this one: what is held in it counts as open about whoever has the number. */
import { DatabaseSync } from 'node:sqlite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { heldKinds } from '../facts/held-about.ts'
import { migrations } from './migrations.ts'
import { openStore } from './open-store.ts'

test('a record that an older version held is about whoever has its number, who is assessed again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-store-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'desk.db')
  const old = new DatabaseSync(path)
  old.exec(`PRAGMA synchronous = OFF; BEGIN; ${migrations.slice(0, 2).join('')} COMMIT`)
  old.exec(`PRAGMA application_id = ${String(0x47_47_44_4b)}; PRAGMA user_version = 2;
    INSERT INTO person VALUES ('lin', 'passport', 'E1', '林', NULL, 'declared', 0), ('wu', 'passport', 'E2', '吴', NULL, 'declared', 0);
    INSERT INTO source VALUES ('cdc', '', '', NULL, NULL, NULL, '[]', '[]', '[]', '[]', 0, NULL);
    INSERT INTO fact (source, id, kind, recordedAt, takenAt, fields, state, stated) VALUES
      ('cdc', 'a', 'contact', 1, 2, '{}', 'held', '{"idType":"passport","number":"e1","name":"木","hold":"other-name"}'),
      ('cdc', 'b', 'stay', 1, 2, '{}', 'held', '{"idType":"passport","number":"?","hold":"number-unreadable"}')`)
  old.close()
  using store = openStore(path)
  expect(['lin', 'wu'].map((person) => heldKinds(store, person))).toEqual([['contact'], []])
  const touched = store.db.prepare('SELECT person FROM touched').all()
  expect(touched.map(({ person }) => person)).toEqual(['lin'])
})
