/** The key that numbers of a population are hashed with: a file that only its owner can read. */
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filesUnder, openAuthority, parts } from '../bundle/authority.ts'
import { readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { makeFolder, writeSecret } from '../station/binding-key.ts'
import type { Whereabouts } from './set-store.ts'

/** A population key. */
export interface PopulationKey {
  /** 8 bytes, base64url: how headers name it. */
  readonly id: string
  /** 16 bytes. */
  readonly key: Uint8Array
}

const what = 'a file of a population key, {"id": 8 bytes, "key": 16 bytes}, both base64url'

/** Which key is meant. */
export interface KeyOptions extends Whereabouts {
  readonly key?: string
}

/**
 * Finds the key: the one that is named, or that of the authority.
 *
 * @param id - Of the sets that are there already.
 * @throws {@link OperatorError} where there is none or more than one, and for another than that of the sets
 */
export async function findPopulationKey(
  { key: path, authority, folder }: KeyOptions,
  id?: string,
): Promise<PopulationKey> {
  const keys =
    path === undefined ? await keysOf(authority, folder) : [await readPopulationKey(path)]
  const [found, ...others] = id === undefined ? keys : keys.filter((each) => each.id === id)
  if (found === undefined && id !== undefined) {
    throw new OperatorError(`--key: the sets were made with the key ${id}; name its file`)
  }
  if (found !== undefined && others.length === 0) return found
  throw new OperatorError(
    found === undefined
      ? '--key: there is none; make one with "greengate station seal-keys --new-population-key", or name its file'
      : '--key: the authority has several population keys; name the file of one (at a desk: authority.populationKey in desk.yaml)',
  )
}

/**
 * Makes the authority's first key where it has none, as "station seal-keys" would: it is sealed to stations later.
 *
 * @param isKept - Whether it is written: not where somebody only looks.
 * @returns undefined where there is one.
 */
export async function makeFirstPopulationKey(
  authority: string,
  isKept: boolean,
): Promise<PopulationKey | undefined> {
  if ((await keysOf(authority, undefined)).length > 0) return undefined
  const [id, key] = [randomBytes(8).toString('base64url'), randomBytes(16)]
  const folder = join((await openAuthority(authority)).folder, parts.keys, 'population')
  if (isKept) {
    await makeFolder(folder)
    await writeSecret(join(folder, `${id}.json`), { id, key: key.toString('base64url') })
  }
  return { id, key: new Uint8Array(key) }
}

/** Those that "station seal-keys" keeps. */
async function keysOf(
  authority: string | undefined,
  folder: string | undefined,
): Promise<readonly PopulationKey[]> {
  if (folder !== undefined) return []
  const at = join((await openAuthority(authority)).folder, parts.keys, 'population')
  const files = (await filesUnder(at)).filter((name) => name.endsWith('.json'))
  return Promise.all(files.map((name) => readPopulationKey(join(at, name))))
}

/**
 * Reads a key file.
 *
 * @throws {@link OperatorError} also for one that group or others can read
 */
async function readPopulationKey(path: string): Promise<PopulationKey> {
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
