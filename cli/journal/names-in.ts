/** The names of what lies in a folder. */
import { readdir } from 'node:fs/promises'
import { fileError } from '../edges/file.ts'

/** @throws {@link OperatorError} */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be read')
  }
}
