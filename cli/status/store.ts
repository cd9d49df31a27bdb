/** What becomes of indices: given out at random, suspended, restored, revoked, replaced; who, why and when are kept. */
import { randomInt } from 'node:crypto'
import { OperatorError } from '../operator-error.ts'
import { listOf, monthOf, writeAct, type Act, type StoredList } from './list.ts'
import { inTransaction, type StatusStore } from './open-store.ts'

/** Where a code stands: the list of its issuer and of the UTC month of its issuing, and its place in it. */
export interface Place {
  readonly issuer: string
  readonly month: string
  readonly index: number
}

/** Codes about to be issued. */
export interface Allocation extends Act {
  readonly issuer: string
  /** As their claims will say: it names the month. */
  readonly issuedAt: Date
  /** Default: 1. */
  readonly count?: number
  /** What the issuer knows the holder by; several codes may share it. No identity number: it is kept as it is. */
  readonly label?: string
  /** The ids (`cti`) that the codes will have, one each: by these a code that is shown is found again. */
  readonly ctis?: readonly Uint8Array[]
}

/** What an act came to. */
export interface Changed {
  readonly changed: number
  /** How many were so already. */
  readonly already: number
}

export type CodeState = 'good' | 'suspended' | 'revoked'

/** So many misses mean that the list is all but full, and what is left is counted instead. */
const maxMisses = 64

/**
 * Gives out indices: random, so that nobody can tell from one who came before whom, and never twice.
 *
 * @throws {@link OperatorError} for a list that is not there, not ours, closed or full; nothing is given out then
 */
export function allocate(store: StatusStore, allocation: Allocation): readonly Place[] {
  const { issuer, issuedAt, count = 1, label = null, ctis } = allocation
  if (!Number.isSafeInteger(count) || count < 1) throw new TypeError('count must be 1 or more')
  if (ctis !== undefined && ctis.length !== count) throw new TypeError('an id for each code')
  const month = monthOf(issuedAt)
  return inTransaction(store, () => {
    const list = listOf(store, issuer, month)
    refuseClosed(list)
    if (list.origin === 'imported') {
      throw new OperatorError(`${issuer}/${month}: is imported; who made it gives its indices out`)
    }
    if (given(store, list) + count > list.entries) {
      throw new OperatorError(
        `${issuer}/${month}: is full; issue the rest in another month, and make the next lists larger`,
      )
    }
    const act = writeAct(store, 'allocated', allocation)
    const insert = store.db.prepare(
      `INSERT INTO code (list, place, state, act, label, cti) VALUES (?, ?, 'good', ?, ?, ?)
       ON CONFLICT (list, place) DO NOTHING`,
    )
    return Array.from({ length: count }, (_, at) => {
      for (let misses = 0; ; misses++) {
        const index = misses < maxMisses ? randomInt(list.entries) : randomFree(store, list)
        const { changes } = insert.run(list.id, index, act, label, ctis?.[at] ?? null)
        if (changes === 1) return { issuer, month, index }
      }
    })
  })
}

function given({ db }: StatusStore, { id }: StoredList): number {
  return Number(db.prepare('SELECT count(*) AS n FROM code WHERE list = ?').get(id)?.['n'])
}

/** Any of those that are left, each as likely as the next. */
function randomFree(store: StatusStore, list: StoredList): number {
  let left = randomInt(list.entries - given(store, list))
  const taken = store.db.prepare('SELECT place FROM code WHERE list = ? ORDER BY place')
  let free = 0
  for (const row of taken.iterate(list.id)) {
    const place = row['place'] as number
    if (left < place - free) break
    left -= place - free
    free = place + 1
  }
  return free + left
}

/**
 * Issues a code in place of another: the new index first, then the code, then the old index is revoked. Whatever goes
 * wrong before that leaves the old code as it is.
 *
 * @param make - Issues the code of the new index; its answer is given back.
 * @throws {@link OperatorError} for a code that is unknown, suspended or revoked
 */
export async function reissue<T>(
  store: StatusStore,
  allocation: Omit<Allocation, 'count'>,
  replaces: Place,
  make: (place: Place) => T | Promise<T>,
): Promise<T> {
  refuseReplacing(store, replaces)
  const label = allocation.label ?? labelOf(store, replaces)
  const [place] = allocate(store, { ...allocation, ...(label === undefined ? {} : { label }) })
  const made = await make(place as Place)
  replace(store, replaces, place as Place, allocation)
  return made
}

/** @throws {@link OperatorError} for a code that is unknown, suspended or revoked: no other may take its place */
export function refuseReplacing(store: StatusStore, place: Place): void {
  const state = stateOf(store, place)
  if (state === 'good') return
  const remedy = state === 'revoked' ? 'issue a new code without --replaces' : 'restore it first'
  throw new OperatorError(`${shown(place)}: is ${state}; ${remedy}`)
}

/** Revokes the index of a code whose place another has taken. */
export function replace(store: StatusStore, old: Place, successor: Place, act: Act): void {
  change(store, [old], 'revoked', act, successor)
}

/** Revokes for ever. */
export function revoke(store: StatusStore, places: readonly Place[], act: Act): Changed {
  return change(store, places, 'revoked', act)
}

/** @throws {@link OperatorError} for what is revoked; nothing is changed then */
export function suspend(store: StatusStore, places: readonly Place[], act: Act): Changed {
  return change(store, places, 'suspended', act)
}

/** @throws {@link OperatorError} for what is revoked; nothing is changed then */
export function restore(store: StatusStore, places: readonly Place[], act: Act): Changed {
  return change(store, places, 'good', act)
}

const acts = { good: 'restored', suspended: 'suspended', revoked: 'revoked' } as const

function change(
  store: StatusStore,
  places: readonly Place[],
  after: CodeState,
  act: Act,
  successor?: Place,
): Changed {
  return inTransaction(store, () => {
    const { db } = store
    const number = writeAct(store, successor === undefined ? acts[after] : 'replaced', act)
    const set = db.prepare('UPDATE code SET state = ? WHERE list = ? AND place = ?')
    const note = db.prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)')
    const next = successor === undefined ? null : listOf(store, successor.issuer, successor.month)
    let changed = 0
    for (const place of places) {
      const list = listOf(store, place.issuer, place.month)
      refuseClosed(list)
      const before = knownState(store, list, place, number)
      if (before === after) continue
      if (before === 'revoked') {
        throw new OperatorError(`${shown(place)}: is revoked, and stays so; issue a new code`)
      }
      set.run(after, list.id, place.index)
      note.run(
        number,
        list.id,
        place.index,
        before,
        after,
        next?.id ?? null,
        successor?.index ?? null,
      )
      changed++
    }
    return { changed, already: places.length - changed }
  })
}

/** Of an imported list any index may have been given out; of ours only those that we gave. */
function knownState(store: StatusStore, list: StoredList, place: Place, act: number): CodeState {
  if (list.origin === 'imported' && place.index < list.entries) {
    store.db
      .prepare("INSERT INTO code VALUES (?, ?, 'good', ?, NULL, NULL) ON CONFLICT DO NOTHING")
      .run(list.id, place.index, act)
  }
  return stateOf(store, place)
}

/** @throws {@link OperatorError} for an index that was not given out */
export function stateOf(store: StatusStore, place: Place): CodeState {
  return rowOf(store, place)['state'] as CodeState
}

/** What the issuer knows the holder by; undefined: nothing. */
export function labelOf(store: StatusStore, place: Place): string | undefined {
  return (rowOf(store, place)['label'] ?? undefined) as string | undefined
}

/** The indices of a list that were given out under a label, ascending. */
export function labelled(
  store: StatusStore,
  issuer: string,
  month: string,
  label: string,
): readonly number[] {
  const { id } = listOf(store, issuer, month)
  return store.db
    .prepare('SELECT place FROM code WHERE label = ? AND list = ? ORDER BY place')
    .all(label, id)
    .map((row) => row['place'] as number)
}

function rowOf(store: StatusStore, place: Place): Readonly<Record<string, unknown>> {
  const { id } = listOf(store, place.issuer, place.month)
  const find = store.db.prepare('SELECT state, label FROM code WHERE list = ? AND place = ?')
  const row = find.get(id, place.index)
  if (row !== undefined) return row
  throw new OperatorError(`${shown(place)}: was never given out; see "greengate status show"`)
}

function refuseClosed({ issuer, month, isClosed }: StoredList): void {
  if (isClosed) throw new OperatorError(`${issuer}/${month}: is closed; its codes are over`)
}

/** A place as it is written: `cn-3301/2026-11/12345`. */
export function shown({ issuer, month, index }: Place): string {
  return `${issuer}/${month}/${index}`
}
