/** What was presented: a text typed in, a text or a picture in a file, or either of them on stdin. */
import { OperatorError } from '../operator-error.ts'
import { kindAt, readBytes } from './file.ts'
import { openPictureReader, pictureKind } from './picture.ts'
import { readStdin } from './stdin.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

const pictureEnding = /\.(?:png|jpe?g|webp|gif|tiff?|avif|hei[cf]|bmp|svg|pdf)$/i
const textEnding = /\.(?:txt|text|json|jsonl|ggb|jwk)$/i
/** A scheme has two letters or more: `C:` begins a path. */
const scheme = /^[a-z][a-z0-9+.-]+:/i
/** What stands in JSON, XML and contact cards, and in no path that a person types. */
const noPath = /[{}"<>|*]|[\r\n]/
const longestPath = 1024
const webAddress = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//i
const whatToGive = 'a text of a code, or a PNG, JPEG or WebP picture of one'

/**
 * Gives the text that was presented.
 *
 * `-` is stdin. What names a file is that file. What only looks like a path is a missing file, not a text:
 * judged as a text, a mistyped name would come out as "not a health code".
 *
 * @throws {@link OperatorError} for what cannot be read, and for a picture without a QR code
 */
export async function readPresented(argument: string): Promise<string> {
  if (argument === '-') return oneCode(await readStdin(whatToGive), 'stdin')
  if (argument === '') throw new OperatorError(`nothing is presented; give ${whatToGive}`)
  switch (await kindAt(argument)) {
    case 'folder':
      throw new OperatorError(`${argument}: that is a folder; give ${whatToGive}`)
    case 'file':
      return oneCode(await readBytes(argument, whatToGive), argument)
    case 'nothing':
      if (!looksLikePath(argument)) return argument
      throw new OperatorError(
        `${shown(argument)}: there is no such file; name one that exists (a text that looks like a path goes to stdin, with -)`,
      )
  }
}

/** Whether a text that names no file was meant to. QR texts have slashes too: addresses have a scheme or a host. */
export function looksLikePath(argument: string): boolean {
  if (argument.length > longestPath || noPath.test(argument)) return false
  if (scheme.test(argument)) return false
  if (pictureEnding.test(argument) || textEnding.test(argument)) return true
  return /[/\\]/.test(argument) && !webAddress.test(argument)
}

/** A long argument may be a code after all, and a code is never shown. */
function shown(argument: string): string {
  return argument.length > 100 ? 'the path' : argument
}

async function oneCode(bytes: Uint8Array, name: string): Promise<string> {
  const text = await textIn(bytes, name)
  if (text !== null) return text
  throw new OperatorError(
    `${name}: no QR code found in the picture; take it again, sharp and whole`,
  )
}

/**
 * Gives the text in a file's bytes: a picture's QR code, or the text itself.
 *
 * @returns null for a picture without a QR code.
 * @throws {@link OperatorError} for bytes that are neither, or that hold nothing
 */
export async function textIn(bytes: Uint8Array, name: string): Promise<string | null> {
  if (pictureKind(bytes) !== undefined || pictureEnding.test(name)) {
    return (await openPictureReader()).read(bytes, name)
  }
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (cause) {
    throw new OperatorError(`${name}: neither a picture nor a text; give ${whatToGive}`, { cause })
  }
  // Blanks may belong to a code, line breaks at the end never do.
  const trimmed = text.replace(/[\r\n]+$/, '')
  if (trimmed !== '') return trimmed
  throw new OperatorError(`${name}: holds no text; give ${whatToGive}`)
}
