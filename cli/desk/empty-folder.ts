/** A folder that is new or empty, so that nothing of somebody's is written over. */
import { mkdir, readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileError } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** Makes it where it is not there; gives its whole path. */
export async function emptyFolder(path: string, flag: string): Promise<string> {
  const folder = resolve(path)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if ((await readdir(folder)).length === 0) return folder
  } catch (error) {
    throw fileError(path, error, `name a new or empty folder with ${flag}`)
  }
  throw new OperatorError(`${path}: is not empty; name a new or empty folder with ${flag}`)
}
