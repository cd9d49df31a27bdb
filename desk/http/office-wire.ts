/** Audit, sources and counts as the office sees them. */
import type { Desk } from '../desk.ts'
import { countDue } from '../issuing/due-reissues.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { instantText } from './instant-text.ts'
import { reasonOf } from './person-wire.ts'

type SourceWire = AnswerOf<'GET /office/sources'>['sources'][number]
type Counts = AnswerOf<'GET /office/standing'>

/** A hundred rows, the newest first. */
export function auditRows(
  store: DeskStore,
  before: number,
  about: string | undefined,
): AnswerOf<'GET /office/audit'>['rows'] {
  const rows = prepared(
    store,
    `SELECT seq, at, who, what, about, detail, name
     FROM audit LEFT JOIN officer ON who = 'officer:' || officer.id
     WHERE seq < ?1 AND (?2 IS NULL OR about = ?2) ORDER BY seq DESC LIMIT 100`,
  ).all(before, about ?? null)
  return rows.map((row) => ({
    seq: row['seq'] as number,
    at: instantText(row['at'] as number),
    who: row['who'] as string,
    ...(row['name'] === null ? {} : { name: row['name'] as string }),
    what: row['what'] as string,
    about: row['about'] as string,
    detail: row['detail'] as string,
  }))
}

/** Every source, with until when it stated everything and what waits of it. */
export function sourcesWire(store: DeskStore): SourceWire[] {
  const covers = prepared(store, 'SELECT kind, until FROM coverage WHERE source = ? ORDER BY kind')
  const rows = prepared(
    store,
    `SELECT id, zh, en, states, (SELECT count(*) FROM fact WHERE source = source.id) AS facts,
       (SELECT count(*) FROM fact WHERE source = source.id AND state = 'held') AS held,
       (SELECT max(takenAt) FROM fact WHERE source = source.id) AS lastTakenAt
     FROM source ORDER BY id`,
  ).all()
  return rows.map((row) => {
    const last = row['lastTakenAt'] as number | null
    return {
      id: row['id'] as string,
      name: { zh: row['zh'] as string, en: row['en'] as string },
      states: JSON.parse(row['states'] as string) as string[],
      covers: covers.all(row['id'] as string).map((cover) => ({
        kind: cover['kind'] as string,
        until: instantText(cover['until'] as number),
      })),
      facts: row['facts'] as number,
      held: row['held'] as number,
      ...(last === null ? {} : { lastTakenAt: instantText(last) }),
    }
  })
}

function dueWire(store: DeskStore): Counts['due'] {
  const { codes, since, why } = countDue(store)
  return {
    codes,
    ...(since === undefined ? {} : { since: instantText(since) }),
    ...(why === undefined ? {} : { why }),
  }
}

/** How many stand how. */
export function standingCounts(desk: Desk): Counts {
  const { store } = desk
  const count = (table: 'person' | 'touched'): number =>
    prepared(store, `SELECT count(*) AS n FROM ${table}`).get()?.['n'] as number
  const rows = prepared(
    store,
    `SELECT outcome, rule, ruleSet, version, count(*) AS people FROM standing
     GROUP BY outcome, rule, ruleSet, version ORDER BY outcome, rule`,
  ).all()
  return {
    people: count('person'),
    waiting: count('touched'),
    due: dueWire(store),
    counts: rows.map((row) => ({
      outcome: row['outcome'] as Counts['counts'][number]['outcome'],
      rule: row['rule'] as number,
      ruleSet: row['ruleSet'] as string,
      version: row['version'] as number,
      reason: reasonOf(desk, row['version'] as number, row['rule'] as number),
      people: row['people'] as number,
    })),
  }
}
