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

/** Finds every gap, by station and segment. */
export function findGaps({ db }: Collection): readonly (Gap & { readonly station: string })[] {
  return db
    .prepare(
      `SELECT t.name AS station, s.name AS segment, s.previous, s.previousSeq, p.lastSeq
        FROM segment s JOIN station t ON t.id = s.station
        LEFT JOIN segment p ON p.name = s.previous
        LEFT JOIN record r ON r.segment = p.id AND r.seq = s.previousSeq
        WHERE s.previous IS NOT NULL
          AND (p.lastSeq IS NOT s.previousSeq OR r.head IS NOT s.previousHead)
        ORDER BY t.name, s.name`,
    )
    .all()
    .map((row) => {
      const said = Number(row['previousSeq'])
      const place = {
        station: String(row['station']),
        segment: String(row['segment']),
        previous: String(row['previous']),
      }
      if (row['lastSeq'] === null) return { ...place, what: 'absent', records: said }
      const has = Number(row['lastSeq'])
      if (has < said) return { ...place, what: 'tail', records: said - has }
      return { ...place, what: 'forked', records: has - said }
    })
}

/** Reads it. */
export function readStatus(collection: Collection): readonly StationStatus[] {
  const { db } = collection
  const segments = db.prepare(
    'SELECT lastSeq, signedSeq FROM segment WHERE station = ? ORDER BY name',
  )
  const gaps = findGaps(collection)
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
        gaps: gaps
          .filter(({ station }) => station === name)
          .map(({ segment, previous, what, records }) => ({ segment, previous, what, records })),
      }
    })
}
