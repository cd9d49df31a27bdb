/** Takes a delivery as it comes in: so many lines at a time, and an answer to each once it is durable. */
import type { PublicJwk } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import type { RecordAnswer } from '../facts/record.ts'
import { takeIncoming, type Incoming, type Taking } from '../facts/take-facts.ts'
import type { DeskStore } from '../store/open-store.ts'
import { openSignedRecord } from './check-signature.ts'
import { lineReader, maxLine, type RecordForm } from './read-line.ts'
import { signingKeysOf } from './source-keys.ts'

/** A delivery. */
export interface Delivery extends Taking {
  readonly source: string
  readonly form: RecordForm
  readonly bytes: AsyncIterable<Uint8Array>
  /** How many lines it may have, empty ones too. Default: as many as there are. */
  readonly maxLines?: number
}

const linesAtOnce = 500
const newline = 0x0a

/**
 * Takes a delivery.
 *
 * @param clock - Asked for each lot, in Unix seconds.
 * @returns The answers, lot by lot. Whoever stops listening stops the taking; what was answered is durable.
 * @throws DeskError `ERR_DESK_RECORDS_TOO_MANY`; lots that were answered before stay taken.
 */
export async function* takeStream(
  store: DeskStore,
  { source, form, bytes, maxLines = Infinity, ...taking }: Delivery,
  clock: () => number,
): AsyncGenerator<readonly RecordAnswer[], void, undefined> {
  const read = lineReader(form, taking.types)
  const keys = signingKeysOf(store, source)
  let lot: Incoming[] = []
  let lines = 0
  for await (const line of linesOf(bytes)) {
    if (++lines > maxLines) {
      throw new DeskError('ERR_DESK_RECORDS_TOO_MANY', `must be at most ${String(maxLines)} lines`)
    }
    const incoming = read(line)
    if (incoming === undefined) continue
    lot.push(await opened(incoming, keys))
    if (lot.length < linesAtOnce) continue
    yield takeIncoming(store, source, lot, clock(), taking).answers
    lot = []
    // Of short lines many lots come in one part: whoever asks something of the desk meanwhile is answered.
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (lot.length > 0) yield takeIncoming(store, source, lot, clock(), taking).answers
}

/** A record that is signed by itself stands in a member of its own: `{"jws": "..."}`. */
async function opened(incoming: Incoming, keys: readonly PublicJwk[]): Promise<Incoming> {
  if ('refusal' in incoming) return incoming
  const { value } = incoming
  if (typeof value !== 'object' || value === null || !('jws' in value)) return incoming
  const { jws, ...others } = value
  if (typeof jws !== 'string' || Object.keys(others).length > 0) return { refusal: 'signature' }
  const text = await openSignedRecord(jws, keys)
  if (text === undefined) return { refusal: 'signature' }
  const record = lineReader('ndjson', new Map())(Buffer.from(text))
  if (record === undefined) return { refusal: 'not-json' }
  return 'value' in record ? { ...record, signature: jws } : record
}

/** Lines without their ends; what is longer than any may be comes cut. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  for await (const part of bytes) {
    const block = Buffer.concat([rest, part])
    let from = 0
    for (let to = block.indexOf(newline); to >= 0; to = block.indexOf(newline, from)) {
      yield block.subarray(from, Math.min(to, from + maxLine + 1))
      from = to + 1
    }
    // Of a line that is too long already no more is kept than says so.
    rest = Buffer.from(block.subarray(from, from + maxLine + 1))
  }
  if (rest.length > 0) yield rest
}
