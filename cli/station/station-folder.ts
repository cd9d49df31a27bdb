/** The folder of an enrolled station: its keys, its pinned root, the keys of its group. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { fileError, kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readPrivateKey, writeKeyFile } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'

/** What a station says of itself. */
export interface StationFile {
  readonly format: 'greengate-station-1'
  readonly id: string
  readonly group: string
  readonly lanes: readonly string[]
}

/** The files of the folder. */
export const stationFiles = {
  station: 'station.json',
  root: 'root.ggb',
  request: 'request.jws',
  /** Signs receipts and what the station states. */
  signing: 'keys/signing.jwk',
  /** What is sealed to this station alone. */
  recipient: 'keys/recipient.jwk',
  groups: 'keys/groups',
} as const

const what = 'the folder of a station, made by "greengate station enrol"'

/**
 * Makes the folder with its keys: they are made here and never leave.
 *
 * @throws {@link OperatorError} where a station is there already
 */
export async function makeStationFolder(
  folder: string,
  station: Omit<StationFile, 'format'>,
  root: Uint8Array,
): Promise<void> {
  const at = (file: string): string => join(folder, file)
  if ((await kindAt(at(stationFiles.station))) !== 'nothing') {
    throw new OperatorError(`${folder}: a station is enrolled here; choose another folder`)
  }
  try {
    await mkdir(at(stationFiles.groups), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be made')
  }
  await writeKeyFile(at(stationFiles.signing), await generateKey('Ed25519'))
  await writeKeyFile(at(stationFiles.recipient), await generateKey('ESP256'))
  await writeWhole(at(stationFiles.root), root)
  const file: StationFile = { format: 'greengate-station-1', ...station }
  await writeWhole(at(stationFiles.station), `${JSON.stringify(file, null, 2)}\n`)
}

/** A station with its keys. */
export interface OpenStation {
  readonly folder: string
  readonly station: StationFile
  readonly signing: PrivateJwk
  readonly recipient: PrivateJwk
}

/**
 * Opens the folder.
 *
 * @throws {@link OperatorError}
 */
export async function openStation(folder: string): Promise<OpenStation> {
  return {
    folder,
    station: await readStation(folder),
    signing: await readPrivateKey(join(folder, stationFiles.signing)),
    recipient: await readPrivateKey(join(folder, stationFiles.recipient)),
  }
}

/**
 * Reads what a station says of itself.
 *
 * @throws {@link OperatorError}
 */
export async function readStation(folder: string): Promise<StationFile> {
  const file = join(folder, stationFiles.station)
  if ((await kindAt(file)) !== 'file') throw new OperatorError(`${folder}: is not ${what}; name it`)
  const value = asObject(parseJson(await readBytes(file, what), file, what))
  if (value?.['format'] !== 'greengate-station-1') {
    throw new OperatorError(`${file}: is of another format; name ${what}`)
  }
  return value as unknown as StationFile
}

/** Keeps the key of a group; a newer one of the same group takes its place. */
export async function keepGroupKey(
  folder: string,
  group: string,
  key: PrivateJwk,
): Promise<string> {
  const file = join(folder, stationFiles.groups, `${group}.jwk`)
  await writeWhole(file, `${JSON.stringify({ ...publicJwk(key), d: key.d })}\n`, { mode: 0o600 })
  return file
}
