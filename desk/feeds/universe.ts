/** Of whom large sets are: everybody who was assessed when `covered` was made, and nobody since. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { FeedDesk, FeedSettings } from './gather-feeds.ts'
import { othersThan, pagesOf, rowsAsked, type PersonRow } from './population-rows.ts'

/** Takes everybody in who has a standing now. Known to this connection alone: after a start it is taken anew. */
export function takeUniverse(
  { store: { db } }: FeedDesk,
  _ruleSet: CompiledRuleSet,
  { hasDeclared }: FeedSettings,
): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS universe (person TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    DELETE FROM temp.universe`)
  db.prepare(
    `INSERT INTO temp.universe SELECT standing.person FROM standing
     JOIN person ON person.id = standing.person WHERE identity <> 'declared' OR ?`,
  ).run(hasDeclared ? 1 : 0)
}

/** Their rows, page by page, and those of whom another office knows. */
export function* universeRows(
  desk: FeedDesk,
  ruleSet: CompiledRuleSet,
  settings: FeedSettings,
): Generator<readonly PersonRow[]> {
  const known: PersonRow[] = []
  const asked = rowsAsked(desk, ruleSet, settings)
  for (const page of pagesOf(desk.store, asked, 'temp.universe')) {
    if (settings.others.length > 0) known.push(...page)
    yield page
  }
  yield othersThan(known, settings.others).map((row) => ({ ...row, person: '' }))
}
