/** What a source pushes over HTTP: whose secret it is, in which form, signed or not, and never more than may be. */
import { createHash } from 'node:crypto'
import { DeskError } from '../desk-error.ts'
import type { Desk } from '../desk.ts'
import type { RecordAnswer } from '../facts/record.ts'
import type { Taking } from '../facts/take-facts.ts'
import { signerOfDelivery } from './check-signature.ts'
import type { RecordForm } from './read-line.ts'
import { signingKeysOf } from './source-keys.ts'
import { takeStream } from './take-stream.ts'

/** A push, whose source its secret has named. */
export interface Push {
  readonly source: string
  /** Of `Content-Type`, without parameters. */
  readonly contentType: string
  /** Of `Greengate-Signature`: over all bytes of the body. */
  readonly signature?: string
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Most that one push may hold. */
const maxPush = 8_388_608

/** Most lines of one push; a record has more bytes than what is left for each of so many. */
const maxLines = 100_000

const forms: Readonly<Record<string, RecordForm>> = {
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
}

/**
 * Takes a push. What is signed is read whole and checked before any of it is taken; what is not is taken as it comes.
 *
 * @returns The answers, lot by lot, each when it is durable.
 * @throws DeskError `ERR_DESK_RECORDS_FORM`, `ERR_DESK_RECORDS_TOO_LARGE`, `ERR_DESK_RECORDS_TOO_MANY`,
 * `ERR_DESK_RECORDS_SIGNATURE`. Lots that were
 * answered before stay taken: the same push again answers `duplicate` for them.
 */
export async function* pushRecords(
  { store, rules, surroundings }: Pick<Desk, 'store' | 'rules' | 'surroundings'>,
  { source, contentType, signature, bytes }: Push,
): AsyncGenerator<readonly RecordAnswer[], void, undefined> {
  const form = forms[contentType.toLowerCase()]
  if (form === undefined) {
    throw new DeskError('ERR_DESK_RECORDS_FORM', 'must be application/x-ndjson or text/csv')
  }
  const clock = (): number => Math.floor(surroundings.now().getTime() / 1000)
  const taking: Taking = { types: rules.types, way: 'push' }
  const bounded = upTo(maxPush, bytes)
  if (signature === undefined) {
    yield* takeStream(store, { ...taking, source, form, maxLines, bytes: bounded }, clock)
    return
  }
  const parts: Uint8Array[] = []
  for await (const part of bounded) parts.push(part)
  const whole = Buffer.concat(parts)
  const signer = await signerOfDelivery(whole, signature, signingKeysOf(store, source))
  if (signer === undefined) {
    throw new DeskError('ERR_DESK_RECORDS_SIGNATURE', 'no registered key of the source signed it')
  }
  const signed = { sha256: createHash('sha256').update(whole).digest(), signature, signer }
  yield* takeStream(store, { ...taking, signed, source, form, maxLines, bytes: once(whole) }, clock)
}

/** The same bytes, and an error where they are too many. */
async function* upTo(most: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sum = 0
  for await (const part of bytes) {
    sum += part.length
    if (sum > most) {
      throw new DeskError('ERR_DESK_RECORDS_TOO_LARGE', `must be at most ${String(most)} bytes`)
    }
    yield part
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- what streams is asynchronous, be it there or not
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
