/** Binding keys in files: what identity tags are made with, one for each issuer and UTC month. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** A binding key. */
export interface BindingKey {
  readonly issuer: string
  /** `2026-12`, in UTC. */
  readonly month: string
  /** 32 bytes, base64url. */
  readonly key: string
}

const format = 'greengate-binding-key-1'
const what = 'a binding key, made by "greengate station seal-keys"'

/** The UTC month of an instant. */
export function monthOf(instant: Date): string {
  return instant.toISOString().slice(0, 7)
}

/** The instant at which a month is over, or one some months later. */
export function monthEnd(month: string, later = 0): Date {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number + later, 1))
}

/** Makes a key where there is none yet; one that is there is never replaced, since codes were made with it. */
export async function ensureBindingKey(
  folder: string,
  issuer: string,
  month: string,
): Promise<void> {
  const file = join(folder, encodeURIComponent(issuer), `${month}.json`)
  if ((await kindAt(file)) !== 'nothing') return
  await makeFolder(dirname(file))
  const key = randomBytes(32).toString('base64url')
  await writeSecret(file, { format, issuer, month, key })
}

/**
 * Reads a key file, or all of a folder, at any depth.
 *
 * @throws {@link OperatorError} also for a key that group or others can read
 */
export async function readBindingKeys(path: string): Promise<readonly BindingKey[]> {
  const kind = await kindAt(path)
  if (kind === 'nothing') throw new OperatorError(`${path}: is not there; name ${what}`)
  if (kind === 'file') return [await readBindingKey(path)]
  return Promise.all((await jsonFiles(path)).map(readBindingKey))
}

async function readBindingKey(path: string): Promise<BindingKey> {
  const value = await readSecret(path, what)
  const { issuer, month, key } = value
  const isKey = typeof key === 'string' && /^[\w-]{43}$/.test(key)
  const isNamed = typeof issuer === 'string' && typeof month === 'string'
  if (value['format'] !== format || !isKey || !isNamed || !/^\d{4}-\d\d$/.test(month)) {
    throw new OperatorError(`${path}: is no binding key; name ${what}`)
  }
  return { issuer, month, key }
}

/** Names of the JSON files below a folder, sorted; none where there is no folder. */
export async function jsonFiles(folder: string): Promise<readonly string[]> {
  if ((await kindAt(folder)) !== 'folder') return []
  try {
    const names = await readdir(folder, { recursive: true })
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name))
  } catch (error) {
    throw fileError(folder, error, 'see that it can be read')
  }
}

/** Writes a new file that only its owner can read. */
export async function writeSecret(file: string, value: object): Promise<void> {
  await writeWhole(file, `${JSON.stringify(value)}\n`, { mode: 0o600, fresh: true })
}

/** @throws {@link OperatorError} also for a file that group or others can read */
export async function readSecret(
  path: string,
  name: string,
): Promise<Readonly<Record<string, unknown>>> {
  const value = asObject(parseJson(await readBytes(path, name), path, name))
  const { mode } = await stat(path)
  // Windows has no such bits; its files are kept by their access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new OperatorError(`${path}: group or others can read this key; run chmod 600 on it`)
  }
  if (value === undefined) throw new OperatorError(`${path}: is no object; name ${name}`)
  return value
}

/** Makes a folder that only its owner can look into. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileError(folder, error, 'see that folders can be made there')
  }
}
