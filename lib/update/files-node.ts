/** Files by Node. */
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { GreengateError } from '../errors.ts'
import type { Files } from './files.ts'

export const files: Files = {
  async read(path, maxBytes) {
    const file = await unlessMissing(open(path))
    if (file === undefined) return undefined
    try {
      if ((await file.stat()).size > maxBytes) throw tooLarge(maxBytes)
      return new Uint8Array(await file.readFile())
    } finally {
      await file.close()
    }
  },
  async stamp(path) {
    const found = await unlessMissing(stat(path))
    if (found?.isFile() !== true) return undefined
    return `${String(found.ino)}-${String(found.size)}-${String(found.mtimeMs)}`
  },
  async create(path) {
    const file = await open(path, 'w')
    return {
      write: (bytes) => file.writeFile(bytes),
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  rename: (from, to) => rename(from, to),
  async syncFolder(path) {
    // Windows has no such call, and writes names through.
    const folder = await open(path).catch((error: unknown) => {
      if (codeOf(error) === 'EISDIR' || codeOf(error) === 'EPERM') return undefined
      throw error
    })
    if (folder === undefined) return
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true })
  },
  list: (path) => readdir(path),
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function tooLarge(maxBytes: number): GreengateError {
  return new GreengateError('ERR_SOURCE_TOO_LARGE', `file: more than ${String(maxBytes)} bytes`)
}
