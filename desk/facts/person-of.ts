/** Finds whom a record names, or writes them down: somebody of whom no more is known than that a department has a record. */
import { randomUUID } from 'node:crypto'
import { parseIdNumber } from 'greengate/issue'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { HoldReason, NamedPerson } from './record.ts'
import { isSameName } from './same-name.ts'

/** The person, or why an officer must say who it is. */
export type FoundPerson =
  | { readonly person: string; readonly isNew: boolean }
  | { readonly hold: HoldReason; readonly about?: string }

/** In the caller's transaction. A name is learnt where none is known; another name is a question for an officer. */
export function personOf(
  store: DeskStore,
  { idType, number: text, name }: NamedPerson,
  now: number,
): FoundPerson {
  const number = parseIdNumber(idType, text)
  if (number === undefined) return { hold: 'number-unreadable' }
  const known = prepared(store, 'SELECT id, name FROM person WHERE idType = ? AND number = ?').get(
    idType,
    number,
  )
  if (known === undefined) {
    const id = randomUUID()
    prepared(
      store,
      `INSERT INTO person (id, idType, number, name, birthDate, identity, createdAt)
       VALUES (?, ?, ?, ?, ?, 'recorded', ?)`,
    ).run(id, idType, number, name ?? null, birthDateOf(idType, number), now)
    return { person: id, isNew: true }
  }
  const [id, knownName] = [known['id'] as string, known['name'] as string | null]
  if (name === undefined) return { person: id, isNew: false }
  if (knownName === null) {
    prepared(store, 'UPDATE person SET name = ? WHERE id = ?').run(name, id)
    return { person: id, isNew: false }
  }
  return isSameName(knownName, name)
    ? { person: id, isNew: false }
    : { hold: 'other-name', about: id }
}

/** A resident's number says when they were born. */
function birthDateOf(idType: string, number: string): string | null {
  if (idType !== 'cn-resident-id') return null
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}
