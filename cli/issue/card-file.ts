/** A card in a file: its type and number never stand on a command line, where other people of the machine can read them. */
import { idTypes, parseIdNumber } from 'greengate/issue'
import { readBytes } from '../edges/file.ts'
import { readStdin } from '../edges/stdin.ts'
import { OperatorError } from '../operator-error.ts'

/** What a tag is made with. */
export interface NumberedCard {
  readonly type: string
  readonly number: string
}

/** Longest file that holds a number. */
const maxBytes = 1024

/**
 * Reads the number of a card.
 *
 * @param path - Of a file of one line, or - for stdin.
 * @throws {@link OperatorError} which never holds the number
 */
export async function readCardNumber(path: string, type: string): Promise<NumberedCard> {
  if (!idTypes.some((known) => known === type)) {
    throw new OperatorError(`--card-type: must be one of ${idTypes.join(', ')}; name one`)
  }
  const what = 'the number of a card, on one line'
  const bytes = path === '-' ? await readStdin(what) : await readBytes(path, what)
  const text = bytes.length > maxBytes ? '' : new TextDecoder().decode(bytes).trim()
  const number = parseIdNumber(type, text)
  if (number !== undefined) return { type, number }
  throw new OperatorError(`${path === '-' ? 'stdin' : path}: is no number of a ${type}; correct it`)
}
