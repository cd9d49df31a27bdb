/** `station init`: writes a commented configuration to begin with, and its schema for the editor beside it. */
import { constants, copyFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { StationError, systemCode } from '../station-error.ts'

const shipped = resolve(import.meta.dirname, '../configuration')
const schemaName = 'station.schema.json'

/**
 * Writes both; a configuration that is there is never written over.
 *
 * @throws StationError `ERR_STATION_USAGE`.
 */
export async function initStation(file: string): Promise<readonly string[]> {
  const schema = join(dirname(file), schemaName)
  try {
    await copyFile(join(shipped, 'station.yaml'), file, constants.COPYFILE_EXCL)
    await copyFile(join(shipped, schemaName), schema)
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what =
      code === 'EEXIST'
        ? 'is there already'
        : code === 'ENOENT'
          ? 'cannot be written: the folder for it is not there; make it first'
          : `cannot be written (${code})`
    throw new StationError('ERR_STATION_USAGE', `${basename(file)} ${what}`, { cause: error })
  }
  return [file, schema]
}
