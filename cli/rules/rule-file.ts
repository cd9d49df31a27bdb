/** Files that rule authors write: what is wrong in one is shown at its line, with the characters marked. */
import { kindAt, readBytes } from '../edges/file.ts'
import { printError } from '../edges/output.ts'
import { readStdin } from '../edges/stdin.ts'
import { LanguageError } from '../language/language-error.ts'
import { OperatorError } from '../operator-error.ts'
import { excerpt } from './excerpt.ts'
import type { SyntaxFault, TextPlace } from './json-places.ts'

/** A file as it was read. */
export interface RuleFile {
  /** As it was named; `stdin` for `-`. */
  readonly path: string
  readonly text: string
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads a file, or stdin.
 *
 * @param what - What should be in it.
 * @throws {@link OperatorError} for a file that cannot be read, and for one that is no text
 */
export async function readRuleFile(path: string, what: string): Promise<RuleFile> {
  if (path !== '-' && (await kindAt(path)) === 'folder') {
    throw new OperatorError(`${path}: that is a folder; name a file with ${what} in it`)
  }
  const bytes =
    path === '-' ? await readStdin(what) : await readBytes(path, `a file with ${what} in it`)
  const name = path === '-' ? 'stdin' : path
  return { path: name, text: textOf(bytes, name, what) }
}

/** @throws {@link OperatorError} for what is no text */
export function textOf(bytes: Uint8Array, path: string, what: string): string {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new OperatorError(`${path}: is no text in UTF-8; name a file with ${what} in it`)
  }
}

/** Gives every fault of a text, in order, where it was one that the author can mend. */
export function faultsOf(error: unknown): readonly [SyntaxFault, ...SyntaxFault[]] {
  if (!(error instanceof LanguageError)) throw error
  const [first, ...others] = error.all
  return [first ?? error, ...others]
}

/** Shows faults on stderr. */
export function showFaults(file: RuleFile, faults: readonly SyntaxFault[]): void {
  for (const fault of faults) showFault(file, fault, fault.message)
}

/** Shows one: a line that says what and where, then the line of the file with the characters marked. */
export function showFault({ path, text }: RuleFile, place: TextPlace, message: string): void {
  printError(`${path}:${place.line}:${place.column}: ${message}`)
  for (const line of excerpt(text, place)) process.stderr.write(`  ${line}\n`)
}
