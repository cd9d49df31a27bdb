/** `greengate inspect --jsonl`: a line of JSON in, a line of JSON out, in the same order. */
import type { InspectOptions } from 'greengate'
import { readBytes } from '../edges/file.ts'
import { parseInstant } from '../edges/instant.ts'
import { answerLines, type Line } from '../edges/json-lines.ts'
import { textIn } from '../edges/presented.ts'
import { OperatorError, type ExitCode } from '../operator-error.ts'
import { answer, type Answer } from './answer.ts'
import { parseTrust } from './trust.ts'

/**
 * Answers every line.
 *
 * @param path - A file of lines; undefined: stdin.
 * @param defaults - For lines that do not state `now` or `trust` themselves.
 */
export function inspectLines(
  path: string | undefined,
  defaults: InspectOptions,
): Promise<ExitCode> {
  return answerLines(path, 'see greengate inspect --schema input', (line) =>
    answerLine(line, defaults),
  )
}

async function answerLine(line: Line, defaults: InspectOptions): Promise<Answer> {
  const { id, now, trust } = line
  if (now !== undefined && typeof now !== 'string') throw new OperatorError('now must be text')
  const believed: Partial<InspectOptions> =
    trust === undefined ? defaults : { trust: parseTrust(trust) }
  return answer(id, await textsOf(line), {
    ...believed,
    now: now === undefined ? defaults.now : parseInstant(now, 'now'),
  })
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
