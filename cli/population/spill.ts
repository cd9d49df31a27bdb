/** Puts entries into files by the first bits of their hashes, so that each file fits into memory. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { bucketOf, entryBytes, entryWords } from './entry.ts'

/** Memory for entries on their way to all files of one thread. */
const heldBytes = 16_777_216

/** Files being written. */
export interface Spill {
  /** Adds an entry. */
  add(hash: Uint32Array, code: number, range: number, line: number): void
  /** Writes what is held. */
  flush(): void
}

/** Where a thread keeps the entries of a bucket. */
export function spillPath(folder: string, bucket: number, thread: number): string {
  return join(folder, `rows-${bucket}-${thread}`)
}

/** Begins to write. Files are opened only while a block goes out: there may be a thousand of them. */
export function startSpill(folder: string, thread: number, bucketBits: number): Spill {
  const count = 2 ** bucketBits
  const each = Math.max(16, Math.floor(heldBytes / count / entryBytes))
  const blocks = new Uint32Array(count * each * entryWords)
  const held = new Uint32Array(count)
  const write = (bucket: number): void => {
    const from = bucket * each * entryBytes
    const length = (held[bucket] as number) * entryBytes
    if (length > 0) {
      appendFileSync(spillPath(folder, bucket, thread), new Uint8Array(blocks.buffer, from, length))
    }
    held[bucket] = 0
  }
  return {
    add(hash, code, range, line) {
      const bucket = bucketOf(hash[0] as number, bucketBits)
      const at = (bucket * each + (held[bucket] as number)) * entryWords
      blocks[at] = hash[0] as number
      blocks[at + 1] = hash[1] as number
      blocks[at + 2] = hash[2] as number
      blocks[at + 3] = hash[3] as number
      blocks[at + 4] = code
      blocks[at + 5] = range
      blocks[at + 6] = line
      held[bucket] = (held[bucket] as number) + 1
      if (held[bucket] === each) write(bucket)
    },
    flush() {
      for (let bucket = 0; bucket < count; bucket++) write(bucket)
    },
  }
}
