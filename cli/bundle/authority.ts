/** The folder of an authority (docs/publishing.md 1): where it lies, and what it remembers that is not signed. */
import { readdir } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileError, kindAt, readBytes, systemCode, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { readDocument, type Document } from './document.ts'
import type { World } from './payloads.ts'

/** What is remembered beside the documents: nothing here is secret, and no verifier reads it. */
export interface Settings {
  readonly format: 'greengate-authority-1'
  readonly world: World
  /** Who holds a key, by its thumbprint; for words only. */
  readonly holders: Readonly<Record<string, string>>
  /** For how many days timestamp, snapshot and drafts may be accepted. */
  readonly days: { readonly timestamp: number; readonly snapshot: number; readonly member: number }
  /** The largest share of people that an emergency set may stop. */
  readonly emergencyShare: number
}

/** An authority's folder. */
export interface Authority {
  readonly folder: string
  readonly settings: Settings
}

/** The parts of the folder. */
export const parts = {
  settings: 'authority.json',
  keys: 'keys',
  drafts: 'drafts',
  signed: 'signed',
  data: 'data',
  published: 'published',
  grants: 'grants',
} as const

/** What verifiers pin: the newest root alone. */
export const rootFile = 'root.ggb'

const what = 'the folder of an authority, made by "greengate bundle init"'

/** Where a document lies. */
export function documentPath(
  { folder }: Authority,
  part: 'drafts' | 'signed',
  place: string,
): string {
  return join(folder, parts[part], `${place}.json`)
}

/**
 * Opens the authority that a path is, or lies in.
 *
 * @param path - Default: the folder where the command is run.
 * @throws {@link OperatorError}
 */
export async function openAuthority(path = '.'): Promise<Authority> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const file = join(at, parts.settings)
    if ((await kindAt(file)) === 'file') return { folder: at, settings: await readSettings(file) }
    if (dirname(at) === at) {
      throw new OperatorError(`${path}: is not, and is not in, ${what}; name it with --authority`)
    }
  }
}

async function readSettings(file: string): Promise<Settings> {
  const value = asObject(parseJson(await readBytes(file, what), file, what))
  if (value?.['format'] !== 'greengate-authority-1') {
    throw new OperatorError(`${file}: is of another format; name ${what}`)
  }
  return value as unknown as Settings
}

/** Writes what is remembered. */
export async function writeSettings({ folder, settings }: Authority): Promise<void> {
  await writeWhole(join(folder, parts.settings), `${JSON.stringify(settings, null, 2)}\n`)
}

/**
 * Reads all documents of a part of the folder, by place.
 *
 * @throws {@link OperatorError}
 */
export async function readDocuments(
  authority: Authority,
  part: 'drafts' | 'signed',
): Promise<readonly Document[]> {
  const base = join(authority.folder, parts[part])
  const documents: Document[] = []
  for (const path of await filesUnder(base)) {
    if (!path.endsWith('.json') || /\.(signatures|counts)\.json$/.test(path)) continue
    documents.push(await readDocument(join(base, path), path.slice(0, -'.json'.length)))
  }
  return documents
}

/**
 * Reads one document by the path that somebody typed.
 *
 * @throws {@link OperatorError}
 */
export async function readDocumentAt(authority: Authority, path: string): Promise<Document> {
  return readDocument(path, placeOf(authority, path))
}

/** The place that a path is, such as `rules/cn-3301/14`. */
export function placeOf({ folder }: Authority, path: string): string {
  const [part, ...rest] = relative(folder, resolve(path)).split(/[\\/]/)
  if ((part === parts.drafts || part === parts.signed) && path.endsWith('.json')) {
    return rest.join('/').replace(/(\.signatures|\.counts)?\.json$/, '')
  }
  throw new OperatorError(
    `${path}: lies neither in drafts/ nor in signed/ of ${folder}; add it with "greengate bundle add"`,
  )
}

/** Files at any depth, as paths in the folder, sorted; none where there is no folder. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw fileError(folder, error, `name ${what}`)
  }
}
