/** Opens matters: corrections and appeals that a person asks for, and records that wait for their owner. */
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'
import { readAppealNumber } from './appeal-number.ts'
import { dueAt, type WorklistTerms } from './due-at.ts'
import { factNamed } from './find-fact.ts'
import { keepBody, maxText, sealBody } from './matter-text.ts'
import type { Appeal, Correction, Matter, MatterSubject } from './matter.ts'
import { readMatter } from './read-matter.ts'

/** What is there when somebody does something. */
export interface Moment {
  readonly now: Date
  readonly random: (length: number) => Uint8Array
  readonly terms: WorklistTerms
}

/** What a person asks for. */
export interface Asked {
  readonly person: string
  /** The account of whoever asks, who must act for the person; or the officer whom the person stands before. */
  readonly by: { readonly account: string } | { readonly officer: string }
  readonly subject: Correction | Appeal
  /** In their own words. */
  readonly text: string
}

/**
 * Opens a correction or an appeal.
 *
 * @throws DeskError `ERR_DESK_MATTER_FORBIDDEN`, `ERR_DESK_MATTER_UNKNOWN`, `ERR_DESK_MATTER_MANY`, `ERR_DESK_MATTER_FORM`,
 * `ERR_DESK_MATTER_NUMBER`, `ERR_DESK_MATTER_TOLD`
 */
export function openMatter(store: DeskStore, asked: Asked, moment: Moment): Matter {
  const { person, by, text } = asked
  if (text.trim() === '' || text.length > maxText) throw refused('ERR_DESK_MATTER_FORM')
  const subject = asked.subject.kind === 'appeal' ? numbered(asked.subject) : asked.subject
  return inTransaction(store, () => {
    if ('account' in by) refuseStranger(store, by.account, person)
    else refuseNoOfficer(store, by.officer)
    if (subject.kind === 'correction') refuseOtherFact(store, person, subject)
    else refuseUntold(store, person, subject)
    refuseTooMany(store, person, moment.terms)
    const openedBy = 'account' in by ? `account:${by.account}` : `officer:${by.officer}`
    const body = sealBody({ text }, moment.random)
    const told = { ...subject, digest: body.digest }
    const id = insertMatter(store, { person, openedBy, subject: told }, moment)
    keepBody(store, id, 0, body)
    return readMatter(store, id)
  })
}

/** Opens a matter for every record that is held and has none: to be called whenever records were taken. */
export function openHeldMatters(store: DeskStore, moment: Moment): number {
  return inTransaction(store, () => {
    const held = store.db.prepare(
      `SELECT source, id, person FROM fact WHERE state = 'held' AND NOT EXISTS (
         SELECT 1 FROM matter WHERE kind = 'held-fact' AND state IN ('open', 'proposed')
           AND json_extract(subject, '$.fact.source') = fact.source
           AND json_extract(subject, '$.fact.id') = fact.id) ORDER BY seq`,
    )
    const rows = held.all()
    for (const row of rows) {
      const fact = { source: String(row['source']), id: String(row['id']) }
      const person = row['person'] === null ? null : String(row['person'])
      const subject = { kind: 'held-fact', fact } as const
      insertMatter(store, { person, openedBy: `source:${fact.source}`, subject }, moment)
    }
    return rows.length
  })
}

interface NewMatter {
  readonly person: string | null
  readonly openedBy: string
  readonly subject: MatterSubject & { readonly digest?: string }
}

function insertMatter(store: DeskStore, matter: NewMatter, moment: Moment): string {
  const { person, openedBy, subject } = matter
  const { now, random, terms } = moment
  const id = Buffer.from(random(12)).toString('hex')
  const [at, due] = [now, dueAt(subject.kind, now, terms)].map((date) =>
    Math.floor(date.getTime() / 1000),
  ) as [number, number]
  store.db
    .prepare("INSERT INTO matter VALUES (?, ?, ?, ?, ?, ?, 'open', ?)")
    .run(id, subject.kind, person, openedBy, at, due, JSON.stringify(subject))
  const entry = { who: openedBy, what: 'matter-opened', about: `matter:${id}` }
  writeAudit(store, { ...entry, detail: { kind: subject.kind } }, now)
  return id
}

function refuseStranger({ db }: DeskStore, account: string, person: string): void {
  const find = db.prepare(
    'SELECT 1 FROM guardian WHERE account = ? AND person = ? AND until IS NULL',
  )
  if (find.get(account, person) === undefined) throw refused('ERR_DESK_MATTER_FORBIDDEN')
}

function refuseNoOfficer({ db }: DeskStore, officer: string): void {
  const find = db.prepare(
    `SELECT 1 FROM officer, json_each(roles) AS role
     WHERE officer.id = ? AND isActive = 1 AND role.value IN ('counter', 'worklist')`,
  )
  if (find.get(officer) === undefined) throw refused('ERR_DESK_MATTER_FORBIDDEN')
}

function refuseOtherFact(store: DeskStore, person: string, { wish, fact }: Correction): void {
  if (fact === undefined) {
    if (wish === 'missing' || wish === 'identity') return
    throw refused('ERR_DESK_MATTER_FORM')
  }
  if (factNamed(store, fact)?.person !== person) throw refused('ERR_DESK_MATTER_UNKNOWN')
}

/** With its number as it is kept. */
function numbered(appeal: Appeal): Appeal {
  if (appeal.receipt === undefined) return appeal
  const receipt = readAppealNumber(appeal.receipt)
  if (receipt === undefined) throw refused('ERR_DESK_MATTER_NUMBER')
  return { ...appeal, receipt }
}

/**
 * What was said at a gate stands in its receipt, which the desk does not have: whoever appeals need not know it, and
 * nothing is made up. What was said on the page stands among the turns.
 */
function refuseUntold({ db }: DeskStore, person: string, appeal: Appeal): void {
  const { receipt, outcome, ruleSet, version, rule } = appeal
  if (receipt !== undefined) return
  if (
    outcome === undefined ||
    ruleSet === undefined ||
    version === undefined ||
    rule === undefined
  ) {
    throw refused('ERR_DESK_MATTER_TOLD')
  }
  const find = db.prepare(
    `SELECT 1 FROM standing WHERE person = ?1 AND outcome = ?2 AND ruleSet = ?3 AND version = ?4 AND rule = ?5
     UNION ALL
     SELECT 1 FROM turn WHERE person = ?1 AND outcome = ?2 AND ruleSet = ?3 AND version = ?4 AND rule = ?5`,
  )
  const told = find.get(person, outcome, ruleSet, version, rule)
  if (told === undefined) throw refused('ERR_DESK_MATTER_UNKNOWN')
}

function refuseTooMany({ db }: DeskStore, person: string, { most }: WorklistTerms): void {
  const count = db.prepare(
    "SELECT count(*) AS n FROM matter WHERE person = ? AND state IN ('open', 'proposed')",
  )
  if (Number(count.get(person)?.['n']) >= most) throw refused('ERR_DESK_MATTER_MANY')
}
