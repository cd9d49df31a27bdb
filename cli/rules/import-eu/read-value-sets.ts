/** Reads value sets: the lists of codes that rules name, in the forms in which the EU publishes them. */
import { basename } from 'node:path'
import { kindAt, readBytes } from '../../edges/file.ts'
import { asObject, parseJson } from '../../edges/json-file.ts'
import { readJsonFolder, type JsonFile } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'

type Lists = Readonly<Record<string, readonly string[]>>

/** The value sets that were found. */
export interface ValueSets {
  /**
   * Takes out those that are named.
   *
   * @throws {@link OperatorError} for one that two files give differently
   */
  pick(names: ReadonlySet<string>): Lists
  /** All of one file, by its name without its ending: what published tests name. */
  ofFile(name: string): Lists | undefined
}

/**
 * Reads value sets from files and folders.
 *
 * @throws {@link OperatorError}
 */
export async function readValueSets(paths: readonly string[]): Promise<ValueSets> {
  const files: JsonFile[] = []
  for (const path of new Set(paths)) {
    const what = 'value sets as JSON'
    if ((await kindAt(path)) === 'folder') {
      for await (const file of readJsonFolder(path, 'a folder of value sets'))
        if (!isSchema(file.value)) files.push(file)
    } else files.push({ path, value: parseJson(await readBytes(path, what), path, what) })
  }
  const all = files.map(({ path, value }) => ({ path, lists: listsIn(path, value) }))
  return {
    pick: (names) =>
      Object.fromEntries(
        [...names].sort().flatMap((name) => {
          const list = listOf(name, all)
          return list === undefined ? [] : [[name, list]]
        }),
      ),
    ofFile: (name) => all.find(({ path }) => basename(path, '.json') === name)?.lists,
  }
}

function listOf(
  name: string,
  files: readonly { readonly path: string; readonly lists: Lists }[],
): readonly string[] | undefined {
  const [first, ...others] = files.flatMap(({ path, lists }) =>
    Object.hasOwn(lists, name) ? [{ path, list: lists[name] ?? [] }] : [],
  )
  if (first === undefined) return undefined
  const members = (list: readonly string[]): string => JSON.stringify(list.toSorted())
  const other = others.find(({ list }) => members(list) !== members(first.list))
  if (other === undefined) return first.list
  throw new OperatorError(
    `${first.path} and ${other.path} give ${name} differently; name the one that counts with --value-sets`,
  )
}

/** `{name: [code]}`, `{valueSetId, valueSetValues: {code: …}}`, or a list of the latter. */
function listsIn(path: string, value: unknown): Lists {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  const entries = items.flatMap((item): readonly (readonly [string, readonly string[]])[] => {
    const members = asObject(item)
    if (members === undefined) throw refused(path)
    const { valueSetId: id, valueSetValues } = members
    if (id === undefined)
      return Object.entries(members).map(([name, list]) => [name, codes(list, path)])
    const values = asObject(valueSetValues)
    if (typeof id !== 'string' || values === undefined) throw refused(path)
    return [[id, Object.keys(values)]]
  })
  return Object.fromEntries(entries)
}

/** The EU publishes the schema of its value sets in the same folder. */
function isSchema(value: unknown): boolean {
  return Object.hasOwn(asObject(value) ?? {}, '$schema')
}

function codes(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw refused(path)
}

function refused(path: string): OperatorError {
  return new OperatorError(`${path}: is no value set; name lists of codes as the EU publishes them`)
}
