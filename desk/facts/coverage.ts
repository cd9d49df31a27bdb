/** Until when each kind of fact is completely known: what sources state, put together (docs/desk-facts.md 4). */
import type { CoverageInForce } from 'greengate-cli/assessing'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { activeSources, allows, holderSource, sourceOf, type Source } from './sources-of.ts'

/** What a source states of itself. */
export interface StatedCoverage {
  readonly kind: string
  /** Unix seconds. */
  readonly until: number
}

/** The id under which the desk itself states what it knows of a person. */
export const deskSource = 'desk'

/** What the desk knows itself it covers in steps, so that nothing turns every second. */
const deskStep = 600

/**
 * Takes what a source states of its coverage. It may be taken back: a source that finds itself behind says so.
 *
 * @returns The kinds that the source may not cover; they change nothing.
 */
export function takeCoverage(
  store: DeskStore,
  sourceId: string,
  stated: readonly StatedCoverage[],
  now: number,
): readonly string[] {
  const source = sourceOf(store, sourceId)
  if (source === undefined) throw new TypeError('source must be one of the store')
  const good = stated.filter(({ kind }) => allows(source.covers, kind))
  const put = prepared(
    store,
    `INSERT INTO coverage VALUES (?, ?, ?, ?)
     ON CONFLICT (source, kind) DO UPDATE SET until = excluded.until, takenAt = excluded.takenAt`,
  )
  inTransaction(store, () => {
    for (const { kind, until } of good) put.run(sourceId, kind, Math.min(until, now), now)
  })
  return stated.filter((each) => !good.includes(each)).map(({ kind }) => kind)
}

/**
 * The coverage in force. A kind is covered until the earliest that any active source which may cover it has stated; one
 * that stated nothing yet leaves it uncovered. Sources that are over do not count, neither for nor against.
 */
export function coverageInForce(store: DeskStore, now: number): CoverageInForce {
  const sources = activeSources(store, now)
  const stated = new Map<string, Map<string, number>>()
  for (const row of prepared(store, 'SELECT source, kind, until FROM coverage').all()) {
    const of = stated.get(row['source'] as string) ?? new Map<string, number>()
    stated.set(row['source'] as string, of.set(row['kind'] as string, row['until'] as number))
  }
  const ownUntil = now - (now % deskStep)
  const untilOf = ({ id }: Source, kind: string): number =>
    Math.min(stated.get(id)?.get(kind) ?? -Infinity, now)
  const bySources = new Map<string, number>()
  const byHolders = new Map<string, number | undefined>()
  for (const kind of kindsOf(sources, stated)) {
    if (kind === orderKind) continue
    const covering = sources.filter(({ covers }) => allows(covers, kind))
    const others = covering.filter(({ id }) => id !== holderSource)
    const until = Math.min(...others.map((source) => untilOf(source, kind)))
    if (until === -Infinity || covering.length === 0) continue
    if (others.length < covering.length) {
      byHolders.set(kind, others.length === 0 ? undefined : until)
    } else bySources.set(kind, until)
  }
  // Who somebody is the desk knows by itself.
  if (!bySources.has('person') && !byHolders.has('person')) bySources.set('person', ownUntil)
  // An order is taken here or it is none, so that the desk knows all of them, also where nobody may order: none. A
  // department that says that it covers them holds them back as it would any kind.
  const ordered = sources.filter(
    ({ id, covers }) => !isOwn(id) && id !== holderSource && allows(covers, orderKind),
  )
  const until = Math.min(ownUntil, ...ordered.map((source) => untilOf(source, orderKind)))
  if (until !== -Infinity && hasAllOrders(store)) bySources.set(orderKind, until)
  return { bySources, byHolders }
}

/** The kind of fact that an order becomes. */
export const orderKind = 'order'

function isOwn(source: string): boolean {
  return source.startsWith('order:')
}

const wholeStores = new WeakMap<DeskStore['db'], boolean>()

/**
 * Whether of every order that was taken there is its record: one that was lost must not look like none. Asked once for
 * an opened store, which lets nobody delete a record.
 */
function hasAllOrders(store: DeskStore): boolean {
  let isWhole = wholeStores.get(store.db)
  if (isWhole === undefined) {
    const lost = prepared(
      store,
      `SELECT 1 FROM orderDocument WHERE what = 'order' AND NOT EXISTS (SELECT 1 FROM fact
         WHERE source = 'order:' || authority AND fact.id = orderDocument.id) LIMIT 1`,
    )
    wholeStores.set(store.db, (isWhole = lost.get() === undefined))
  }
  return isWhole
}

/** Whoever may cover everything covers what it has stated. */
function kindsOf(
  sources: readonly Source[],
  stated: ReadonlyMap<string, ReadonlyMap<string, number>>,
): ReadonlySet<string> {
  const kinds = new Set<string>()
  for (const { id, covers } of sources) {
    for (const kind of covers) if (kind !== '*') kinds.add(kind)
    for (const kind of stated.get(id)?.keys() ?? []) if (allows(covers, kind)) kinds.add(kind)
  }
  return kinds
}
