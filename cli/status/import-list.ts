/** Takes in what another program says of an issuer's codes: its statuses become states of a list that is handed on. */
import { OperatorError } from '../operator-error.ts'
import { createList, findList, type NewList, type StoredList } from './list.ts'
import type { StatusStore } from './open-store.ts'
import { restore, revoke, shown, suspend, type CodeState, type Place } from './store.ts'
import type { TokenStatuses } from './token-status-list.ts'

/** What an import came to. */
export interface Imported {
  readonly list: StoredList
  readonly revoked: number
  readonly suspended: number
  readonly restored: number
}

/** What a list is imported as. */
export interface Import extends Omit<NewList, 'entries' | 'origin'> {
  /** What statuses are that only the two who agreed on them know; undefined: refuse them. */
  readonly other?: 'revoked' | 'suspended'
}

/**
 * Imports statuses; again and again, as they change.
 *
 * @throws {@link OperatorError} for a list of ours, of another size, and for what was revoked and is no more
 */
export function importStatuses(store: StatusStore, statuses: TokenStatuses, how: Import): Imported {
  const { issuer, month } = how
  const found = findList(store, issuer, month)
  if (found?.origin === 'own') {
    throw new OperatorError(
      `${issuer}/${month}: its indices are given out here; nothing is imported`,
    )
  }
  if (found !== undefined && found.entries !== statuses.size) {
    throw new OperatorError(
      `${issuer}/${month}: has ${found.entries} entries and the token ${statuses.size}; a list keeps its size`,
    )
  }
  const states = new Map<number, CodeState>()
  for (let index = 0; index < statuses.size; index++) {
    const state = stateOf(statuses.at(index), index, how.other)
    if (state !== 'good') states.set(index, state)
  }
  const before = found === undefined ? new Map<number, CodeState>() : setIn(store, found)
  const list = found ?? createList(store, { ...how, entries: statuses.size, origin: 'imported' })
  const at = (index: number): Place => ({ issuer, month, index })
  for (const [index, state] of before) {
    if (state === 'revoked' && states.get(index) !== 'revoked') {
      throw new OperatorError(`${shown(at(index))}: was revoked and is no more; ask its issuer`)
    }
  }
  const all = (wanted: CodeState): Place[] =>
    [...states].filter(([, state]) => state === wanted).map(([index]) => at(index))
  const cleared = [...before.keys()].filter((index) => !states.has(index)).map(at)
  return {
    list,
    revoked: revoke(store, all('revoked'), how).changed,
    suspended: suspend(store, all('suspended'), how).changed,
    restored: restore(store, cleared, how).changed,
  }
}

/** 0 valid, 1 invalid, 2 suspended; the rest is between issuer and whoever relies on it. */
function stateOf(status: number, index: number, other: Import['other']): CodeState {
  if (status === 0) return 'good'
  if (status === 1) return 'revoked'
  if (status === 2) return 'suspended'
  if (other !== undefined) return other
  throw new OperatorError(
    `token: the entry ${index} has the status ${status}, which has no common meaning; say with --other whether it is revoked or suspended`,
  )
}

function setIn({ db }: StatusStore, { id }: StoredList): Map<number, CodeState> {
  const rows = db
    .prepare("SELECT place, state FROM code WHERE list = ? AND state <> 'good'")
    .all(id)
  return new Map(rows.map((row) => [row['place'] as number, row['state'] as CodeState]))
}
