/** Reads and writes files: one clear error for whatever a disk may say, and nothing half-written. */
import { randomBytes } from 'node:crypto'
import { link, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { OperatorError } from '../operator-error.ts'

/** Largest file that is read: no picture, bundle or list of codes comes near it. */
const maxBytes = 268_435_456

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'that is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'you may not open it',
  EPERM: 'you may not open it',
  EEXIST: 'it exists already',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ESPIPE: 'that is a pipe, and what is asked for is a file',
  EMFILE: 'too many files are open',
}

/** The system's own code of an error, such as `ENOENT`; undefined for errors that are none of the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined
}

/** Says what a disk refused; anything that no disk says is thrown on as it is. */
export function fileError(path: string, error: unknown, advice: string): unknown {
  const code = systemCode(error)
  if (code === undefined) return error
  const cause = causes[code] ?? `the system says ${code}`
  return new OperatorError(`${path}: ${cause}; ${advice}`, { cause: error })
}

/**
 * Reads a file.
 *
 * @param what - What the file should hold, for the error: `a key file`.
 * @throws {@link OperatorError}
 */
export async function readBytes(path: string, what: string): Promise<Uint8Array> {
  let bytes: Buffer
  try {
    const { size } = await stat(path)
    if (size > maxBytes) throw new OperatorError(`${path}: too large; name ${what}`)
    bytes = await readFile(path)
  } catch (error) {
    throw fileError(path, error, `name ${what}`)
  }
  if (bytes.length === 0) throw new OperatorError(`${path}: is empty; name ${what}`)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** Whether something lies at a path; a path too long for the system holds nothing. */
export async function kindAt(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return 'nothing'
    throw fileError(path, error, 'see that it can be opened')
  }
}

/** How a file is written. */
export interface WriteOptions {
  /** Default: as the system gives it to new files. */
  readonly mode?: number
  /** Refuses to replace what is there. */
  readonly fresh?: boolean
}

/**
 * Writes a file whole: under a temporary name in the same folder first, then moved to its place.
 *
 * @throws {@link OperatorError}
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  { mode, fresh = false }: WriteOptions = {},
): Promise<void> {
  const advice = fresh ? 'name a new file' : 'name a file that can be written'
  const place = await placeOf(path, advice)
  const part = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}.part`)
  try {
    const file = await open(part, 'wx', mode)
    try {
      // The mode given to open() is cut by the umask.
      if (mode !== undefined) await file.chmod(mode)
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await (fresh ? link(part, place) : rename(part, place))
  } catch (error) {
    throw fileError(path, error, advice)
  } finally {
    await unlink(part).catch((error: unknown) => {
      // Moved to its place, or never made.
      if (systemCode(error) === undefined) throw error
    })
  }
}

/** Where a path leads: a link is followed, and a device or a pipe is never replaced by a file. */
async function placeOf(path: string, advice: string): Promise<string> {
  try {
    const place = await realpath(path)
    if ((await stat(place)).isFile()) return place
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return path
    throw fileError(path, error, advice)
  }
  throw new OperatorError(`${path}: is no ordinary file; ${advice}`)
}
