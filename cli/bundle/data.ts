/** Raw data that status headers name: files of `data/`, by their SHA-256. */
import { join } from 'node:path'
import { kindAt, readBytes } from '../edges/file.ts'
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
      throw new OperatorError(`${path}: is missing, and ${place} names it; put it there`)
    }
    const bytes = await readBytes(path, 'raw data')
    if (bytes.length !== length || digest(bytes) !== sha256) {
      throw new OperatorError(`${path}: is not what ${place} names; put the right data there`)
    }
    found.set(sha256, bytes)
  }
  return [...found.values()]
}
