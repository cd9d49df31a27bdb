/** The rows of the population sets: what the desk's store says of everybody whom it assessed. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { CurrentRules } from '../desk.ts'
import type { DeskStore } from '../store/open-store.ts'
import type { PopulationRow } from './feeds.ts'

/** Whom rows are of. */
export interface RowsAsked {
  readonly ruleSet: string
  /** In force: whoever was not assessed under it yet is check. */
  readonly version: number
  /** Whether who only said who they are is in the sets. */
  readonly hasDeclared: boolean
}

/** A row, and whose. */
export interface PersonRow extends PopulationRow {
  readonly person: string
}

/** So many at once: whoever else asks the store waits no longer. */
const pageSize = 10_000

/** Of everybody, or of a universe: whoever has lost their standing since is check. */
const selects = {
  standing: `
SELECT person.id AS person, idType AS type, number, outcome, rule, holdsUntil, ruleSet, version
  FROM standing JOIN person ON person.id = standing.person
  WHERE standing.person > ? AND (identity <> 'declared' OR ?) ORDER BY standing.person LIMIT ${pageSize}`,
  'temp.universe': `
SELECT person.id AS person, idType AS type, number, ifnull(outcome, 'check') AS outcome,
  ifnull(rule, 0) AS rule, holdsUntil, ruleSet, version
  FROM temp.universe AS one JOIN person ON person.id = one.person
  LEFT JOIN standing ON standing.person = one.person
  WHERE one.person > ? AND (1 OR ?) ORDER BY one.person LIMIT ${pageSize}`,
} as const

/** Gives all rows, page by page; between two pages others may have their turn. */
export function* pagesOf(
  { db }: DeskStore,
  { ruleSet, version, hasDeclared }: RowsAsked,
  from: keyof typeof selects,
): Generator<readonly PersonRow[]> {
  const page = db.prepare(selects[from])
  for (let after = ''; ;) {
    const rows = page.all(after, hasDeclared ? 1 : 0)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => rowOf(row, ruleSet, version))
    after = String(last['person'])
  }
}

/** How many there are. */
export function countRows({ db }: DeskStore, { hasDeclared }: RowsAsked): number {
  const count = db.prepare(
    `SELECT count(*) AS n FROM standing JOIN person ON person.id = standing.person
     WHERE identity <> 'declared' OR ?`,
  )
  return Number(count.get(hasDeclared ? 1 : 0)?.['n'])
}

function rowOf(
  row: Readonly<Record<string, unknown>>,
  ruleSet: string,
  version: number,
): PersonRow {
  const { person, type, number, outcome, rule, holdsUntil } = row
  const isCurrent = row['ruleSet'] === ruleSet && row['version'] === version
  const said = {
    outcome: outcome as PopulationRow['outcome'],
    rule: rule as number,
    holdsUntil: holdsUntil as number | null,
  }
  return {
    ...{ person: person as string, type: type as string, number: number as string },
    // What another version made of somebody is no answer under this one; a stop is never let go by it.
    ...(isCurrent || said.outcome === 'stop'
      ? said
      : { outcome: 'check', rule: 0, holdsUntil: null }),
  }
}

/** What is asked under a version. */
export function rowsAsked(
  { rules: { ruleSet } }: { readonly rules: CurrentRules },
  { set: { version } }: CompiledRuleSet,
  { hasDeclared }: Pick<RowsAsked, 'hasDeclared'>,
): RowsAsked {
  return { ruleSet, version, hasDeclared }
}

/** Those of another office whom this desk does not know itself. */
export function othersThan(
  people: readonly PopulationRow[],
  others: readonly PopulationRow[],
): readonly PopulationRow[] {
  const known = new Set(people.map(({ type, number }) => `${type} ${number}`))
  return others.filter(({ type, number }) => !known.has(`${type} ${number}`))
}
