/** `greengate inspect --jsonl`: a line of JSON in, a line of JSON out, in the same order. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { InspectOptions } from 'greengate'
import { fileError, readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { printError, printJson } from '../edges/output.ts'
import { textIn } from '../edges/presented.ts'
import { exitCodes, OperatorError, type ExitCode } from '../operator-error.ts'
import { answer, type Answer } from './answer.ts'
import { parseTrust } from './trust.ts'

/**
 * Answers every line. A malformed one has an error on stderr in place of an answer; the others are answered.
 *
 * @param path - A file of lines; undefined: stdin.
 * @param defaults - For lines that do not state `now` or `trust` themselves.
 */
export async function inspectLines(
  path: string | undefined,
  defaults: InspectOptions,
): Promise<ExitCode> {
  const name = path ?? 'stdin'
  const input = path === undefined ? process.stdin : createReadStream(path)
  let code: ExitCode = exitCodes.done
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1
      if (line.trim() === '') continue
      try {
        printJson(await answerLine(line, defaults))
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error
        printError(`${name} line ${number}: ${error.message}; see greengate inspect --schema input`)
        code = exitCodes.operatorError
      }
    }
  } catch (error) {
    throw fileError(name, error, 'name a file of JSON lines')
  }
  if (number === 0) throw new OperatorError(`${name}: is empty; give JSON lines`)
  return code
}

async function answerLine(line: string, defaults: InspectOptions): Promise<Answer> {
  const members = asObject(parseLine(line))
  if (members === undefined) throw new OperatorError('must be an object')
  const { id, now, trust } = members
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw new OperatorError('id must be text or a number')
  }
  if (now !== undefined && typeof now !== 'string') throw new OperatorError('now must be text')
  const believed: Partial<InspectOptions> =
    trust === undefined ? defaults : { trust: parseTrust(trust) }
  return answer(id, await textsOf(members), {
    ...believed,
    now: now === undefined ? defaults.now : parseInstant(now, 'now'),
  })
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new OperatorError('not JSON')
  }
}

/** Exactly one of text, texts and file. */
async function textsOf(members: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const { text, texts, file } = members
  if ([text, texts, file].filter((given) => given !== undefined).length !== 1) {
    throw new OperatorError('must have one of text, texts and file')
  }
  if (typeof text === 'string') return [text]
  if (typeof file === 'string' && file !== '') {
    const found = await textIn(await readBytes(file, 'a text or a picture'), file)
    return found === null ? [] : [found]
  }
  if (isTexts(texts)) return texts
  throw new OperatorError('text and file must be text, texts an array of texts')
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
}
