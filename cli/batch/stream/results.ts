/** Results in the bucket: put there once, in one message or several, and told to the coordinator as they come. */
import { randomBytes } from 'node:crypto'
import { DeliverPolicy, JetStreamApiError } from '@nats-io/jetstream'
import type { KV } from '@nats-io/kv'
import type { PartResult } from '../job.ts'
import { askAgain } from './ask-again.ts'
import { bucketStreamOf, keySubject, pieceBytes, pullMs } from './names.ts'
import type { Queue } from './queue.ts'
import { readResult, resultBytes } from './result-bytes.ts'

/** Where a result would have the length of its JSON: then it is in so many pieces, under that name. */
const inPieces = 0xffff_ffff
/** In the same place, where the part can be done by nobody: behind it stands why. */
const impossible = 0xffff_fffe
const longestReason = 300
/** Of the server: the key is there already. */
const exists = 10_071

/**
 * Puts a result there, if there is none of that key yet.
 *
 * @returns Whether it was the first.
 * @throws {@link OperatorError}
 */
export async function putResult(kv: KV, key: string, result: PartResult): Promise<boolean> {
  const bytes = resultBytes(result)
  return create(kv, key, bytes.length <= pieceBytes ? bytes : await putPieces(kv, key, bytes))
}

/** A part that nobody can do. */
interface Refusal {
  readonly refused: string
}

/** Says in place of a result why there will be none. */
export async function putRefusal(kv: KV, key: string, reason: string): Promise<void> {
  const lead = Buffer.alloc(4)
  lead.writeUInt32BE(impossible)
  await create(kv, key, Buffer.concat([lead, Buffer.from(reason.slice(0, longestReason))]))
}

/** Under a name of their own: two workers that do the same part mix nothing. */
async function putPieces(kv: KV, key: string, bytes: Uint8Array): Promise<Uint8Array> {
  const name = randomBytes(8).toString('hex')
  const count = Math.ceil(bytes.length / pieceBytes)
  for (let n = 0; n < count; n++) {
    const piece = bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes)
    await askAgain('writing a result', () => kv.put(`${key}.${name}.${n}`, piece))
  }
  const lead = Buffer.alloc(4)
  lead.writeUInt32BE(inPieces)
  return Buffer.concat([lead, Buffer.from(JSON.stringify({ name, count }))])
}

async function create(kv: KV, key: string, bytes: Uint8Array): Promise<boolean> {
  return askAgain('writing a result', async () => {
    try {
      await kv.create(key, bytes)
      return true
    } catch (error) {
      // Another's, or our own, whose answer was lost: there is one.
      if (error instanceof JetStreamApiError && error.code === exists) return false
      throw error
    }
  })
}

/** Whether there is a result already. */
export async function hasResult(kv: KV, key: string): Promise<boolean> {
  const found = await askAgain('looking for a result', () => kv.get(key))
  return found?.operation === 'PUT'
}

/** What may stand for a result. */
export type FoundResult = PartResult | Refusal | 'foreign'

/** Reads the result that stands there; undefined where there is none. `foreign` is what no worker writes. */
export async function getResult(kv: KV, key: string): Promise<FoundResult | undefined> {
  const found = await askAgain('reading a result', () => kv.get(key))
  return found?.operation === 'PUT' ? wholeResult(kv, key, found.value) : undefined
}

async function wholeResult(kv: KV, key: string, value: Uint8Array): Promise<FoundResult> {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
  const lead = bytes.length < 4 ? 0 : bytes.readUInt32BE(0)
  if (lead === impossible) return { refused: bytes.toString('utf8', 4, 4 + longestReason) }
  if (lead !== inPieces) return readResult(bytes) ?? 'foreign'
  const { name, count } = piecesOf(bytes.subarray(4))
  const pieces: Uint8Array[] = []
  for (let n = 0; n < count; n++) {
    const piece = await askAgain('reading a result', () => kv.get(`${key}.${name}.${n}`))
    if (piece === null) return 'foreign'
    pieces.push(piece.value)
  }
  return readResult(Buffer.concat(pieces)) ?? 'foreign'
}

/** What cannot be read has no pieces, and so is no result. */
function piecesOf(bytes: Buffer): { readonly name: string; readonly count: number } {
  const found = /^\{"name":"([0-9a-f]{16})","count":(\d{1,4})\}$/.exec(bytes.toString('latin1'))
  return { name: found?.[1] ?? '', count: Number(found?.[2] ?? 0) }
}

/** Told of every result that is there and that comes. */
export interface Watch {
  end(): Promise<void>
}

/**
 * Watches.
 *
 * @param onResult - Given the key, and a reading of what stands there.
 */
export async function watchResults(
  { js, kv, job }: Queue,
  onResult: (key: string, read: () => Promise<FoundResult>) => void,
): Promise<Watch> {
  const lead = keySubject(job.id, '')
  const messages = await askAgain('watching results', async () => {
    const consumer = await js.consumers.get(bucketStreamOf(job.id), {
      filter_subjects: keySubject(job.id, '*.*.*'),
      deliver_policy: DeliverPolicy.All,
    })
    return consumer.consume({
      max_messages: 64,
      expires: pullMs,
      callback: ({ subject, data }) => {
        const key = subject.slice(lead.length)
        if (data.length > 0) onResult(key, () => wholeResult(kv, key, data))
      },
    })
  })
  return {
    async end() {
      await messages.close()
    },
  }
}
