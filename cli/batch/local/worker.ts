/** A thread of a batch: reads the bytes of a shard by itself, does its parts, and writes its files. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { workerData } from 'piscina'
import { fileError } from '../../edges/file.ts'
import { OperatorError } from '../../operator-error.ts'
import { cutParts } from '../cut-parts.ts'
import type { PartResult, Shard } from '../job.ts'
import { openCodeSigner } from '../open-code-signer.ts'
import { openParts, type DoPart } from '../part.ts'
import { writeShard, type ShardEntry } from '../shard-files.ts'
import { addTallies } from '../tallies.ts'
import type { ShardTask, ThreadData } from './thread-data.ts'

const data = workerData as ThreadData
let opened: Promise<DoPart> | undefined

/** What a thread answers: an error of the operator's is told, since it would cross as any error. */
export type Answer = { readonly done: ShardEntry } | { readonly refused: string }

/** Does a shard: piscina calls this. */
export async function doShard({ shard, statusIndexes }: ShardTask): Promise<Answer> {
  try {
    opened ??= openThread()
    const doPart = await opened
    const bytes = await readShardBytes(shard)
    const results: PartResult[] = []
    let used = 0
    for (const part of cutParts(data.job, shard, bytes)) {
      const indexes = statusIndexes?.slice(used)
      const result = await doPart({
        ...part,
        ...(indexes === undefined ? {} : { statusIndexes: indexes }),
      })
      used += result.records
      results.push(result)
    }
    return { done: await writeShard(data.out, data.job.id, shard, results, addTallies) }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { refused: error.message }
  }
}

async function openThread(): Promise<DoPart> {
  const { job, keys } = data
  if (keys === undefined) return openParts(job)
  const { signer, idKey, bindingKey } = keys
  return openParts(job, {
    signer: await openCodeSigner(signer),
    idKey,
    ...(bindingKey === undefined ? {} : { bindingKey }),
  })
}

async function readShardBytes({ start, end, sha256 }: Shard): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(end - start)
  const path = data.input
  try {
    const file = await open(path, 'r')
    try {
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at)
        if (bytesRead === 0) break
        at += bytesRead
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, 'see that it can be read')
  }
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
  throw new OperatorError(
    `${path}: was changed while it was read; run the batch again, with a new --out`,
  )
}
