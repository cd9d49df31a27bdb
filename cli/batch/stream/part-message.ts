/**
 * A part as a message: its bytes as they are, behind them what an earlier batch made of them, the rest in headers; its digest
 * names the result.
 */
import { createHash } from 'node:crypto'
import { headers, type MsgHdrs } from '@nats-io/transport-node'
import type { Part } from '../job.ts'
import { indexesHeader, lengthHeader, partsOf, rejectedHeader, startHeader } from './names.ts'

/** The subject of a part. */
export function partSubject(job: string, { shard, part }: Part): string {
  return `${partsOf(job)}.${shard}.${part}`
}

/** Its headers. */
export function partHeaders({ start, statusIndexes, bytes, earlier }: Part): MsgHdrs {
  const made = headers()
  made.set(startHeader, String(start))
  if (statusIndexes !== undefined) made.set(indexesHeader, statusIndexes.join(','))
  if (earlier !== undefined) {
    made.set(lengthHeader, String(bytes.length))
    made.set(rejectedHeader, earlier.rejected.join(','))
  }
  return made
}

/** Its body. */
export function partBody({ bytes, earlier }: Part): Uint8Array {
  return earlier === undefined ? bytes : Buffer.concat([bytes, earlier.outcomes])
}

/** The key of its result: whoever got other bytes makes another. */
export function partKey(of: Part): string {
  const { shard, part, start, statusIndexes, bytes, earlier } = of
  const known = earlier === undefined ? '' : ` ${bytes.length} ${earlier.rejected.join(',')}`
  const lead = `${start} ${statusIndexes?.join(',') ?? ''}${known}\n`
  const digest = createHash('sha256').update(lead).update(partBody(of)).digest('hex').slice(0, 32)
  return `${shard}.${part}.${digest}`
}

/** Reads a part; undefined for what is none. */
export function readPart(message: {
  readonly subject: string
  readonly headers?: MsgHdrs | undefined
  readonly data: Uint8Array
}): Part | undefined {
  const [part, shard] = message.subject.split('.').reverse().map(wholeNumber)
  const start = wholeNumber(message.headers?.get(startHeader) ?? '')
  if (shard === undefined || part === undefined || start === undefined) return undefined
  const statusIndexes = numbersOf(message.headers?.get(indexesHeader) ?? '')
  const rejected = numbersOf(message.headers?.get(rejectedHeader) ?? '')
  if (statusIndexes === undefined || rejected === undefined) return undefined
  const length = wholeNumber(message.headers?.get(lengthHeader) ?? '')
  const outcomes = length === undefined ? undefined : message.data.subarray(length)
  return {
    ...{ shard, part, start },
    bytes: message.data.subarray(0, length),
    ...(statusIndexes.length === 0 ? {} : { statusIndexes }),
    ...(outcomes === undefined ? {} : { earlier: { outcomes, rejected } }),
  }
}

/** Undefined where one of them is none. */
function numbersOf(text: string): readonly number[] | undefined {
  const numbers = text === '' ? [] : text.split(',').map(wholeNumber)
  return numbers.every((number) => number !== undefined) ? numbers : undefined
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
