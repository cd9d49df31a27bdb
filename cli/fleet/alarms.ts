/** Alarms of digests as the store has them, and whom they point at. */
import type { DatabaseSync } from 'node:sqlite'
import { instantText } from '../edges/instant.ts'
import type { DigestAlarm } from './fleet-state.ts'

/**
 * Reads those that nobody has acknowledged, newest first.
 *
 * @param from - Milliseconds; then those that were raised from there to `until`, acknowledged or not.
 */
export function readAlarms(
  db: DatabaseSync,
  from?: number,
  until = Number.MAX_SAFE_INTEGER,
): readonly DigestAlarm[] {
  const published = db.prepare(
    'SELECT sha256 FROM digest WHERE document = ? AND version = ? AND station IS NULL',
  )
  const rows =
    from === undefined
      ? db.prepare('SELECT * FROM alarm WHERE acknowledged IS NULL ORDER BY id DESC').all()
      : db.prepare('SELECT * FROM alarm WHERE at >= ? AND at < ? ORDER BY id DESC').all(from, until)
  return rows.map((row): DigestAlarm => {
    const [document, version] = [String(row['document']), Number(row['version'])]
    const known = {
      sha256: String(row['known']),
      station: row['knownStation'] === null ? null : String(row['knownStation']),
    }
    const said = { sha256: String(row['said']), station: String(row['station']) }
    const right = published.get(document, version)?.['sha256']
    const wrong = [known, said].flatMap(({ sha256, station }) =>
      station !== null && sha256 !== right ? [station] : [],
    )
    const at = instantText(new Date(Number(row['at'])))
    const isKnown = typeof right === 'string'
    return {
      id: Number(row['id']),
      at,
      document,
      version,
      known,
      said,
      wrong: isKnown ? wrong : null,
    }
  })
}

/** Who is odd by it: those that are wrong; where nobody can know, whoever differed. */
export function wrongOf({ wrong, said }: DigestAlarm): readonly string[] {
  return wrong ?? [said.station]
}
