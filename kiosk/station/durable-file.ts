/** Writes a small file so that whoever reads it finds the old one or the new one, never half of it. */
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Puts a file in place of what was there; it is on the disk when the promise resolves. Readable to its owner alone. */
export async function writeDurable(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.datasync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  await syncFolder(dirname(path))
}

/** Puts on the disk which names a folder has. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder; its file system orders the two by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
