/** Holds a reply against the command that it must answer: a late reply to another command is no answer. */
import type { CommandName } from './sdt-frame.ts'
import type { Reply } from './sdt-frame-parser.ts'
import { meaningOf, type SdtMeaning } from './sdt-status.ts'

/** What a reader answered. `done` and `found` are given only where the data fit the command. */
export type SdtAnswer =
  | Exclude<SdtMeaning, { readonly means: 'done' }>
  /** Whoever takes the data overwrites it. */
  | { readonly means: 'done'; readonly data: Uint8Array }
  /** A whole frame that cannot be the answer to this command. */
  | { readonly means: 'unexpected' }

/** Bytes of text and of the photograph, as the reply to `read-base` states them before it brings them. */
const textLength = 256
const photoLength = 1024
const baseHead = [textLength >> 8, textLength & 0xff, photoLength >> 8, photoLength & 0xff]

/** How many bytes come with success. */
const dataLengths: Readonly<Record<CommandName, number>> = {
  'reset-sam': 0,
  'sam-status': 0,
  'sam-id': 16,
  'find-card': 4,
  'select-card': 8,
  'read-base': baseHead.length + textLength + photoLength,
  'read-management': 28,
  'set-baud': 0,
  'set-rf-bytes': 0,
}

/**
 * Reads a reply.
 *
 * @returns For `read-base` with the text alone: the photograph is overwritten here.
 */
export function answerTo(name: CommandName, { status, data }: Reply): SdtAnswer {
  const meaning = meaningOf(status)
  const isSuccess = meaning.means === 'done' || meaning.means === 'found'
  const isFitting = isSuccess
    ? (meaning.means === 'found') === (name === 'find-card') && data.length === dataLengths[name]
    : data.length === 0
  if (!isFitting) {
    data.fill(0)
    return { means: 'unexpected' }
  }
  if (meaning.means !== 'done') {
    data.fill(0)
    return meaning
  }
  if (name !== 'read-base') return { means: 'done', data }
  const isBase = baseHead.every((byte, i) => data[i] === byte)
  const text = data.slice(baseHead.length, baseHead.length + textLength)
  data.fill(0)
  return isBase ? { means: 'done', data: text } : { means: 'unexpected' }
}
