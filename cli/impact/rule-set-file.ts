/** Reads a rule set from a file, with the bases that it stands on and the fact types that it reads. */
import { basename, dirname, join, resolve } from 'node:path'
import { GreengateError, parseFactTypes, type FactTypes } from 'greengate/rules'
import { digestOf } from '../edges/digest.ts'
import { kindAt, readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readJsonFolder } from '../edges/json-folder.ts'
import { OperatorError } from '../operator-error.ts'
import type { SetSource } from './job.ts'
import type { MeasuredSet } from './measure.ts'

/** The names under which fact types are found. */
const factFiles = ['facts.json', 'fact-types.json']
/** How many folders above that of a set are searched for them. */
const foldersAbove = 3

/**
 * Reads a rule set.
 *
 * @param versions - The folder of its bases, at any depth; undefined: the one it lies in.
 * @throws {@link OperatorError}
 */
export async function readRuleSetFile(
  path: string,
  versions: string | undefined,
): Promise<MeasuredSet> {
  const what = 'a rule set as JSON'
  const value = parseJson(await readBytes(path, what), path, what)
  const bases: SetSource['bases'][number][] = []
  let named = asObject(asObject(value)?.['extends'])
  if (named !== undefined) {
    const kept = await setsOf(versions ?? dirname(path))
    while (named !== undefined) {
      const { id, version, sha256 }: Readonly<Record<string, unknown>> = named
      const found = kept.filter((set) => set.id === id && set.version === version)
      const base = found.find((set) => set.sha256 === sha256) ?? found[0]
      if (base === undefined || bases.includes(base)) break
      bases.push(base)
      named = asObject(asObject(base.value)?.['extends'])
    }
  }
  return { name: path, value, bases }
}

async function setsOf(folder: string): Promise<SetSource['bases']> {
  const sets: SetSource['bases'][number][] = []
  for await (const { path, value } of readJsonFolder(folder, 'a folder of rule sets')) {
    const { id, version, rules, extends: base } = asObject(value) ?? {}
    if (typeof id !== 'string' || typeof version !== 'number') continue
    if (rules === undefined && base === undefined) continue
    sets.push({ id, version, sha256: digestOf(value, path), value })
  }
  return sets
}

/**
 * Finds fact types: the file that is named, else in the folder of versions, else beside the set or above it.
 *
 * @throws {@link OperatorError}
 */
export async function readFactTypesFile(
  file: string | undefined,
  versions: string | undefined,
  setPath: string,
): Promise<FactTypes> {
  const what = 'the fact types as JSON'
  const path = file ?? (await findFactTypes(versions, setPath))
  const value = parseJson(await readBytes(path, what), path, what)
  try {
    return parseFactTypes(value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message} (${error.code}); name ${what}`)
  }
}

async function findFactTypes(versions: string | undefined, setPath: string): Promise<string> {
  if (versions !== undefined) {
    for await (const { path } of readJsonFolder(versions, 'a folder of rule sets'))
      if (factFiles.includes(basename(path))) return path
  }
  let folder = resolve(dirname(setPath))
  for (let above = 0; above <= foldersAbove; above++) {
    for (const name of factFiles)
      if ((await kindAt(join(folder, name))) === 'file') return join(folder, name)
    folder = dirname(folder)
  }
  throw new OperatorError(
    `${setPath}: no ${factFiles.join(' or ')} beside it or above; name the fact types with --facts`,
  )
}
