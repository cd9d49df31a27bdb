/** A line of JSON in, a line of JSON out, in the same order: what every `--jsonl` does. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { fileError } from './file.ts'
import { asObject } from './json-file.ts'
import { printError, printJson } from './output.ts'

/** An input line: an object with an `id`. */
export type Line = Readonly<Record<string, unknown>> & { readonly id: string | number }

/**
 * Answers every line. A malformed one has an error on stderr in place of an answer; the others are answered.
 *
 * @param path - A file of lines; undefined or `-`: stdin.
 * @param advice - What to do about a malformed line: `see greengate inspect --schema input`.
 * @param answer - Gives the answer to a line, or throws an OperatorError for a malformed one.
 */
export async function answerLines(
  path: string | undefined,
  advice: string,
  answer: (line: Line) => unknown,
): Promise<ExitCode> {
  const isPiped = path === undefined || path === '-'
  const name = isPiped ? 'stdin' : path
  const input = isPiped ? process.stdin : createReadStream(path)
  let code: ExitCode = exitCodes.done
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1
      if (line.trim() === '') continue
      try {
        printJson(await answer(parseLine(line)))
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error
        printError(`${name} line ${number}: ${error.message}; ${advice}`)
        code = exitCodes.operatorError
      }
    }
  } catch (error) {
    throw fileError(name, error, 'name a file of JSON lines')
  }
  if (number === 0) throw new OperatorError(`${name}: is empty; give JSON lines`)
  return code
}

function parseLine(text: string): Line {
  const members = asObject(parse(text))
  if (members === undefined) throw new OperatorError('must be an object')
  const { id } = members
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw new OperatorError('id must be text or a number')
  }
  return { ...members, id }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new OperatorError('not JSON')
  }
}
