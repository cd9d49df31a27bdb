/** Reads a YAML file by a shape: all that is wrong with it at once, in its order, files that it names included. */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LineCounter, isAlias, parseDocument, visit, type Node } from 'yaml'
import { systemCode } from '../station-error.ts'
import type { Finding } from './finding.ts'
import type { FileRule, Place, Reading, Shape } from './shape.ts'

/** What a file says, or what is wrong with it; there is always one of them. */
export type ReadShaped<T> =
  | { readonly value: T; readonly findings: readonly [] }
  | { readonly value: undefined; readonly findings: readonly Finding[] }

/** A file that a configuration names. */
interface NamedFile {
  readonly file: string
  readonly at: Place
  readonly must: FileRule
}

/**
 * Reads a text.
 *
 * @param folder - Where its relative paths begin.
 * @param findConflicts - Finds what is right member by member and cannot be so together.
 */
export async function readShaped<T>(
  text: string,
  folder: string,
  shape: Shape<T>,
  findConflicts: (top: Place, find: Reading['find']) => void,
): Promise<ReadShaped<T>> {
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
  if (findings.length > 0) return { value: undefined, findings }

  const top: Place = { node: document.contents, path: '' }
  const reading: Reading = {
    ...{ find, whole },
    names: (file, at, must) => named.push({ file, at, must }),
  }
  const value = shape.read(top, reading)
  findConflicts(top, find)
  for (const one of named) await lookAt(one, find)
  if (value !== undefined && findings.length === 0) return { value, findings: [] }
  return { value: undefined, findings: findings.sort(inOrder) }
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
