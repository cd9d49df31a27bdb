/** Looks through the studio's folder: rule sets, cases, populations, and by what a later look sees that they changed. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileError, systemCode } from '../edges/file.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { isRuleSetName, looksLikeRuleSet, takeRuleSet } from '../rules/rule-set-file.ts'

/** A file of the folder. */
export interface DeskFile {
  readonly file: string
  readonly bytes: number
  /** Of its bytes, base64url; null for a population, of which nothing is read here. */
  readonly sha256: string | null
  /** What it says of itself, if it is a rule set. */
  readonly set: { readonly id: string | null; readonly version: number | null } | null
  /** Of the disk: another after every change. */
  readonly stamp: string
}

/** What a look through folders found. */
export interface Scan {
  /** By their places on the disk: root by root, in order. */
  readonly files: ReadonlyMap<string, DeskFile>
  readonly folders: readonly string[]
}

/** A folder of rule sets is far below these; somebody's home is far above. */
const [maxEntries, maxDepth] = [20_000, 8]
/** Larger files are no texts that anybody writes. */
export const maxTextBytes = 4_194_304
export const texts = /\.(?:json|ya?ml)$/
export const populations = /\.(?:jsonl|ndjson)$/

/**
 * Looks through folders and those below them. Hidden ones, links and what npm brings are left out.
 *
 * @param before - What did not change since then is not read again.
 * @throws {@link OperatorError} for a folder that cannot be read, or holds too much
 */
export async function scanDesk(roots: readonly string[], before?: Scan): Promise<Scan> {
  const folders: string[] = []
  const found = new Set<string>()
  let entries = 0
  const walk = async (folder: string, depth: number): Promise<readonly string[]> => {
    folders.push(folder)
    const list = await entriesOf(folder, depth === 0)
    entries += list.length
    if (entries > maxEntries) {
      throw new OperatorError(`${roots[0] ?? ''}: holds too many files; name a folder of rule sets`)
    }
    const below: string[] = []
    for (const entry of list) {
      const { name } = entry
      if (name.startsWith('.') || name === 'node_modules') continue
      const path = join(folder, name)
      if (entry.isDirectory() && depth < maxDepth) below.push(...(await walk(path, depth + 1)))
      else if (entry.isFile() && (texts.test(name) || populations.test(name))) below.push(path)
    }
    return below
  }
  for (const root of roots) for (const path of (await walk(root, 0)).toSorted()) found.add(path)
  const files = new Map<string, DeskFile>()
  for (const path of found) {
    const file = await look(path, before?.files.get(path))
    if (file !== undefined) files.set(path, file)
  }
  return { files, folders }
}

async function entriesOf(folder: string, isRoot: boolean) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    // A folder further down may be gone by now, or be somebody else's.
    if (isRoot || systemCode(error) === undefined) {
      throw fileError(folder, error, 'name a folder of rule sets')
    }
    return []
  }
}

/** Undefined: gone meanwhile, or not to be opened. */
async function look(file: string, before: DeskFile | undefined): Promise<DeskFile | undefined> {
  try {
    const { size: bytes, mtimeMs, ctimeMs, ino } = await stat(file)
    const stamp = [bytes, mtimeMs, ctimeMs, ino].join(' ')
    if (before?.stamp === stamp) return before
    const isText = texts.test(file) && bytes <= maxTextBytes
    if (!isText) return { file, bytes, sha256: null, set: null, stamp }
    const content = await readFile(file)
    return { file, bytes, sha256: sha256Of(content), set: setIn(file, content), stamp }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}

/** The digest by which the page knows what it has read. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64url')
}

function setIn(path: string, content: Buffer): DeskFile['set'] {
  if (!isRuleSetName(basename(path))) return null
  const read = takeRuleSet(path, content.toString('utf8'))
  if (!looksLikeRuleSet(read)) return null
  const { id, version } = asObject(read.value) ?? {}
  return {
    id: typeof id === 'string' ? id : null,
    version: Number.isSafeInteger(version) ? (version as number) : null,
  }
}
