/** People, standings, facts and codes as the wire has them: masked, with words in both languages. */
import { assess } from 'greengate/issue'
import { inForce } from '../current-rules.ts'
import type { Desk } from '../desk.ts'
import { coverageInForce } from '../facts/coverage.ts'
import { coverageOfPerson, factsOf } from '../facts/facts-of.ts'
import type { MadeCode } from '../issuing/made-code.ts'
import type { Relation } from '../people/guardians.ts'
import { lastFour, maskedName } from '../people/masked-name.ts'
import type { Person } from '../people/person.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { instantText } from './instant-text.ts'

type PersonWire = AnswerOf<'POST /people'>
type PersonFile = AnswerOf<'GET /people/:id'>
type FactWire = PersonFile['facts'][number]
type StandingWire = NonNullable<PersonFile['standing']>

const withoutRule = { zh: '资料不全，无法判断', en: 'Facts are missing: it cannot be told' }
const otherVersion = { zh: '依据以前的规则版本', en: 'By a rule of an earlier version' }

/** Why, in the words of the rule. */
export function reasonOf({ rules }: Desk, version: number, rule: number): StandingWire['reason'] {
  if (rule === 0) return withoutRule
  const set = rules.versions.find((each) => each.version === version)?.compiled?.set
  return set?.rules.find(({ no }) => no === rule)?.reason ?? otherVersion
}

/** A person in a list. */
export function personWire(store: DeskStore, person: Person, relation?: Relation): PersonWire {
  const { id, name, number, idType, identity } = person
  const row = prepared(store, 'SELECT outcome FROM standing WHERE person = ?').get(id)
  return {
    id,
    ...(name === undefined ? {} : { name: maskedName(name) }),
    lastFour: lastFour(number),
    idType,
    identity,
    ...(relation === undefined ? {} : { relation }),
    ...(row === undefined ? {} : { outcome: row['outcome'] as StandingWire['outcome'] }),
  }
}

/** All that is known of a person. */
export async function personFile(
  desk: Desk,
  person: Person,
  now: number,
  relation?: Relation,
): Promise<PersonFile> {
  const { store } = desk
  const standing = await standingWire(desk, person.id, now)
  return {
    ...personWire(store, person, relation),
    ...(standing === undefined ? {} : { standing }),
    facts: factsWire(store, 'fact.person = ?', person.id),
    covers: [...coverageOfPerson(store, person.id, coverageInForce(store, now))].map(
      ([kind, until]) => ({ kind, until: instantText(until) }),
    ),
  }
}

async function standingWire(
  desk: Desk,
  person: string,
  now: number,
): Promise<StandingWire | undefined> {
  const row = prepared(desk.store, 'SELECT * FROM standing WHERE person = ?').get(person) as
    StandingRow | undefined
  if (row === undefined) return undefined
  const { outcome, rule, ruleSet, version, assessedAt, holdsUntil } = row
  return {
    outcome,
    ...(rule === 0 ? {} : { rule }),
    ruleSet,
    version,
    reason: reasonOf(desk, version, rule),
    assessedAt: instantText(assessedAt),
    ...(holdsUntil === null ? {} : { holdsUntil: instantText(holdsUntil) }),
    missing: rule === 0 ? [...(await missingOf(desk, person, now))] : [],
  }
}

interface StandingRow {
  readonly outcome: StandingWire['outcome']
  readonly rule: number
  readonly ruleSet: string
  readonly version: number
  readonly assessedAt: number
  readonly holdsUntil: number | null
}

/** What would have to be known: not kept, for it is asked for seldom. */
async function missingOf(desk: Desk, person: string, now: number): Promise<readonly string[]> {
  const at = new Date(now * 1000)
  const ruleSet = inForce(desk.rules, at)
  if (ruleSet === undefined) return []
  const { facts, covers } = factsOf(desk.store, person, now)
  return (await assess(facts, covers, { ruleSet, now: at })).missing
}

/** Facts with the names of their sources, newest first. */
export function factsWire(
  store: DeskStore,
  where:
    'fact.person = ?' | 'fact.person = ? AND fact.account = ?' | 'fact.source = ? AND fact.id = ?',
  ...values: readonly string[]
): FactWire[] {
  const rows = prepared(
    store,
    `SELECT fact.source, fact.id, kind, recordedAt, fields, state, zh, en
     FROM fact JOIN source ON source.id = fact.source
     WHERE ${where} AND kind <> 'retraction' ORDER BY recordedAt DESC, seq DESC LIMIT 500`,
  ).all(...values)
  return rows.map((row) => ({
    source: row['source'] as string,
    id: row['id'] as string,
    sourceName: { zh: row['zh'] as string, en: row['en'] as string },
    kind: row['kind'] as string,
    recordedAt: instantText(row['recordedAt'] as number),
    fields: JSON.parse(row['fields'] as string) as FactWire['fields'],
    state: row['state'] as FactWire['state'],
  }))
}

/** A code for whoever it was made for. */
export function codeWire(made: MadeCode): AnswerOf<'POST /people/:id/codes'> {
  const { issuedAt, validUntil, refreshAt, ...rest } = made
  return {
    ...rest,
    issuedAt: instantText(issuedAt),
    validUntil: instantText(validUntil),
    refreshAt: instantText(refreshAt),
  }
}
