/** Reads the JSON files of a folder, at any depth. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, readBytes } from './file.ts'
import { parseJson } from './json-file.ts'

/** A JSON file. */
export interface JsonFile {
  /** The folder's name and the path in it, as it is shown to people. */
  readonly path: string
  readonly value: unknown
}

/**
 * Reads every `*.json` in a folder and in those below it, in the order of their paths.
 *
 * @param what - What the folder should hold, for the error: `a folder of openings`.
 * @throws {@link OperatorError}
 */
export async function* readJsonFolder(folder: string, what: string): AsyncIterable<JsonFile> {
  for (const name of await jsonNames(folder, what)) {
    const path = join(folder, name)
    yield { path, value: parseJson(await readBytes(path, 'a JSON file'), path, 'a JSON file') }
  }
}

async function jsonNames(folder: string, what: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
      .sort()
  } catch (error) {
    throw fileError(folder, error, `name ${what}`)
  }
}
