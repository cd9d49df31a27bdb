/** The folder of an enrolled station, as `greengate station enrol` and `join` leave it, and the keys that its group gets. */
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  GreengateError,
  openStationKeys,
  type Bundle,
  type GroupKey,
  type StationKeys,
} from 'greengate'
import { StationError, systemCode } from './station-error.ts'

/** What a station says of itself. */
export interface EnrolledStation {
  readonly folder: string
  readonly id: string
  readonly group: string
  readonly lanes: readonly string[]
}

const advice = 'name the folder that "greengate station enrol" made'

/**
 * Reads what a station says of itself.
 *
 * @throws StationError `ERR_STATION_KEYS`.
 */
export async function readEnrolled(folder: string): Promise<EnrolledStation> {
  const path = join(folder, 'station.json')
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw refused(`${path}: cannot be read (${code}); ${advice}`, error)
  })
  const { format, id, group, lanes } = fieldsOf(text)
  const isRight = format === 'greengate-station-1' && isName(id) && isName(group)
  if (!isRight || !Array.isArray(lanes) || !lanes.every(isName)) {
    throw refused(`${path}: is no enrolled station; ${advice}`)
  }
  return { folder, id, group, lanes }
}

/** Gives the keys of the group for a bundle; undefined, and a line in the log, where there are none. */
export interface KeysOfGroup {
  (bundle: Bundle): Promise<StationKeys | undefined>
  /** Whoever joined anew has another key in the same place; a newer bundle's keys are opened before a person needs them. */
  tend(bundle: Bundle): Promise<void>
}

/** Opens the keys of the group once for each bundle, and again when the group's own key is another. */
export function keysOfGroup(
  { folder, group }: EnrolledStation,
  log: (line: string) => void,
): KeysOfGroup {
  const path = join(folder, 'keys/groups', `${group}.jwk`)
  let opened:
    { readonly bundle: Bundle; readonly keys: Promise<StationKeys | undefined> } | undefined
  let changedMs: number | undefined
  let said: string | undefined

  const say = (line: string | undefined) => {
    if (line !== undefined && line !== said) log(line)
    said = line
  }
  const openFor = async (bundle: Bundle) => {
    try {
      const keys = await openStationKeys(bundle, await readGroupKey(path))
      say(undefined)
      return keys
    } catch (error) {
      if (!(error instanceof GreengateError) && !(error instanceof StationError)) throw error
      say(`no keys of group ${group} (${error.code}); codes with a tag are for staff`)
      return undefined
    }
  }
  const keysFor = (bundle: Bundle) => {
    opened = opened?.bundle === bundle ? opened : { bundle, keys: openFor(bundle) }
    return opened.keys
  }
  return Object.assign(keysFor, {
    async tend(bundle: Bundle) {
      const ms = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      )
      if (ms !== changedMs) opened = undefined
      changedMs = ms
      await keysFor(bundle)
    },
  })
}

async function readGroupKey(path: string): Promise<GroupKey> {
  try {
    const file = await open(path, 'r')
    try {
      const { mode } = await file.stat()
      // Windows has no such bits; its files are kept by their access lists.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw refused('group or others can read the key of the group; run chmod 600 on it')
      }
      const { kty, crv, x, y, d } = fieldsOf(await file.readFile('utf8'))
      const isKey = [kty, crv, x, d].every((one) => typeof one === 'string')
      if (!isKey) throw refused('no key of a group; run "greengate station join" again')
      const key = { kty, crv, x, d, ...(typeof y === 'string' && { y }) }
      return key as GroupKey
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined || error instanceof StationError) throw error
    throw refused('the key of the group cannot be read; run "greengate station join"', error)
  }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(value)

const refused = (message: string, cause?: unknown): StationError =>
  new StationError('ERR_STATION_KEYS', message, { cause })
