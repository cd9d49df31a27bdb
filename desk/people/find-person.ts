/** Finds people: by the card that is shown, or by the id that the desk gave them. */
import { parseIdNumber } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { personOfRow, type Person } from './person.ts'

/** A card as it is read or typed. */
export interface ShownCard {
  readonly type: string
  readonly number: string
}

/** By a card; undefined also for a number that no card of the type has. */
export function findPerson(store: DeskStore, { type, number }: ShownCard): Person | undefined {
  const canonical = parseIdNumber(type, number)
  if (canonical === undefined) return undefined
  const select = prepared(store, 'SELECT * FROM person WHERE idType = ? AND number = ?')
  const row = select.get(type, canonical)
  return row === undefined ? undefined : personOfRow(row)
}

/** By the desk's own id; undefined also for who was forgotten since. */
export function personById(store: DeskStore, id: string): Person | undefined {
  const find = prepared(store, "SELECT * FROM person WHERE id = ? AND idType <> 'forgotten'")
  const row = find.get(id)
  return row === undefined ? undefined : personOfRow(row)
}

/** @throws {@link DeskError} `ERR_DESK_PERSON_UNKNOWN` */
export function personOf(store: DeskStore, id: string): Person {
  const person = personById(store, id)
  if (person !== undefined) return person
  throw new DeskError('ERR_DESK_PERSON_UNKNOWN', 'person: must be one of the store')
}
