/** Stations that two machines speak as: a copied key, or a machine that was restored from an image beside the one that it was taken of. */
import type { DatabaseSync } from 'node:sqlite'

/** For so long after it was last seen it is odd, whatever comes. */
const oddMs = 86_400_000

/** What is known of them. */
export interface Twins {
  /** Says whether that is news. Belongs into a transaction. */
  note(station: string, at: number): boolean
}

/** Prepares it. */
export function openTwins(db: DatabaseSync): Twins {
  const seen = db.prepare('SELECT seen FROM twin WHERE station = ?')
  const note = db.prepare(
    'INSERT INTO twin VALUES (?, ?) ON CONFLICT DO UPDATE SET seen = excluded.seen',
  )
  return {
    note(station, at) {
      const before = seen.get(station)?.['seen']
      note.run(station, at)
      return before === undefined || Math.abs(at - Number(before)) > oddMs
    },
  }
}

/** Whether it still counts. */
export const isStillTwin = (seen: number, now: Date): boolean =>
  Math.abs(now.getTime() - seen) <= oddMs
