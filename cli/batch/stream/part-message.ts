/** A part as a message: its bytes as they are, the rest in headers; its digest names the result. */
import { createHash } from 'node:crypto'
import { headers, type MsgHdrs } from '@nats-io/transport-node'
import type { Part } from '../job.ts'
import { indexesHeader, partsOf, startHeader } from './names.ts'

/** The subject of a part. */
export function partSubject(job: string, { shard, part }: Part): string {
  return `${partsOf(job)}.${shard}.${part}`
}

/** Its headers. */
export function partHeaders({ start, statusIndexes }: Part): MsgHdrs {
  const made = headers()
  made.set(startHeader, String(start))
  if (statusIndexes !== undefined) made.set(indexesHeader, statusIndexes.join(','))
  return made
}

/** The key of its result: whoever got other bytes makes another. */
export function partKey({ shard, part, start, statusIndexes, bytes }: Part): string {
  const lead = `${start} ${statusIndexes?.join(',') ?? ''}\n`
  const digest = createHash('sha256').update(lead).update(bytes).digest('hex').slice(0, 32)
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
  const indexes = message.headers?.get(indexesHeader) ?? ''
  const statusIndexes = indexes === '' ? undefined : indexes.split(',').map(wholeNumber)
  if (statusIndexes !== undefined && !statusIndexes.every((index) => index !== undefined)) {
    return undefined
  }
  return {
    ...{ shard, part, start },
    bytes: message.data,
    ...(statusIndexes === undefined ? {} : { statusIndexes }),
  }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
