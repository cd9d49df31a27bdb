/** The key that numbers of a population are hashed with: a file that only its owner can read. */
import { stat } from 'node:fs/promises'
import { readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** A population key. */
export interface PopulationKey {
  /** 8 bytes, base64url: how headers name it. */
  readonly id: string
  /** 16 bytes. */
  readonly key: Uint8Array
}

const what = 'a file of a population key, {"id": 8 bytes, "key": 16 bytes}, both base64url'

/**
 * Reads a key file.
 *
 * @throws {@link OperatorError} also for one that group or others can read
 */
export async function readPopulationKey(path: string): Promise<PopulationKey> {
  const members = asObject(parseJson(await readBytes(path, what), path, what))
  const id = bytesOf(members?.['id'], 8)
  const key = bytesOf(members?.['key'], 16)
  if (id === undefined || key === undefined) {
    throw new OperatorError(`${path}: no population key; name ${what}`)
  }
  const { mode } = await stat(path)
  // Windows has no such bits; its files are kept by their access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new OperatorError(`${path}: others can read this key; run chmod 600 on it`)
  }
  return { id: id.toString('base64url'), key }
}

function bytesOf(value: unknown, length: number): Buffer | undefined {
  if (typeof value !== 'string' || !/^[\w-]+$/.test(value)) return undefined
  const bytes = Buffer.from(value, 'base64url')
  return bytes.length === length ? bytes : undefined
}
