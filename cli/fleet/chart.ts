/** Counts over time, as charts draw them: few rows a span, whatever the number of stations. */
import type { DatabaseSync } from 'node:sqlite'

/** Adds to a count; nothing is written for nothing. */
export type AddCount = (minute: number, name: string, key: string, n: number) => void

/** Prepares it. */
export function addCount(db: DatabaseSync): AddCount {
  const add = db.prepare(
    'INSERT INTO chart VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  )
  return (minute, name, key, n) => {
    if (n > 0) add.run(minute, name, key, n)
  }
}
