/** Does what two officers agreed to: changes facts, and has everyone whom that touches assessed again. */
import type { DeskStore } from '../store/open-store.ts'
import { ActRefused } from './act-refused.ts'
import { factNamed, type FoundFact } from './find-fact.ts'
import type { AddedFact, FactName, Matter, Proposal } from './matter.ts'

/** What came of it: whom it touches, and which record it was about, for the audit trail. */
export interface Applied {
  readonly touched: readonly string[]
  readonly fact?: number
}

/** Of what officers added themselves. */
export const officeSource = 'office'

/** To be called in the transaction of the agreement. */
export function applyProposal(
  store: DeskStore,
  { id, person }: Matter,
  proposal: Proposal,
  now: Date,
): Applied {
  const own = person === undefined ? [] : [person]
  switch (proposal.do) {
    case 'refuse':
      return { touched: [] }
    case 'assess-again':
      return touch(store, own, now)
    case 'retract':
      return change(store, proposal.fact, { state: 'retracted' }, own, now)
    case 'move':
      return change(
        store,
        proposal.fact,
        { person: proposal.person },
        [...own, proposal.person],
        now,
      )
    case 'assign':
      return change(
        store,
        proposal.fact,
        { person: proposal.person, state: 'good' },
        [proposal.person],
        now,
      )
    case 'drop':
      return change(store, proposal.fact, { state: 'refused' }, [], now)
    case 'add':
      return { ...touch(store, own, now), fact: add(store, id, own, proposal.added, now) }
  }
}

interface Change {
  readonly state?: FoundFact['state']
  readonly person?: string
}

function change(
  store: DeskStore,
  name: FactName,
  { state, person }: Change,
  people: readonly string[],
  now: Date,
): Applied {
  const found = factNamed(store, name)
  if (found === undefined) throw new ActRefused('stale')
  store.db
    .prepare(
      'UPDATE fact SET state = coalesce(?, state), person = coalesce(?, person) WHERE seq = ?',
    )
    .run(state ?? null, person ?? null, found.seq)
  return { ...touch(store, people, now), fact: found.seq }
}

function add(
  { db }: DeskStore,
  matter: string,
  [person]: readonly string[],
  { kind, fields }: AddedFact,
  now: Date,
): number {
  const at = Math.floor(now.getTime() / 1000)
  db.prepare(
    `INSERT INTO source (id, zh, en, states, covers, regions, since)
     VALUES (?, '经办机构', 'the office', '["*"]', '[]', '["*"]', ?) ON CONFLICT DO NOTHING`,
  ).run(officeSource, at)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'good')`,
    )
    .run(officeSource, matter, kind, person ?? null, at, at, JSON.stringify(fields))
  return Number(lastInsertRowid)
}

function touch({ db }: DeskStore, people: readonly string[], now: Date): Applied {
  const write = db.prepare(
    "INSERT INTO touched VALUES (?, 'decision', ?) ON CONFLICT (person) DO NOTHING",
  )
  for (const person of people) write.run(person, Math.floor(now.getTime() / 1000))
  return { touched: people }
}
