/** Challenges that an issuer gave away: each a file that is taken away when it is answered, so that it is answered once. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

const advice = 'name the folder that "greengate holder challenge --keep" writes to'
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Draws a challenge. */
export function drawChallenge(): Uint8Array {
  return new Uint8Array(randomBytes(16))
}

/** A challenge as people carry it. */
export function challengeText(challenge: Uint8Array): string {
  return Buffer.from(challenge).toString('base64url')
}

/**
 * Reads a challenge.
 *
 * @throws {@link OperatorError}
 */
export function parseChallenge(text: string, name: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  if (bytes.length >= 16 && bytes.length <= 64 && challengeText(bytes) === text) return bytes
  throw new OperatorError(`${name}: not a challenge; make one with "greengate holder challenge"`)
}

/** Keeps a challenge until it is answered. */
export async function keepChallenge(folder: string, challenge: Uint8Array): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, challengeText(challenge)), '', { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw fileError(folder, error, advice)
  }
}

/**
 * Takes a challenge away: of several that answer it one alone gets it.
 *
 * @throws {@link OperatorError} for one that is not there, was answered, or is too old
 */
export async function takeChallenge(
  folder: string,
  challenge: Uint8Array,
  oldestSeconds: number,
  now: Date,
): Promise<void> {
  const path = join(folder, challengeText(challenge))
  try {
    const { mtimeMs } = await stat(path)
    await unlink(path)
    await syncFolder(folder)
    // One from later than now was given by a clock that was wrong: it would be young for ever.
    if (Math.abs(now.getTime() - mtimeMs) <= oldestSeconds * 1000) return
  } catch (error) {
    if (!isMissing(error)) throw fileError(folder, error, advice)
    throw new OperatorError(
      'the request answers no challenge that is kept here, or one that was answered; give the holder a new one',
      { cause: error },
    )
  }
  throw new OperatorError(
    `the challenge was given more than ${String(oldestSeconds)} s ago; give the holder a new one`,
  )
}

/** Before a code is signed, or a machine that loses its power would take the same answer again. */
async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
