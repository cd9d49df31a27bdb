/** What is known of a person: the facts that count and the coverage, as `assess` takes them. */
import { createHash } from 'node:crypto'
import type { Coverage, Fact } from 'greengate/issue'
import type { CoverageInForce } from 'greengate-cli/assessing'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { coverageInForce, deskSource } from './coverage.ts'
import { heldKinds } from './held-about.ts'
import { instantOf } from './read-time.ts'

/** Facts and coverage of one person. */
export interface KnownFacts {
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
}

/** Kinds of identity document as the fact type `person` names them. */
const documentNames: Readonly<Record<string, string>> = {
  'cn-resident-id': 'resident',
  passport: 'passport',
}

/**
 * What is known of a person.
 *
 * Ids are those that `factId` makes.
 *
 * @param settled - A held record that is taken for decided.
 */
export function factsOf(
  store: DeskStore,
  person: string,
  now: number,
  settled?: { readonly source: string; readonly id: string },
): KnownFacts {
  const coverage = coverageInForce(store, now)
  const facts = storedFacts(store, person)
  const own = facts.some(({ kind }) => kind === 'person') ? undefined : personFact(store, person)
  const covers = [...coverageOfPerson(store, person, coverage, settled)].map(([kind, until]) => ({
    kind,
    until: instantOf(until),
  }))
  return { facts: own === undefined ? facts : [...facts, own], covers }
}

/** Longest id that an opening can hold; sources write theirs in ASCII. */
const longestId = 64

/**
 * The id of a record outside of its source: two sources may give the same id to two things. One that would be longer
 * than a code can commit to is its digest.
 */
export function factId(source: string, id: string): string {
  const whole = `${source}:${id}`
  return whole.length <= longestId ? whole : createHash('sha256').update(whole).digest('base64url')
}

const select = `SELECT source, id, kind, recordedAt, fields FROM fact
  WHERE person = ? AND state IN ('good', 'moved') AND kind <> 'retraction' ORDER BY seq`

function storedFacts(store: DeskStore, person: string): readonly Fact[] {
  return prepared(store, select)
    .all(person)
    .map((row) => ({
      id: factId(row['source'] as string, row['id'] as string),
      kind: row['kind'] as string,
      source: row['source'] as string,
      recordedAt: instantOf(row['recordedAt'] as number),
      fields: JSON.parse(row['fields'] as string) as Fact['fields'],
    }))
}

/** What the desk itself knows of whoever a number names, where no source states it. */
function personFact(store: DeskStore, person: string): Fact | undefined {
  const row = prepared(store, 'SELECT idType, birthDate, createdAt FROM person WHERE id = ?').get(
    person,
  )
  if (row === undefined) return undefined
  const birthDate = row['birthDate'] as string | null
  return {
    id: `${deskSource}:person`,
    kind: 'person',
    source: deskSource,
    recordedAt: instantOf(row['createdAt'] as number),
    fields: personFields(row['idType'] as string, birthDate),
  }
}

/** The fields of the fact that the desk states of a person itself. */
export function personFields(idType: string, birthDate: string | null): Fact['fields'] {
  return {
    idType: documentNames[idType] ?? 'other',
    ...(birthDate === null ? {} : { birthDate }),
  }
}

/** Kinds that are covered of a person, and until when: not those of which a record is held about them. */
export function coverageOfPerson(
  store: DeskStore,
  person: string,
  { bySources, byHolders }: CoverageInForce,
  settled?: { readonly source: string; readonly id: string },
): ReadonlyMap<string, number> {
  const held = heldKinds(store, person, settled)
  if (byHolders.size === 0 && held.length === 0) return bySources
  const covers = new Map(bySources)
  const rows = prepared(store, 'SELECT kind, until FROM declared WHERE person = ?').all(person)
  for (const row of rows) {
    const kind = row['kind'] as string
    if (!byHolders.has(kind)) continue
    covers.set(kind, Math.min(row['until'] as number, byHolders.get(kind) ?? Infinity))
  }
  for (const kind of held) covers.delete(kind)
  return covers
}
