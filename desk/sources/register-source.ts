/** Sources as the operator writes them down: begun, changed, ended; each noted in the audit trail. */
import { writeAudit } from '../audit/write-audit.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { revokeSecrets } from './source-keys.ts'

/** What a source is and may say. */
export interface NewSource {
  readonly id: string
  readonly zh: string
  readonly en: string
  /** Kinds of facts that it may state; `*`: all. */
  readonly states: readonly string[]
  /** Kinds of which it says until when it knows everything. */
  readonly covers: readonly string[]
  /** Regions that its facts may speak of; `*`: all. */
  readonly regions: readonly string[]
}

/** A source that is over begins again; what it may say is what is said now. */
export function registerSource(store: DeskStore, source: NewSource, now: Date): void {
  const { id, zh, en } = source
  const [states, covers, regions] = [source.states, source.covers, source.regions].map((list) =>
    JSON.stringify(list),
  ) as [string, string, string]
  const at = Math.floor(now.getTime() / 1000)
  inTransaction(store, () => {
    const before = prepared(
      store,
      'SELECT zh, en, states, covers, regions, until FROM source WHERE id = ?',
    ).get(id)
    const after = { zh, en, states, covers, regions, until: null }
    if (before !== undefined && JSON.stringify({ ...before }) === JSON.stringify(after)) return
    prepared(
      store,
      `INSERT INTO source (id, zh, en, states, covers, regions, since) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET zh = excluded.zh, en = excluded.en, states = excluded.states,
         covers = excluded.covers, regions = excluded.regions, until = NULL`,
    ).run(id, zh, en, states, covers, regions, at)
    const what = before === undefined ? 'source-added' : 'source-changed'
    writeAudit(store, { who: 'desk', what, about: `source:${id}`, detail: {} }, now)
  })
}

/**
 * Ends a source: what it pushes is refused, its coverage counts no more, its facts stay.
 *
 * @returns Whether there was one that was not over.
 */
export function endSource(store: DeskStore, id: string, now: Date): boolean {
  const at = Math.floor(now.getTime() / 1000)
  return inTransaction(store, () => {
    const { changes } = prepared(
      store,
      'UPDATE source SET until = ? WHERE id = ? AND until IS NULL',
    ).run(at, id)
    if (changes === 0) return false
    revokeSecrets(store, id)
    writeAudit(store, { who: 'desk', what: 'source-ended', about: `source:${id}`, detail: {} }, now)
    return true
  })
}
