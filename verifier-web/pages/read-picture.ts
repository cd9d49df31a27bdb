/** Reads the one code of a picture, or says why there is none to decide: a part of the page of its own, fetched with the first picture. */
import { DecoderError } from '../edges/decoder.ts'
import { PictureError } from '../edges/picture-error.ts'
import type { GreengateScanner } from '../elements/greengate-scanner.ts'
import '../words/en-pictures.ts'
import { bringPictureWords, type Notice } from './messages.ts'
import { pictureNotice, pictureWords } from './picture-notices.ts'

bringPictureWords(pictureWords)

/** A text, or what to say instead. */
export type ReadPicture =
  | { readonly text: string; readonly notice?: never }
  | { readonly notice: Notice; readonly text?: never }

/** Reads a picture with the page's scanner. */
export async function readPicture(
  scanner: GreengateScanner | null,
  file: Blob,
): Promise<ReadPicture> {
  if (scanner === null) return { notice: 'no-decoder' }
  try {
    const [text, ...more] = await scanner.read(file)
    if (text === undefined) return { notice: 'no-code' }
    return more.length > 0 ? { notice: 'several' } : { text }
  } catch (error) {
    if (error instanceof DecoderError) return { notice: 'no-decoder' }
    if (error instanceof PictureError) return { notice: pictureNotice[error.problem] }
    throw error
  }
}
