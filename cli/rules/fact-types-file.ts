/** Finds the fact types that a rule set is written for. */
import { dirname, join, resolve } from 'node:path'
import { GreengateError, parseFactTypes, type FactTypes } from 'greengate/rules'
import { kindAt, readBytes } from '../edges/file.ts'
import { parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** What files of fact types are called. */
export const factFiles = ['facts.json', 'fact-types.json']

/** Fact types and the file that they were in. */
export interface FactTypesFile {
  readonly path: string
  readonly types: FactTypes
}

/**
 * Reads fact types.
 *
 * @throws {@link OperatorError} where there is no such file, or no fact types in it
 */
export async function readFactTypes(path: string): Promise<FactTypesFile> {
  const what = 'a file of fact types'
  const value = parseJson(await readBytes(path, what), path, what)
  try {
    return { path, types: parseFactTypes(value) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const advice = 'see docs/bundle.md for the form of fact types, or name others with --facts'
    throw new OperatorError(`${path}: ${error.message} (${error.code}); ${advice}`)
  }
}

/** Looks for fact types in a folder and upwards. */
export async function findFactTypes(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = join(at, '..')) {
    for (const name of factFiles) {
      const path = join(at, name)
      if ((await kindAt(path)) === 'file') return path
    }
    if (dirname(resolve(at)) === resolve(at)) return undefined
  }
}
