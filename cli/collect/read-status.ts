/** What a collector has of each station, what is missing, and what nobody has signed for. */
import type { Collection } from './open-collection.ts'

/** A place where segments do not hang together. */
export interface Gap {
  readonly segment: string
  /** The segment before it, as its first record says. */
  readonly previous: string
  /**
   * `absent`: nothing of that one is here; `tail`: it lacks `records` at its end; `forked`: it holds other records than
   * its station says, or more.
   */
  readonly what: 'absent' | 'tail' | 'forked'
  readonly records: number
}

/** A station. */
export interface StationStatus {
  readonly station: string
  readonly lastSeen: string
  readonly segments: number
  readonly records: number
  /** Records after the last checkpoint of the newest segment, and of those before it. */
  readonly unsigned: { readonly newest: number; readonly older: number }
  readonly gaps: readonly Gap[]
}

/** Reads it. */
export function readStatus({ db }: Collection): readonly StationStatus[] {
  const segments = db.prepare(
    `SELECT name, lastSeq, signedSeq, previous, previousSeq, previousHead
      FROM segment WHERE station = ? ORDER BY name`,
  )
  const before = db.prepare(
    `SELECT s.lastSeq, r.head FROM segment s
      LEFT JOIN record r ON r.segment = s.id AND r.seq = ? WHERE s.name = ?`,
  )
  const gapOf = (row: Readonly<Record<string, unknown>>): Gap[] => {
    if (typeof row['previous'] !== 'string') return []
    const said = Number(row['previousSeq'])
    const gap = { segment: String(row['name']), previous: row['previous'] }
    const found = before.get(said, row['previous'])
    if (found === undefined) return [{ ...gap, what: 'absent', records: said }]
    const has = Number(found['lastSeq'])
    if (has < said) return [{ ...gap, what: 'tail', records: said - has }]
    const isSame = blob(found['head']).equals(blob(row['previousHead']))
    return has === said && isSame ? [] : [{ ...gap, what: 'forked', records: has - said }]
  }
  return db
    .prepare('SELECT id, name, lastSeen FROM station ORDER BY name')
    .all()
    .map(({ id, name, lastSeen }): StationStatus => {
      const rows = segments.all(Number(id))
      const tails = rows.map((row) => Number(row['lastSeq']) - Number(row['signedSeq']))
      const newest = tails.at(-1) ?? 0
      const older = tails.reduce((sum, tail) => sum + tail, 0) - newest
      return {
        station: String(name),
        lastSeen: String(lastSeen),
        segments: rows.length,
        records: rows.reduce((sum, row) => sum + Number(row['lastSeq']), 0),
        unsigned: { newest, older },
        gaps: rows.flatMap(gapOf),
      }
    })
}

const blob = (value: unknown): Buffer => Buffer.from(value instanceof Uint8Array ? value : [])
