/** Reads the configuration of a station: all that is wrong with it at once, with its line and its column. */
import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LineCounter, isAlias, parseDocument, visit, type Node } from 'yaml'
import { StationError, systemCode } from '../station-error.ts'
import { findConflicts } from './conflicts.ts'
import { findingLine, type Finding } from './finding.ts'
import type { FileRule, Place, Reading } from './shape.ts'
import type { StationConfiguration } from './station-configuration.ts'
import { configurationOf, fileShape } from './station-shape.ts'

/** What a file says, or what is wrong with it; there is always one of them. */
export type ReadConfiguration =
  | { readonly configuration: StationConfiguration; readonly findings: readonly [] }
  | { readonly configuration: undefined; readonly findings: readonly Finding[] }

/** A file that a configuration names. */
interface NamedFile {
  readonly file: string
  readonly at: Place
  readonly must: FileRule
}

/** A configuration is a page or two. */
const mostBytes = 1_048_576

/**
 * Reads the file and looks at the files that it names.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION` where the file itself cannot be read.
 */
export async function readConfiguration(file: string): Promise<ReadConfiguration> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what = `${file} cannot be read (${code}); "station init" writes one to begin with`
    throw new StationError('ERR_STATION_CONFIGURATION', what, { cause: error })
  })
  if (bytes.length > mostBytes)
    throw new StationError('ERR_STATION_CONFIGURATION', `${file} is too large for a configuration`)
  return parseConfiguration(bytes.toString('utf8'), dirname(resolve(file)))
}

/**
 * Reads the file for a station that is to run.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`, with a line for everything that is wrong.
 */
export async function loadConfiguration(file: string): Promise<StationConfiguration> {
  const { configuration, findings } = await readConfiguration(file)
  if (configuration !== undefined) return configuration
  const lines = findings.map((finding) => findingLine(file, finding))
  throw new StationError('ERR_STATION_CONFIGURATION', lines.join('\n'))
}

/** Reads the text of a configuration; `folder` is where its relative paths begin. */
export async function parseConfiguration(text: string, folder: string): Promise<ReadConfiguration> {
  const findings: Finding[] = []
  const named: NamedFile[] = []
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true })
  const whole = (path: string) => resolve(folder, path)
  const find: Reading['find'] = (kind, { node, path }, what, write) => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0)
    findings.push({ kind, path, line: Math.max(line, 1), column: Math.max(col, 1), what, write })
  }
  for (const { pos, code } of [...document.errors, ...document.warnings]) {
    const { line, col: column } = lines.linePos(pos[0])
    const what = code === 'DUPLICATE_KEY' ? 'is written twice' : `is no YAML (${code})`
    const write = code === 'DUPLICATE_KEY' ? 'leave one' : 'look at what stands just before'
    findings.push({ kind: 'syntax', path: '', line, column, what, write })
  }
  refuseAliases(document.contents, find)
  // What could not even be parsed would be found wrong a second time.
  if (findings.length > 0) return { configuration: undefined, findings }

  const top: Place = { node: document.contents, path: '' }
  const reading: Reading = {
    ...{ find, whole },
    names: (file, at, must) => named.push({ file, at, must }),
  }
  const file = fileShape.read(top, reading)
  findConflicts(top, find)
  for (const one of named) await lookAt(one, find)
  if (file !== undefined && findings.length === 0)
    return { configuration: configurationOf(file, whole), findings: [] }
  return { configuration: undefined, findings: findings.sort(inOrder) }
}

const inOrder = (a: Finding, b: Finding): number => a.line - b.line || a.column - b.column

/** The same value by reference would be found at two places at once. */
function refuseAliases(contents: Node | null, find: Reading['find']): void {
  if (contents === null) return
  visit(contents, {
    Alias(_, node) {
      if (!isAlias(node)) return
      find('wrong-type', { node, path: '' }, 'is a reference', 'write the value itself')
    },
  })
}

async function lookAt({ file, at, must }: NamedFile, find: Reading['find']): Promise<void> {
  try {
    const { mode } = await stat(file)
    // Windows has no such bits; its files are kept by their access lists.
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0
    if (must === 'there' || !isOpen) return
    find('exposed', at, 'others on this machine can read this secret', 'run chmod 600 on the file')
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    if (must === 'private-or-new' && code === 'ENOENT') return
    find('no-file', at, `the file cannot be read (${code})`, 'name a file that this user can read')
  }
}
