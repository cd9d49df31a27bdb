/** What a person drops or pastes: pictures, bundle files, or text. */

/** The one thing of a drop or paste that we can use. */
export type Transfer =
  | { readonly kind: 'picture'; readonly file: Blob }
  | { readonly kind: 'bundle'; readonly file: Blob }
  | { readonly kind: 'text'; readonly text: string }

/** Sorts a file by its name and type; anything that is no bundle is tried as a picture. */
export function sortFile(file: File): Transfer {
  return { kind: /\.ggb(\.gz)?$/.test(file.name) ? 'bundle' : 'picture', file }
}

/** Takes the first file, or else the text, out of a drop or a paste. */
export function sortTransfer(data: DataTransfer | null): Transfer | undefined {
  if (data === null) return undefined
  const file = data.files.item(0)
  if (file !== null) return sortFile(file)
  const text = trimLines(data.getData('text/plain'))
  return text === '' ? undefined : { kind: 'text', text }
}

/** Takes off the line ends that scanners and mails add; a space can be the last character of a code. */
export function trimLines(text: string): string {
  return text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '')
}
