/** Statements of a store, prepared once: preparing one costs more than running it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'

const kept = new WeakMap<DatabaseSync, Map<string, StatementSync>>()

/** A statement by its text. Not for `iterate`: whoever runs it meanwhile would end the walk. */
export function prepared({ db }: { readonly db: DatabaseSync }, sql: string): StatementSync {
  let statements = kept.get(db)
  if (statements === undefined) kept.set(db, (statements = new Map<string, StatementSync>()))
  let statement = statements.get(sql)
  if (statement === undefined) statements.set(sql, (statement = db.prepare(sql)))
  return statement
}
