/** Does what two officers agreed to: changes facts, and has everyone whom that touches assessed again. */
import { moveFact, retractFact, settleHeld } from '../facts/change-fact.ts'
import { touch } from '../facts/touch.ts'
import type { DeskStore } from '../store/open-store.ts'
import { factNamed } from './find-fact.ts'
import type { AddedFact, FactName, Matter, Proposal } from './matter.ts'
import { refused } from './refused.ts'

/** Of what officers added themselves. */
export const officeSource = 'office'

/**
 * To be called in the transaction of the agreement, once the matter is decided.
 *
 * @returns `seq` of the record that it was about.
 */
export function applyProposal(
  store: DeskStore,
  { id, person }: Matter,
  proposal: Proposal,
  now: Date,
): number | undefined {
  const at = Math.floor(now.getTime() / 1000)
  const change = (name: FactName, work: (fact: number) => boolean): number => {
    const fact = factNamed(store, name)?.seq
    if (fact === undefined || !work(fact)) throw refused('ERR_DESK_MATTER_STALE')
    return fact
  }
  switch (proposal.do) {
    case 'refuse':
      return undefined
    case 'assess-again':
      if (person !== undefined) touch(store, person, 'decision', at)
      return undefined
    case 'retract':
      return change(proposal.fact, (fact) => retractFact(store, fact, at))
    case 'move':
      return change(proposal.fact, (fact) => moveFact(store, fact, proposal.person, at))
    case 'assign':
      return change(proposal.fact, (fact) =>
        settleHeld(store, fact, { person: proposal.person }, at),
      )
    case 'drop':
      return change(proposal.fact, (fact) => settleHeld(store, fact, { refused: true }, at))
    case 'add':
      if (person === undefined) throw refused('ERR_DESK_MATTER_STALE')
      touch(store, person, 'decision', at)
      return add(store, id, person, proposal.added, at)
  }
}

function add(
  { db }: DeskStore,
  matter: string,
  person: string,
  { kind, fields }: AddedFact,
  at: number,
): number {
  db.prepare(
    `INSERT INTO source (id, zh, en, states, covers, regions, since)
     VALUES (?, '经办机构', 'the office', '[]', '[]', '[]', ?) ON CONFLICT DO NOTHING`,
  ).run(officeSource, at)
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'good')`,
    )
    .run(officeSource, matter, kind, person, at, at, JSON.stringify(fields))
  return Number(lastInsertRowid)
}
