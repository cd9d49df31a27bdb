/** Files that rule authors write: what is wrong in one is shown at its line, with the characters marked. */
import { widthOf } from '../language/doc.ts'
import { LanguageError, type Place } from '../language/language-error.ts'
import { readBytes } from '../edges/file.ts'
import { printError } from '../edges/output.ts'
import { readStdin } from '../edges/stdin.ts'
import { OperatorError } from '../operator-error.ts'

/** A file as it was read. */
export interface RuleFile {
  /** As it was named; `stdin` for `-`. */
  readonly name: string
  readonly text: string
}

/** @throws {@link OperatorError} */
export async function readRuleFile(path: string): Promise<RuleFile> {
  const what = 'a rule set in YAML'
  const bytes = path === '-' ? await readStdin(what) : await readBytes(path, what)
  const name = path === '-' ? 'stdin' : path
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new OperatorError(`${name}: not UTF-8; save it as UTF-8`)
  }
}

/** Shows every error of a file, in order; gives whether it was one that the author can mend. */
export function showErrors(file: RuleFile, error: unknown): error is LanguageError {
  if (!(error instanceof LanguageError)) return false
  for (const each of error.all) showError(file, each, each.message)
  return true
}

/** Shows one error: a line that says what and where, then the line of the file with the characters marked. */
export function showError({ name, text }: RuleFile, place: Place, message: string): void {
  const { line, column, length } = place
  printError(`${name}:${String(line)}:${String(column)}: ${message}`)
  const found = (text.split(/\r?\n/)[line - 1] ?? '').replace(/\p{Cc}/gu, ' ')
  const shown = found.slice(0, 200)
  if (column > shown.length + 1) return
  const marked = Math.max(1, widthOf(shown.slice(column - 1, column - 1 + length)))
  const number = String(line)
  const lead = ' '.repeat(widthOf(shown.slice(0, column - 1)))
  process.stderr.write(`  ${number} | ${shown}\n`)
  process.stderr.write(`  ${' '.repeat(number.length)} | ${lead}${'^'.repeat(marked)}\n`)
}
