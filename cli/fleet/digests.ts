/** Which digests are known of each document and version, and the alarm for a second one. */
import type { DatabaseSync } from 'node:sqlite'
import type { Heartbeat } from '../../kiosk/shared/heartbeat.ts'

/** Name, version and SHA-256. */
export type Digest = readonly [string, number, string]

/** An alarm that has just been raised. */
export interface Raised {
  readonly document: string
  readonly version: number
  readonly station: string
}

/** What is known of digests. */
export interface Digests {
  /** Holds what a station says against what is known; what is new is known from now on. */
  hear(station: string, said: readonly Digest[], at: number): readonly Raised[]
  /** Takes what was published for right. */
  publish(published: readonly Digest[], at: number): readonly Raised[]
}

/** A station alone could fill the disk with versions of its own making. */
const most = { ofStation: 20_000, alarms: 200, ofDocument: 16 } as const

/** Everything of a heartbeat that has a digest, each once. */
export function digestsIn({ bundle, rules, documents }: Heartbeat): readonly Digest[] {
  return [
    ...(bundle === null ? [] : [['snapshot', ...bundle] as const]),
    ...(rules === null ? [] : [[`rules/${rules[0]}/${rules[1]}`, rules[1], rules[2]] as const]),
    ...documents,
  ]
}

/** Prepares the statements. Each call belongs into a transaction. */
export function openDigests(db: DatabaseSync): Digests {
  // What was published comes first, then what was known first.
  const known = db.prepare(
    `SELECT sha256, station FROM digest WHERE document = ? AND version = ?
      ORDER BY station IS NOT NULL, at`,
  )
  const learn = db.prepare('INSERT INTO digest VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const confirm = db.prepare(
    `INSERT INTO digest VALUES (?, ?, ?, NULL, ?)
      ON CONFLICT DO UPDATE SET station = NULL`,
  )
  const count = db.prepare('SELECT count(*) AS n FROM digest WHERE station = ?')
  const alarms = db.prepare(
    'SELECT count(*) AS n FROM alarm WHERE station = ? AND acknowledged IS NULL',
  )
  const raise = db.prepare(
    `INSERT INTO alarm (at, document, version, known, knownStation, said, station)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const saying = db.prepare('SELECT station, documents FROM heartbeat')

  const conflict = (
    [document, version, sha256]: Digest,
    first: Readonly<Record<string, unknown>>,
    station: string,
    at: number,
  ): readonly Raised[] => {
    if (Number(alarms.get(station)?.['n']) >= most.alarms) return []
    const by = typeof first['station'] === 'string' ? first['station'] : null
    const { changes } = raise.run(
      ...[at, document, version, String(first['sha256']), by, sha256, station],
    )
    return changes === 0 ? [] : [{ document, version, station }]
  }

  return {
    hear: (station, said, at) =>
      said.flatMap((digest) => {
        const [document, version, sha256] = digest
        const rows = known.all(document, version)
        const [first] = rows
        const isNew = rows.every((row) => row['sha256'] !== sha256)
        if (isNew && rows.length < most.ofDocument) {
          const own = Number(count.get(station)?.['n'])
          if (own < most.ofStation) learn.run(document, version, sha256, station, at)
        }
        if (first === undefined || first['sha256'] === sha256) return []
        return conflict(digest, first, station, at)
      }),
    publish: (published, at) =>
      published.flatMap(([document, version, sha256]) => {
        const rows = known.all(document, version)
        const [first] = rows
        if (first?.['station'] === null && first['sha256'] === sha256) return []
        confirm.run(document, version, sha256, at)
        if (rows.every((row) => row['sha256'] === sha256)) return []
        // Others were said before anybody knew which is right: by whom, say the newest heartbeats.
        const right = { sha256, station: null }
        return saying
          .all()
          .flatMap(({ station, documents }) =>
            (JSON.parse(String(documents)) as readonly Digest[])
              .filter(
                ([name, its, digest]) => name === document && its === version && digest !== sha256,
              )
              .flatMap((digest) => conflict(digest, right, String(station), at)),
          )
      }),
  }
}
