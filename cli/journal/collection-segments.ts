/** The segments in a collector's store, put together again as stations wrote them. */
import { createHash } from 'node:crypto'
import { openCollection } from '../collect/open-collection.ts'
import type { JournalSegment, OpenJournal } from './journal-segments.ts'
import { recordBytes } from './record-bytes.ts'

/** Opens the store for reading. */
export async function segmentsOfCollection(path: string): Promise<OpenJournal> {
  const { db, [Symbol.dispose]: dispose } = await openCollection(path, 'read')
  const rows = db.prepare(
    'SELECT format, clear, leaf, sealed, head, deleteAfter FROM record WHERE segment = ? ORDER BY seq',
  )
  const bytesOf = (id: number): Uint8Array => {
    const parts: Buffer[] = []
    for (const row of rows.iterate(id)) {
      const { clear, leaf, sealed, head, deleteAfter } = row
      const isGone = clear === null
      const isUnsealed = !isGone && sealed === null && deleteAfter !== null
      parts.push(
        recordBytes(isGone ? 'hash' : isUnsealed ? 'unsealed' : 'whole', {
          clear: isGone ? blob(leaf) : Buffer.from(String(clear)),
          sealed: blob(sealed),
          head: blob(head),
        }),
      )
    }
    return Buffer.concat(parts)
  }
  const segments = db
    .prepare('SELECT id, name FROM segment ORDER BY name')
    .all()
    .map(({ id, name }): JournalSegment => {
      const before = createHash('sha256')
        .update(`greengate-segment-1:${String(name)}`)
        .digest()
      const bytes = () => Promise.resolve(bytesOf(Number(id)))
      return { id: String(name), place: path, first: 1, before, bytes }
    })
  return { segments, [Symbol.dispose]: dispose }
}

const blob = (value: unknown): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array()
