/** receipt/subject.json: whom a receipt is about, by a key of the day (receipt.md 1). */
import { base64url, hex, sha256, utf8 } from '../hand/bytes.ts'
import { subject } from '../hand/segment.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'

const dayKey = sha256(utf8('greengate test-only day key'))

const keyed = (id: string, presentationId: string, comment: string, key = dayKey): Case => ({
  id,
  comment,
  dayKey: hex(key),
  presentationId,
  subject: subject(key, presentationId),
})

const shown = base64url(sha256(utf8('a presentation')))

export const receiptSubject: VectorFile = {
  path: 'receipt/subject.json',
  schema: 'receipt-subject',
  about: 'The subject of a receipt: the keyed hash of a presentation’s id (receipt.md 1).',
  cases: [
    keyed('subject', shown, '16 bytes of HMAC-SHA-256, base64url'),
    keyed('subject-of-another-presentation', base64url(sha256(utf8('another'))), 'another id'),
    keyed('subject-of-another-day', shown, 'another key', sha256(utf8('the day after'))),
  ],
}
