/** Finds a record by the name that its source gave it. */
import type { DeskStore } from '../store/open-store.ts'
import type { FactName } from './matter.ts'

/** What the worklist asks of a record. */
export interface FoundFact {
  readonly seq: number
  readonly kind: string
  readonly person: string | undefined
  readonly state: 'good' | 'retracted' | 'moved' | 'held' | 'refused'
}

/** undefined: there is none of this name. */
export function factNamed({ db }: DeskStore, { source, id }: FactName): FoundFact | undefined {
  const find = db.prepare('SELECT seq, kind, person, state FROM fact WHERE source = ? AND id = ?')
  const row = find.get(source, id)
  if (row === undefined) return undefined
  return {
    seq: Number(row['seq']),
    kind: String(row['kind']),
    person: row['person'] === null ? undefined : String(row['person']),
    state: row['state'] as FoundFact['state'],
  }
}
