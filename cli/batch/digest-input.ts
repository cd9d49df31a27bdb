/** Reads the input once before anything is done: its digest names the job, and that of each shard shows if it is changed meanwhile. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fileError } from '../edges/file.ts'
import type { ByteRange } from '../impact/line-ranges.ts'
import { OperatorError } from '../operator-error.ts'
import type { CutPeople } from './people/main.ts'
import type { Shard } from './job.ts'

/** The input, cut and digested. */
export interface DigestedInput {
  readonly shards: readonly Shard[]
  readonly sha256: string
}

const blockBytes = 1_048_576

/**
 * Digests a file.
 *
 * @throws {@link OperatorError}
 */
export async function digestInput(
  path: string,
  { bytes, shards: ranges }: Pick<CutPeople, 'bytes' | 'shards'>,
): Promise<DigestedInput> {
  const whole = createHash('sha256')
  const shards: Shard[] = []
  const block = Buffer.allocUnsafe(blockBytes)
  try {
    const file = await open(path, 'r')
    /** Hands over all bytes of a range, block by block. */
    const read = async (
      { start, end }: ByteRange,
      take: (bytes: Buffer) => void,
    ): Promise<void> => {
      for (let at = start; at < end;) {
        const { bytesRead } = await file.read(block, 0, Math.min(block.length, end - at), at)
        if (bytesRead === 0)
          throw new OperatorError(`${path}: was cut short while it was read; run it again`)
        take(block.subarray(0, bytesRead))
        at += bytesRead
      }
    }
    try {
      // What stands before the first is no person: the names of columns.
      const [first] = ranges
      await read({ start: 0, end: first?.start ?? bytes }, (bytes) => whole.update(bytes))
      for (const [shard, { start, end }] of ranges.entries()) {
        const own = createHash('sha256')
        await read({ start, end }, (bytes) => {
          own.update(bytes)
          whole.update(bytes)
        })
        shards.push({ shard, start, end, sha256: own.digest('hex') })
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, 'name a file of people')
  }
  return { shards, sha256: whole.digest('hex') }
}
