/** What a person drops or pastes: pictures, bundle files, or text. */

/** Whoever gives several files at once is asked which is meant: the first of two people must not answer for both. */
export interface SeveralFiles {
  readonly kind: 'several'
}

/** The one thing of a drop or paste that we can use. */
export type Transfer =
  | SeveralFiles
  | { readonly kind: 'picture'; readonly file: Blob }
  | { readonly kind: 'bundle'; readonly file: Blob }
  | { readonly kind: 'text'; readonly text: string }

/** Sorts a file by its name and type; anything that is no bundle is tried as a picture. */
export function sortFile(file: File): Transfer {
  return { kind: /\.ggb(\.gz)?$/i.test(file.name) ? 'bundle' : 'picture', file }
}

/** Takes the file, or else the text, out of a drop or a paste. */
export function sortTransfer(data: DataTransfer | null): Transfer | undefined {
  if (data === null) return undefined
  if (data.files.length > 1) return { kind: 'several' }
  const file = data.files.item(0)
  if (file !== null) return sortFile(file)
  const text = trimLines(data.getData('text/plain'))
  return text === '' ? undefined : { kind: 'text', text }
}

/** Takes off the line ends that scanners and mails add; a space can be the last character of a code. */
export function trimLines(text: string): string {
  return text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '')
}

/** The codes of a text: a code of one line is put together again where a mail has broken it; others come as they are. */
export function codesIn(text: string): readonly string[] {
  if (!/^(?:GG1|HC1):/.test(text)) return [text]
  return text.split(/[\r\n]+(?=(?:GG1|HC1):)/).map((code) => code.replace(/[\r\n]+/g, ''))
}

/** The bytes of a file; undefined for a folder, or a file that is gone. */
export async function readFile(file: Blob): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
