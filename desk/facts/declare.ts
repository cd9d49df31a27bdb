/** Takes what a person declares of themselves: it covers the kinds that were declared, and no others. */
import { createHash } from 'node:crypto'
import { canonicalJson, type FieldValue } from 'greengate/issue'
import type { Vocabulary } from 'greengate/rules'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { orderKind } from './coverage.ts'
import { checkFields } from './check-fields.ts'
import type { Refusal } from './record.ts'
import { allows, holderSource, isActive, sourceOf } from './sources-of.ts'
import { touch } from './touch.ts'

/** One thing that is declared. */
export interface Declaration {
  readonly kind: string
  /** Absent: of this kind there is nothing to say, which is a statement too. */
  readonly fields?: Readonly<Record<string, FieldValue>>
}

/** What became of a declaration: all of it or nothing. */
export type Declared =
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly kind: string; readonly reason: Refusal }

/**
 * Takes a declaration.
 *
 * The same one in the same second is the same one: who taps twice declares once.
 *
 * @param person - Somebody whom the account may act for: that is asked before.
 * @param account - Through which it is declared; absent: at the desk.
 * @throws TypeError where the store has no source of holders.
 */
export function declare(
  store: DeskStore,
  person: string,
  declarations: readonly Declaration[],
  now: number,
  { types }: Pick<Vocabulary, 'types'>,
  account?: string,
): Declared {
  const source = sourceOf(store, holderSource)
  if (source === undefined) throw new TypeError('the store must have a source of holders')
  for (const { kind, fields } of declarations) {
    const reason = !isActive(source, now)
      ? 'source-over'
      : !types.has(kind)
        ? 'kind-unknown'
        : kind === orderKind || !allows(source.states, kind)
          ? 'kind-not-allowed'
          : fields === undefined
            ? undefined
            : checkFields(fields, kind, types, source.regions)
    if (reason !== undefined) return { state: 'refused', kind, reason }
  }
  if (declarations.length === 0) return { state: 'taken' }
  const insert = prepared(
    store,
    `INSERT INTO fact (source, id, kind, person, recordedAt, takenAt, fields, account, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'good') ON CONFLICT DO NOTHING`,
  )
  const cover = prepared(
    store,
    `INSERT INTO declared (person, kind, until, account) VALUES (?, ?, ?, ?)
     ON CONFLICT (person, kind) DO UPDATE SET until = max(until, excluded.until),
       account = excluded.account`,
  )
  inTransaction(store, () => {
    declarations.forEach(({ kind, fields }, place) => {
      if (allows(source.covers, kind)) cover.run(person, kind, now, account ?? null)
      if (fields === undefined) return
      const id = idOf([person, now, kind, place, { ...fields }])
      const by = account ?? null
      insert.run(holderSource, id, kind, person, now, now, JSON.stringify(fields), by)
    })
    touch(store, person, 'fact', now)
  })
  return { state: 'taken' }
}

function idOf(of: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(of)).digest('base64url').slice(0, 16)
}
