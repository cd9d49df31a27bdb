/** Reads the bytes of a shard, and holds them against the digest that the job has of them. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Shard } from './job.ts'

/**
 * Reads them.
 *
 * @param path - The file of people.
 * @throws {@link OperatorError} also for a file that was changed meanwhile
 */
export async function readShardBytes(
  path: string,
  { start, end, sha256 }: Shard,
): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(end - start)
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
