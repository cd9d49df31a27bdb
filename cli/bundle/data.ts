/** Raw data that status headers name: files of `data/`, by their SHA-256. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { parts, type Authority } from './authority.ts'
import { digest, type Document } from './document.ts'

/**
 * Reads what the members name.
 *
 * @throws {@link OperatorError} for data that are missing or are others
 */
export async function readData(
  { folder }: Authority,
  members: readonly Document[],
): Promise<readonly Uint8Array[]> {
  const found = new Map<string, Uint8Array>()
  for (const { value, place } of members) {
    const { sha256, length } = asObject(value['data']) ?? {}
    if (typeof sha256 !== 'string') continue
    const path = join(folder, parts.data, sha256)
    if ((await kindAt(path)) !== 'file') {
      throw new OperatorError(
        `${path}: is missing, and ${place} names it; add it with "greengate bundle add HEADER --data FILE"`,
      )
    }
    const bytes = await readBytes(path, 'raw data')
    if (bytes.length !== length || digest(bytes) !== sha256) {
      throw new OperatorError(`${path}: is not what ${place} names; put the right data there`)
    }
    found.set(sha256, bytes)
  }
  return [...found.values()]
}

/**
 * Takes raw data into data/.
 *
 * @param path - A file of the data that the document names.
 * @throws {@link OperatorError} for a document that names none, or others
 */
export async function addData(
  authority: Authority,
  { value, place }: Document,
  path: string,
): Promise<void> {
  const { sha256, length } = asObject(value['data']) ?? {}
  if (typeof sha256 !== 'string') {
    throw new OperatorError(`${path}: ${place} names no data; leave --data out`)
  }
  const bytes = await readBytes(path, 'raw data')
  const own = digest(bytes)
  if (bytes.length !== length || own !== sha256) {
    throw new OperatorError(
      `${path}: is not what ${place} names (it has ${bytes.length} bytes, SHA-256 ${own}); name the right file`,
    )
  }
  await keepData(authority, bytes)
}

/** Keeps raw data in data/, under their digest: nothing but base64url becomes a file's name. */
export async function keepData({ folder }: Authority, bytes: Uint8Array): Promise<void> {
  const kept = join(folder, parts.data)
  try {
    await mkdir(kept, { recursive: true })
  } catch (error) {
    throw fileError(kept, error, 'see that folders can be made there')
  }
  await writeWhole(join(kept, digest(bytes)), bytes)
}
