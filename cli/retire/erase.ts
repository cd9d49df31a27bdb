/** Erases files: overwritten, on the disk, then gone. */
import { randomBytes, createHash } from 'node:crypto'
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, systemCode } from '../edges/file.ts'

/** A file that is to go, and what may be told of it. */
export interface Doomed {
  readonly path: string
  readonly bytes: number
  /** SHA-256 of what is in it, base64url. */
  readonly sha256: string
}

const blockBytes = 1_048_576
const advice = 'see that it can be written and deleted, then run the command again'

/** Lists the files of a file or folder, with their digests. */
export async function listFiles(path: string): Promise<readonly Doomed[]> {
  if ((await kindAt(path)) === 'nothing') return []
  if ((await kindAt(path)) === 'file') return [await doom(path)]
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
    return await Promise.all(paths.map(doom))
  } catch (error) {
    throw fileError(path, error, advice)
  }
}

async function doom(path: string): Promise<Doomed> {
  try {
    const file = await open(path, 'r')
    try {
      const hash = createHash('sha256')
      let bytes = 0
      for await (const part of file.createReadStream({ autoClose: false })) {
        const block = part as Buffer
        hash.update(block)
        bytes += block.length
      }
      return { path, bytes, sha256: hash.digest('base64url') }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, advice)
  }
}

/** Overwrites a file with chance, puts that on the disk, cuts it to nothing, and deletes it. */
export async function eraseFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+')
    try {
      const { size } = await file.stat()
      for (let at = 0; at < size; at += blockBytes) {
        await file.write(randomBytes(Math.min(blockBytes, size - at)), 0, undefined, at)
      }
      await file.sync()
      await file.truncate(0)
      await file.sync()
    } finally {
      await file.close()
    }
    await rm(path)
  } catch (error) {
    // Erased by the run before.
    if (systemCode(error) === 'ENOENT') return
    throw fileError(path, error, advice)
  }
}
