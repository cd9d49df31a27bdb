/** Retention: takes away what is past its period, out of the file too; what was done stays written, without claims. */
import { writeAudit } from '../audit/write-audit.ts'
import { aboutOfHeld } from '../facts/held-about.ts'
import { touch } from '../facts/touch.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { closeUndecided } from '../worklist/withdraw.ts'
import { checkPeriods, type Period, type Periods } from './periods.ts'

/** How many of each were emptied or went. */
export interface Kept {
  readonly codes: number
  readonly facts: number
  readonly held: number
  readonly matters: number
  readonly remarks: number
  readonly orders: number
  readonly sessions: number
  readonly people: number
}

/**
 * Takes away what is past its period. To be called daily.
 *
 * @param isCompacted - Whether the file is written anew, so that no page of it holds what was there: minutes for a large
 * one, during which nobody else writes. What was deleted is overwritten in any case.
 * @throws TypeError for periods that are none
 */
export function keep(
  store: DeskStore,
  now: Date,
  periods: Periods,
  { isCompacted = false }: { readonly isCompacted?: boolean } = {},
): Kept {
  checkPeriods(periods)
  const at = Math.floor(now.getTime() / 1000)
  const kept = inTransaction(store, () => {
    const before = ({ days }: Period): number => at - days * 86_400
    const counts: Kept = {
      codes: emptyCodes(store, before(periods.codes), at),
      held: dropHeld(store, before(periods.held), now),
      facts: emptyFacts(store, periods, before, at),
      matters: run(store, textsOfDecided, before(periods.matters)),
      remarks: run(
        store,
        'UPDATE remark SET record = NULL WHERE at < ? AND record IS NOT NULL',
        before(periods.remarks),
      ),
      orders: run(store, papersOfEmptied),
      sessions: run(store, 'DELETE FROM session WHERE endsAt < ?', before(periods.sessions)),
      people: forgetPeople(store, before(periods.people)),
    }
    if (Object.values(counts).some((count) => count > 0)) {
      const entry = { who: 'desk', what: 'retention', about: 'store:desk', detail: { ...counts } }
      writeAudit(store, entry, now)
    }
    return counts
  })
  if (isCompacted) store.db.exec('VACUUM')
  // What was taken out of the file still stands in its log.
  store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return kept
}

function run({ db }: DeskStore, sql: string, ...values: readonly (string | number)[]): number {
  return Number(db.prepare(sql).run(...values).changes)
}

function emptyCodes(store: DeskStore, before: number, at: number): number {
  run(store, "UPDATE code SET state = 'over' WHERE validUntil <= ? AND state = 'good'", at)
  return run(
    store,
    `UPDATE code SET text = NULL, opening = NULL, holder = NULL, holderKey = NULL
     WHERE validUntil < ? AND text IS NOT NULL`,
    before,
  )
}

/** A record that nobody claimed counted for nobody, and its matter ends with it; nothing is open about anybody then. */
function dropHeld(store: DeskStore, before: number, now: Date): number {
  const held = store.db.prepare(
    `SELECT source, id, ${aboutOfHeld} AS about FROM fact WHERE state = 'held' AND takenAt < ? ORDER BY seq`,
  )
  const matter = store.db.prepare(
    `SELECT id FROM matter WHERE kind = 'held-fact' AND state IN ('open', 'proposed')
     AND json_extract(subject, '$.fact.source') = ? AND json_extract(subject, '$.fact.id') = ?`,
  )
  for (const { source, id, about } of held.all(before)) {
    if (about !== null) touch(store, String(about), 'time', Math.floor(now.getTime() / 1000))
    for (const row of matter.all(String(source), String(id))) {
      closeUndecided(store, String(row['id']), 'desk', now)
    }
  }
  return run(
    store,
    `UPDATE fact SET state = 'refused', ${emptied} WHERE state = 'held' AND takenAt < ?`,
    before,
  )
}

/** The digest goes too: of a record with few possible contents it would tell which it was. */
const emptied = "fields = '{}', person = NULL, digest = NULL, stated = NULL, signature = NULL"

/** Facts are old by when they were recorded, but for orders: those by when they end. */
function emptyFacts(
  store: DeskStore,
  { facts }: Periods,
  before: (period: Period) => number,
  at: number,
): number {
  const kinds = store.db.prepare('SELECT DISTINCT kind FROM fact WHERE person IS NOT NULL').all()
  let count = 0
  for (const kind of kinds.map((row) => String(row['kind']))) {
    const limit = before(facts[kind] ?? facts.other)
    const age = kind === 'order' ? "unixepoch(json_extract(fields, '$.until'))" : 'recordedAt'
    const old = `kind = ? AND ${age} < ? AND state <> 'held' AND person IS NOT NULL`
    const people = store.db.prepare(
      `SELECT DISTINCT person FROM fact WHERE ${old} AND state IN ('good', 'moved')`,
    )
    // What the rules no longer read changes nothing; should they have read it, it is seen at once.
    for (const row of people.all(kind, limit)) touch(store, String(row['person']), 'time', at)
    count += run(store, `UPDATE fact SET ${emptied} WHERE ${old}`, kind, limit)
  }
  return count
}

const textsOfDecided = `DELETE FROM matterText WHERE matter IN (
  SELECT matter.id FROM matter WHERE state NOT IN ('open', 'proposed')
    AND (SELECT max(at) FROM matterAct WHERE matter = matter.id) < ?)`

const papersOfEmptied = `UPDATE orderDocument SET document = NULL WHERE document IS NOT NULL AND EXISTS (
  SELECT 1 FROM fact WHERE source = 'order:' || authority AND fact.id = orderDocument.id AND fact.person IS NULL)`

/** Their row stays, since turns and matters name it; who they were goes. */
function forgetPeople(store: DeskStore, before: number): number {
  const gone = `createdAt < ?1 AND idType <> 'forgotten'
    AND NOT EXISTS (SELECT 1 FROM guardian WHERE person = person.id AND (until IS NULL OR until >= ?1))
    AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.person = person.id)
    AND NOT EXISTS (SELECT 1 FROM fact WHERE state = 'held' AND ${aboutOfHeld} = person.id)
    AND NOT EXISTS (SELECT 1 FROM code WHERE code.person = person.id AND (text IS NOT NULL OR issuedAt >= ?1))
    AND NOT EXISTS (SELECT 1 FROM matter WHERE matter.person = person.id AND state IN ('open', 'proposed'))`
  const ids = store.db.prepare(`SELECT id FROM person WHERE ${gone}`).all(before)
  for (const { id } of ids) {
    for (const table of ['touched', 'reissue', 'declared', 'standing', 'guardian', 'confirmed']) {
      run(store, `DELETE FROM ${table} WHERE person = ?`, String(id))
    }
    run(
      store,
      `UPDATE person SET idType = 'forgotten', number = id, name = NULL, birthDate = NULL WHERE id = ?`,
      String(id),
    )
  }
  return ids.length
}
