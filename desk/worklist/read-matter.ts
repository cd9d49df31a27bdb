/** Reads matters out of the store. */
import type { DeskStore } from '../store/open-store.ts'
import { refused } from './refused.ts'
import { readBody } from './matter-text.ts'
import type {
  Matter,
  MatterAct,
  MatterKind,
  MatterState,
  MatterSubject,
  Proposal,
  Told,
} from './matter.ts'

type Row = Readonly<Record<string, unknown>>

/** Which matters; all that is given must hold. */
export interface MatterFilter {
  readonly state?: MatterState
  /** Neither granted nor refused nor withdrawn. */
  readonly isUndecided?: boolean
  readonly kind?: MatterKind
  readonly person?: string
  readonly limit?: number
}

/**
 * Reads one.
 *
 * @throws DeskError `ERR_DESK_MATTER_UNKNOWN`
 */
export function readMatter(store: DeskStore, id: string): Matter {
  const row = store.db.prepare('SELECT * FROM matter WHERE id = ?').get(id)
  if (row === undefined) throw refused('ERR_DESK_MATTER_UNKNOWN')
  return matterOf(store, row)
}

/** The undecided first, the longest due before all; then those that are decided, the newest first. */
export function matters(store: DeskStore, filter: MatterFilter = {}): readonly Matter[] {
  const { state, isUndecided, kind, person, limit = 200 } = filter
  const rows = store.db.prepare(
    `SELECT *, state IN ('open', 'proposed') AS isUndecided FROM matter
     WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR (state IN ('open', 'proposed')) = ?2)
       AND (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR person = ?4)
     ORDER BY isUndecided DESC, iif(isUndecided, dueAt, -openedAt), id LIMIT ?5`,
  )
  const undecided = isUndecided === undefined ? null : Number(isUndecided)
  return rows
    .all(state ?? null, undecided, kind ?? null, person ?? null, limit)
    .map((row) => matterOf(store, row))
}

function matterOf(store: DeskStore, row: Row): Matter {
  const id = String(row['id'])
  const { digest, ...subject } = JSON.parse(String(row['subject'])) as MatterSubject & Digested
  const acts = store.db.prepare('SELECT * FROM matterAct WHERE matter = ? ORDER BY seq').all(id)
  return {
    id,
    person: row['person'] === null ? undefined : (row['person'] as string),
    openedBy: String(row['openedBy']),
    openedAt: dateOf(row['openedAt']),
    dueAt: dateOf(row['dueAt']),
    state: row['state'] as MatterState,
    subject: subject,
    text: readBody(store, id, 0, digest)?.text,
    acts: acts.map((act) => actOf(store, id, act)),
  }
}

interface Digested {
  readonly digest?: string
}

function actOf(store: DeskStore, matter: string, row: Row): MatterAct {
  const seq = Number(row['seq'])
  const what = row['what'] as MatterAct['what']
  const { digest, ...detail } = JSON.parse(String(row['detail'])) as Digested & {
    do?: string
    told?: Told
  }
  const body = readBody(store, matter, seq, digest)
  const proposal = detail.do === 'add' ? { ...detail, added: body?.added } : detail
  return {
    seq,
    what,
    officer: row['officer'] === null ? undefined : (row['officer'] as string),
    at: dateOf(row['at']),
    text: body?.text,
    proposal: what === 'proposed' ? (proposal as Proposal) : undefined,
    told: detail.told,
  }
}

function dateOf(seconds: unknown): Date {
  return new Date(Number(seconds) * 1000)
}
