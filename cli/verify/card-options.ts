/** `verify --card --station-keys`: what a station has beside a code, read from files. */
import { join } from 'node:path'
import {
  GreengateError,
  openStationKeys,
  parseIdNumber,
  type Bundle,
  type Card,
  type StationKeys,
} from 'greengate'
import { kindAt, readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { readStation, stationFiles } from '../station/station-folder.ts'

const members = ['type', 'number', 'source', 'name', 'birthDate', 'validFrom', 'validUntil']
const what = 'a card as JSON, such as {"type": "passport", "number": ..., "source": "chip"}'
const sources = ['chip', 'mrz', 'typed'] as const

/**
 * Reads a card as a reader gave it.
 *
 * @throws {@link OperatorError} which holds nothing of the card
 */
export async function readCard(path: string): Promise<Card> {
  const card = asObject(parseJson(await readBytes(path, what), path, what)) ?? {}
  const unknown = Object.keys(card).some((name) => !members.includes(name))
  const { type, number, source = 'typed', name, birthDate, validFrom, validUntil } = card
  const canonical =
    typeof type === 'string' && typeof number === 'string' ? parseIdNumber(type, number) : undefined
  const from = sources.find((known) => known === source)
  const { surname, given } = asObject(name) ?? { surname: '', given: '' }
  const texts = [birthDate, validFrom, validUntil].filter((each) => each !== undefined)
  if (canonical === undefined) {
    throw new OperatorError(`${path}: type and number are of no card; name ${what}`)
  }
  if (
    unknown ||
    from === undefined ||
    ![surname, given, ...texts].every((each) => typeof each === 'string')
  ) {
    throw new OperatorError(`${path}: has other members than ${members.join(', ')}; name ${what}`)
  }
  return { ...card, type: String(type), number: canonical, source: from }
}

/**
 * Opens the keys of a station's group.
 *
 * @param path - The folder of a station that joined, or the key of its group.
 * @throws {@link OperatorError}
 */
export async function openKeys(path: string, bundle: Bundle): Promise<StationKeys> {
  const file =
    (await kindAt(path)) === 'folder'
      ? join(path, stationFiles.groups, `${(await readStation(path)).group}.jwk`)
      : path
  const key = await readPrivateKey(file)
  try {
    return await openStationKeys(bundle, { ...key })
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `${file}: ${error.message} (${error.code}); take the newest bundle, and run "station join" again`,
      { cause: error },
    )
  }
}
