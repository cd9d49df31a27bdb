/** Takes one record: known already, allowed, whose, taken back; and writes it down. */
import type { Vocabulary } from 'greengate/rules'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { checkFields } from './check-fields.ts'
import { orderKind } from './coverage.ts'
import { personOf, type FoundPerson } from './person-of.ts'
import type { FactRecord, RecordAnswer, Refusal } from './record.ts'
import { isRetracted, retract, retractionKind, whoseIs } from './retraction.ts'
import { allows, type Source } from './sources-of.ts'
import { touch } from './touch.ts'

/** What records are taken into. */
export interface RecordGround {
  readonly store: DeskStore
  readonly source: Source
  readonly types: Vocabulary['types']
  readonly now: number
  readonly batch: number
  /** What the source itself has covered, by kind. */
  readonly covered: ReadonlyMap<string, number>
  /** Gets whoever is to be assessed again. */
  readonly touched: Set<string>
}

/** A clock may be a little ahead of ours. */
const aheadSeconds = 60

/** Makes what takes them, in the caller's transaction. */
export function recordTaker(
  ground: RecordGround,
): (record: FactRecord, digest: Uint8Array, signature?: string) => RecordAnswer {
  const { store, source, now, batch, touched } = ground
  const known = prepared(store, 'SELECT digest FROM fact WHERE source = ? AND id = ?')
  const insert = prepared(
    store,
    `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, retracts, state, digest, stated, batch, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const note = (person: string | null): void => {
    if (person === null) return
    touch(store, person, 'fact', now)
    touched.add(person)
  }

  return (record, digest, signature) => {
    const { id, fact, recordedAt, retracts } = record
    const before = known.get(source.id, id)
    if (before !== undefined) {
      const old = before['digest'] as Uint8Array | null
      // Of what retention has emptied nothing can be said but that it was here.
      const isSame = old === null || Buffer.from(old).equals(digest)
      return isSame
        ? { id, state: 'duplicate' }
        : { id, state: 'conflict', reason: 'other-content' }
    }
    const refusal = refusalOf(record, ground)
    if (refusal !== undefined) return { id, state: 'refused', reason: refusal }
    const write = (
      kind: string,
      person: string | null,
      state: string,
      held?: Extract<FoundPerson, { hold: unknown }>,
    ): void => {
      const stated = held === undefined ? null : JSON.stringify({ ...fact?.person, ...held })
      const fields = JSON.stringify(fact?.fields ?? {})
      const signedBy = signature ?? null
      const [taken, takesBack] = [now, retracts ?? null]
      insert.run(
        ...[source.id, id, kind, person, recordedAt, taken, fields, takesBack],
        ...[state, digest, stated, batch, signedBy],
      )
    }
    if (fact === undefined) {
      // Written first: without it nothing is taken back but by two officers.
      const whose = whoseIs(store, source.id, retracts as string)
      write(retractionKind, whose, 'good')
      retract(store, source.id, retracts as string)
      note(whose)
      return { id, state: 'taken' }
    }
    const found = personOf(store, fact.person, now)
    // What it takes back stays until an officer has said whose it is: half a correction could open a gate.
    if ('hold' in found) {
      const isBack = isRetracted(store, source.id, id)
      write(fact.kind, null, isBack ? 'retracted' : 'held', found)
      // Something is open about whoever has the number: they are known less well than before.
      if (!isBack) note(found.about ?? null)
      return isBack
        ? { id, state: 'taken', reason: 'retracted' }
        : { id, state: 'held', reason: found.hold }
    }
    const isBack = isRetracted(store, source.id, id)
    write(fact.kind, found.person, isBack ? 'retracted' : 'good')
    if (retracts !== undefined) note(retract(store, source.id, retracts))
    // A retracted one is no news, but whoever is new here has no standing yet.
    if (!isBack || found.isNew) note(found.person)
    if (isBack) return { id, state: 'taken', reason: 'retracted' }
    const isLate = recordedAt <= (ground.covered.get(fact.kind) ?? -Infinity)
    return { id, state: 'taken', ...(isLate ? { reason: 'late' as const } : {}) }
  }
}

/** What a source has covered, by kind: a record of before then is late. */
export function coverageOf(store: DeskStore, source: string): ReadonlyMap<string, number> {
  const rows = prepared(store, 'SELECT kind, until FROM coverage WHERE source = ?').all(source)
  return new Map(rows.map((row) => [row['kind'] as string, row['until'] as number]))
}

function refusalOf(
  { fact, recordedAt, retracts }: FactRecord,
  { store, source, types, now }: RecordGround,
): Refusal | undefined {
  if (recordedAt > now + aheadSeconds) return 'recorded-ahead'
  if (fact !== undefined) {
    if (!types.has(fact.kind)) return 'kind-unknown'
    // An order is its authority's, by a document that it signed.
    if (fact.kind === orderKind || !allows(source.states, fact.kind)) return 'kind-not-allowed'
    const fault = checkFields(fact.fields, fact.kind, types, source.regions)
    if (fault !== undefined) return fault
  }
  if (retracts === undefined) return undefined
  const target = prepared(store, 'SELECT kind FROM fact WHERE source = ? AND id = ?').get(
    source.id,
    retracts,
  )
  return target?.['kind'] === retractionKind ? 'retracts-retraction' : undefined
}
