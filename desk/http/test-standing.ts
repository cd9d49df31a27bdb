/** What stands at the desk, looked at with statements of the tests' own, and what between two looks only two officers may have changed. */
import type { DeskStore } from '../store/open-store.ts'
import type { SampleRequest } from './test-every-route.ts'

/** The one route by which officers decide. */
export const acts = 'POST /office/matters/:id/acts'
const declaring = /^POST \/(office\/)?people\/:id\/(health|trips|checkins|declarations)$/

/** The name of a record. */
export interface Name {
  readonly source: string
  readonly id: string
}
/** What is to be done. */
export interface Does {
  readonly do: string
  readonly fact?: Name
  readonly person?: string
}
/** What somebody proposed, by the walk's own book. */
export interface Proposed {
  readonly by: string
  readonly matter: string
  readonly does: Does
}
/** The body of an act. */
export interface Act {
  readonly what?: string
  readonly proposal?: number | Does
}

type Row = Readonly<Record<string, unknown>>
/** Asks the store. */
export const rows = ({ db }: DeskStore, sql: string): readonly Row[] => db.prepare(sql).all()

/** Whether they may decide now. */
export function isInOffice(store: DeskStore, officer: string): boolean {
  return rows(store, 'SELECT id, roles, isActive FROM officer').some(
    ({ id, roles, isActive }) =>
      id === officer &&
      isActive === 1 &&
      (JSON.parse(String(roles)) as string[]).includes('worklist'),
  )
}

/** Whom a matter is about. */
export function personOf(store: DeskStore, matter: string): string | undefined {
  const found = rows(store, 'SELECT id, person FROM matter').find(({ id }) => id === matter)
  return found === undefined ? undefined : String(found['person'])
}

/** Whether the account acts for them, or did. */
export function isOfAccount(
  store: DeskStore,
  { account }: { readonly account: string },
  person?: string,
): boolean {
  return rows(store, 'SELECT account, person FROM guardian').some(
    (row) => row['account'] === account && row['person'] === person,
  )
}

/** Matters, records, and what no call may change. */
export interface Standing {
  readonly matters: ReadonlyMap<string, string>
  readonly facts: ReadonlyMap<string, Row>
  readonly fixed: string
}

/** As they are now. */
export function standing(store: DeskStore): Standing {
  const facts = rows(store, 'SELECT source, id, kind, person, state, fields, retracts FROM fact')
  const matters = rows(store, 'SELECT id, state FROM matter')
  return {
    matters: new Map(matters.map(({ id, state }) => [String(id), String(state)])),
    facts: new Map(facts.map((row) => [`${String(row['source'])} ${String(row['id'])}`, row])),
    // No call changes what was ordered, nor who is an officer.
    fixed: JSON.stringify([
      rows(store, 'SELECT authority, what, id FROM orderDocument'),
      rows(store, 'SELECT id, provider, subject, roles, isActive FROM officer'),
      facts.filter(({ kind }) => kind === 'order'),
    ]),
  }
}

/** The call between the two looks. */
export interface Made {
  readonly who: string
  readonly request: SampleRequest
  readonly two: Proposed | undefined
}

/** Whether what was decided changes this record. */
function isAbout({ matter, does }: Proposed, { source, id }: Name): boolean {
  if (does.do === 'add') return source === 'office' && id === matter
  return does.fact?.source === source && does.fact.id === id
}

/** What it changed that it may not. */
export function* breaches(
  before: Standing,
  after: Standing,
  { who, request, two }: Made,
): Iterable<string> {
  const { name, params, body } = request
  if (before.fixed !== after.fixed) yield 'an order or an officer changed'
  for (const [id, state] of after.matters) {
    const was = before.matters.get(id) ?? 'new'
    if (was === state) continue
    const by =
      state === 'granted' || state === 'refused'
        ? 'agreed'
        : state === 'proposed'
          ? state
          : 'disagreed'
    const isAct = name === acts && id === params['id'] && (body as Act).what === by
    const isGood =
      was === 'new'
        ? state === 'open'
        : state === 'withdrawn'
          ? name.endsWith('/withdraw')
          : isAct && (by !== 'agreed' || two !== undefined)
    if (!isGood) yield `a matter was ${was} and is ${state}`
  }
  for (const [key, row] of after.facts) {
    const was = before.facts.get(key)
    const { source, id, state } = row
    if (JSON.stringify(was) === JSON.stringify(row)) continue
    const isDecided = two !== undefined && isAbout(two, { source: String(source), id: String(id) })
    const isDeclared = source === 'holder' && declaring.test(name)
    const isPushed = source === 'hospital' && who === 'hospital' && name === 'POST /sources/records'
    const isTakenBack =
      was === undefined || (state === 'retracted' && was['person'] === row['person'])
    if (!isDecided && !isDeclared && !(isPushed && isTakenBack))
      yield `a record of ${String(source)} changed`
  }
  if ([...before.facts.keys()].some((key) => !after.facts.has(key))) yield 'a record is gone'
}

/** A matter that is not decided. */
export interface Undecided {
  readonly id: string
  readonly isProposed: boolean
  /** What an officer would see who looks at it first. */
  readonly last: number
  readonly fact: Name | undefined
}

/** All of them. */
export function undecided(store: DeskStore): readonly Undecided[] {
  const found = rows(
    store,
    `SELECT id, state, subject, (SELECT max(seq) FROM matterAct WHERE matter = matter.id AND what = 'proposed') AS last
     FROM matter WHERE state IN ('open', 'proposed') ORDER BY openedAt, subject`,
  )
  return found.map(({ id, state, subject, last }) => ({
    ...{ id: String(id), isProposed: state === 'proposed', last: Number(last ?? 0) },
    fact: (JSON.parse(String(subject)) as { readonly fact?: Name }).fact,
  }))
}
