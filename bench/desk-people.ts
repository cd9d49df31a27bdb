/** A desk's store with made-up people, made once and kept: what stops on the way goes on where it stopped. */
import { mkdirSync } from 'node:fs'
import { addSource, numberOf, types } from '../desk/assessing/test-desk.ts'
import { takeCoverage } from '../desk/facts/coverage.ts'
import { inTransaction, openStore, type DeskStore } from '../desk/store/open-store.ts'
import { personAt } from '../cli/people/main.ts'

/** When everything happens. */
export const benchNow = Date.parse('2020-03-18T21:30:00Z') / 1000

const seed = 1
const step = 10_000
/** Another store for another form of it. */
const form = 2

/** Opens the store of so many people. Their facts are written into its tables as the desk would have, but not one by one. */
export const storeOfPeople = (people: number): DeskStore => {
  mkdirSync('artifacts', { recursive: true })
  const store = openStore(`artifacts/desk-${String(people)}-${String(form)}.db`)
  // A desk of so many people has room for them.
  store.db.exec('PRAGMA cache_size = -262144')
  const kinds = [...types.types.keys()]
  if (store.db.prepare('SELECT 1 FROM source').get() === undefined) addSource(store, 'dept', kinds)
  const made = Number(store.db.prepare('SELECT count(*) AS n FROM person').get()?.['n'])
  for (let from = made; from < people; from += step) {
    inTransaction(store, () => {
      for (let n = from; n < Math.min(from + step, people); n++) addPerson(store, n)
    })
    if ((from / step) % 10 === 9) process.stderr.write(`made ${String(from + step)} people\n`)
  }
  const covers = kinds.map((kind) => ({ kind, until: benchNow - 1 }))
  takeCoverage(store, 'dept', covers, benchNow)
  return store
}

const addPerson = ({ db }: DeskStore, n: number): void => {
  const id = `p${String(n).padStart(9, '0')}`
  const number = numberOf(n)
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  statement(db, 'INSERT INTO person VALUES (?, ?, ?, NULL, ?, ?, ?)').run(
    ...[id, 'cn-resident-id', number, born, 'recorded', benchNow],
  )
  for (const fact of personAt(n, { seed, now: benchNow }).facts) {
    const recordedAt = Date.parse(fact.recordedAt) / 1000
    if (fact.retracts !== undefined || recordedAt > benchNow) continue
    // An order is a signed document of an authority, and no department may state one.
    if (fact.kind === 'order') continue
    statement(
      db,
      `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, state)
       VALUES ('dept', ?, ?, ?, ?, ?, ?, 'good')`,
    ).run(
      `${String(n)}.${fact.id}`,
      fact.kind,
      id,
      recordedAt,
      benchNow,
      JSON.stringify(fact.fields),
    )
  }
}

const kept = new Map<string, ReturnType<DeskStore['db']['prepare']>>()
const statement = (db: DeskStore['db'], sql: string): ReturnType<DeskStore['db']['prepare']> => {
  const known = kept.get(sql) ?? db.prepare(sql)
  kept.set(sql, known)
  return known
}
