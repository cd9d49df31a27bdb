/** Two officers who have decided something: what the store asks for before a record changes hands, for tests. */
import type { DeskStore } from '../store/open-store.ts'

let matters = 0

/** Writes down that one proposed it of a source's record and another agreed. */
export function decided(
  { db }: DeskStore,
  proposal: {
    readonly do: 'retract' | 'move' | 'assign' | 'drop'
    readonly fact: { readonly source: string; readonly id: string }
    readonly person?: string
  },
): void {
  const id = `m${String(++matters)}`
  const officer = db.prepare(
    `INSERT INTO officer (id, provider, subject, name, roles) SELECT ?1, 'test', ?1, ?1, '["worklist"]'
     WHERE NOT EXISTS (SELECT 1 FROM officer WHERE id = ?1)`,
  )
  for (const one of ['o1', 'o2']) officer.run(one)
  db.prepare(
    "INSERT INTO matter (id, kind, openedBy, openedAt, dueAt, state, subject) VALUES (?, 'correction', 'desk', 0, 0, 'open', '{}')",
  ).run(id)
  const act = db.prepare(
    'INSERT INTO matterAct (matter, what, officer, at, detail) VALUES (?, ?, ?, 0, ?)',
  )
  const become = db.prepare('UPDATE matter SET state = ? WHERE id = ?')
  act.run(id, 'proposed', 'o1', JSON.stringify(proposal))
  become.run('proposed', id)
  act.run(id, 'agreed', 'o2', '{}')
  become.run('granted', id)
}
