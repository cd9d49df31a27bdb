/** Sources as the store has them, and whether they speak now. */
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** A department, a laboratory, the holders, an authority of orders. */
export interface Source {
  readonly id: string
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
  readonly since: number
  readonly until: number | null
}

/** The id of the source of what holders declare themselves. */
export const holderSource = 'holder'

/** One source; undefined: there is none of this id. */
export function sourceOf(store: DeskStore, id: string): Source | undefined {
  const row = prepared(store, `SELECT ${columns} FROM source WHERE id = ?`).get(id)
  return row === undefined ? undefined : sourceFrom(row)
}

/** Those that speak at an instant. */
export function activeSources(store: DeskStore, now: number): readonly Source[] {
  return prepared(store, `SELECT ${columns} FROM source`)
    .all()
    .map(sourceFrom)
    .filter((source) => isActive(source, now))
}

/** Whether a source speaks. */
export function isActive({ since, until }: Source, now: number): boolean {
  return since <= now && (until === null || now < until)
}

/** Whether a list of permissions has a name. */
export function allows(list: readonly string[], name: string): boolean {
  return list.includes('*') || list.includes(name)
}

const columns = 'id, states, covers, regions, since, until'

function sourceFrom(row: Readonly<Record<string, unknown>>): Source {
  const list = (name: string): readonly string[] => JSON.parse(row[name] as string) as string[]
  return {
    id: row['id'] as string,
    states: list('states'),
    covers: list('covers'),
    regions: list('regions'),
    since: row['since'] as number,
    until: row['until'] as number | null,
  }
}
