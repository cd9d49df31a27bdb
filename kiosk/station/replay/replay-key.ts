/** The key that the lanes of a station share: a file of one line, readable to its owner alone. */
import { open } from 'node:fs/promises'
import { StationError, systemCode } from '../station-error.ts'

const form = /^greengate-replay-key-1 ([\w-]{43})\n?$/
const advice = 'make one with "greengate station replay-key", and carry that file to every lane'

/**
 * Reads the key.
 *
 * @throws StationError `ERR_STATION_REPLAY_KEY`, also for a file that group or others can read.
 */
export async function readReplayKey(path: string): Promise<Buffer> {
  const { text, mode } = await readWithMode(path)
  // Windows has no such bits; its files are kept by their access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw refused(`${path}: group or others can read this key; run chmod 600 on it`)
  }
  const [, key] = form.exec(text) ?? []
  if (key === undefined) throw refused(`${path}: is no replay key; ${advice}`)
  return Buffer.from(key, 'base64url')
}

/** Looks at the mode of the very file that is read. */
async function readWithMode(path: string): Promise<{ text: string; mode: number }> {
  try {
    const file = await open(path, 'r')
    try {
      const { mode, size } = await file.stat()
      return { text: size > 200 ? '' : await file.readFile('latin1'), mode }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw refused(`${path}: cannot be read (${code}); ${advice}`, error)
  }
}

const refused = (message: string, cause?: unknown): StationError =>
  new StationError('ERR_STATION_REPLAY_KEY', message, { cause })
