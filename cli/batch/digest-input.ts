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
/** Of a shard that is longer, no more than a block is held. */
const mostAtOnce = 8_388_608

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
  const longest = ranges.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const room = Buffer.allocUnsafe(Math.max(blockBytes, Math.min(longest, mostAtOnce)))
  const block = room.subarray(0, blockBytes)
  try {
    const file = await open(path, 'r')
    /** Hands over all bytes of a range, as many at a time as the room takes. */
    const read = async (
      { start, end }: ByteRange,
      room: Buffer<ArrayBuffer>,
      take: (bytes: Buffer<ArrayBuffer>) => void,
    ): Promise<void> => {
      for (let at = start; at < end;) {
        const wanted = Math.min(room.length, end - at)
        let filled = 0
        while (filled < wanted) {
          const { bytesRead } = await file.read(room, filled, wanted - filled, at + filled)
          if (bytesRead === 0)
            throw new OperatorError(`${path}: was cut short while it was read; run it again`)
          filled += bytesRead
        }
        take(room.subarray(0, filled))
        at += filled
      }
    }
    try {
      // What stands before the first is no person: the names of columns.
      const [first] = ranges
      await read({ start: 0, end: first?.start ?? bytes }, block, (read) => whole.update(read))
      for (const [shard, { start, end }] of ranges.entries()) {
        let sha256: string
        if (end - start <= room.length) {
          let own = Promise.resolve(new ArrayBuffer(0))
          await read({ start, end }, room, (read) => {
            // On another core, while this one digests the same for the whole: nobody else works yet.
            own = crypto.subtle.digest('SHA-256', read)
            whole.update(read)
          })
          sha256 = Buffer.from(await own).toString('hex')
        } else {
          const own = createHash('sha256')
          await read({ start, end }, block, (read) => {
            own.update(read)
            whole.update(read)
          })
          sha256 = own.digest('hex')
        }
        shards.push({ shard, start, end, sha256 })
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, 'name a file of people')
  }
  return { shards, sha256: whole.digest('hex') }
}
