/** Takes files away for good: secrets are overwritten first, as far as a file system lets anybody do that. */
import { randomBytes } from 'node:crypto'
import { open, readdir, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../station-error.ts'

const chunkBytes = 65_536

/** Overwrites a file, on the disk, and takes it away; false: there is none. */
export async function eraseFile(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r+')
    try {
      const { size } = await file.stat()
      for (let at = 0; at < size; at += chunkBytes)
        await file.write(randomBytes(Math.min(chunkBytes, size - at)), 0, null, at)
      await file.datasync()
    } finally {
      await file.close()
    }
    await unlink(path)
    return true
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}

/**
 * Overwrites every file of a folder and takes the folder away.
 *
 * @param kept - Names in the folder that stay, and the folder with them.
 * @returns How many files are gone.
 */
export async function eraseFolder(folder: string, kept: readonly string[] = []): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error
    return []
  })
  let gone = 0
  for (const entry of entries) {
    if (kept.includes(entry.name)) continue
    const path = join(folder, entry.name)
    // A link is taken away, and what it points to stays: it may be anybody's.
    if (entry.isDirectory()) gone += await eraseFolder(path)
    else if (!entry.isFile()) await rm(path)
    else if (await eraseFile(path)) gone++
  }
  if (!entries.some(({ name }) => kept.includes(name)))
    await rm(folder, { recursive: true, force: true })
  return gone
}
