/** Pictures as files: turns one into pixels, whatever kind of picture the browser can show, and never more of them than a code needs; and reads them. */
import type { Decoder } from './decoder.ts'
import { PictureError } from './picture-error.ts'
import { readFile } from './transfer.ts'

/** Small drawings are enlarged to this, because a module of a code needs a few pixels. */
const shortestSide = 600
/** Larger pictures are made smaller, to this: a code that fills a tenth of it still has eight pixels a module. */
const mostPixels = 12_000_000
/** The largest photo of a telephone today has 108 million; what has more is not even opened. */
const mostOpened = 120_000_000
const mostBytes = 64_000_000

/**
 * Opens a picture file; of an animated one its first frame.
 *
 * @throws {@link PictureError} with the `problem`.
 */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  if (file.size > mostBytes) throw new PictureError('too-large')
  const url = URL.createObjectURL(file)
  try {
    const image = await measure(url)
    const { naturalWidth: width = 0, naturalHeight: height = 0 } = image ?? {}
    if (width * height > mostOpened) throw new PictureError('too-large')
    if (file.type !== 'image/svg+xml') {
      return await createImageBitmap(file, sizeFor(width, height, 0))
    }
    if (image === undefined) throw new PictureError('unknown')
    // As an image it can neither run scripts nor load anything.
    await image.decode()
    return drawn(image, sizeFor(width, height, shortestSide))
  } catch (error) {
    if (error instanceof PictureError) throw error
    throw new PictureError((await isHeic(file)) ? 'heic' : 'unknown', { cause: error })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/**
 * Reads every code in a picture file.
 *
 * @throws {@link PictureError} with the `problem`; DecoderError when the decoder does not work.
 */
export async function readPicture(file: Blob, decoder: Decoder): Promise<readonly string[]> {
  const codes = await decoder.read(await openPicture(file), 'picture')
  return codes.map(({ text }) => text)
}

/** Reads the size of a picture without its pixels; undefined where the browser, or the page's policy, shows none. */
function measure(url: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => {
      resolve(image)
    }
    image.onerror = () => {
      resolve(undefined)
    }
    image.src = url
  })
}

function sizeFor(width: number, height: number, least: number): ImageBitmapOptions {
  const side = Math.min(width, height)
  // Not known: as it is, or as small as a drawing may be.
  if (side === 0) return least === 0 ? {} : { resizeWidth: least, resizeHeight: least }
  const scale = Math.min(Math.sqrt(mostPixels / (width * height)), Math.max(1, least / side))
  if (scale === 1) return {}
  const resizeWidth = Math.max(1, Math.round(width * scale))
  const resizeHeight = Math.max(1, Math.round(height * scale))
  return { resizeWidth, resizeHeight, resizeQuality: 'medium' }
}

/** createImageBitmap takes no file of a drawing, and gives an empty one of a drawing that does not say its size. */
function drawn(
  image: HTMLImageElement,
  { resizeWidth = image.naturalWidth, resizeHeight = image.naturalHeight }: ImageBitmapOptions,
): ImageBitmap {
  const canvas = new OffscreenCanvas(resizeWidth, resizeHeight)
  canvas.getContext('2d')?.drawImage(image, 0, 0, resizeWidth, resizeHeight)
  return canvas.transferToImageBitmap()
}

/** By the brands in the file's first box. */
async function isHeic(file: Blob): Promise<boolean> {
  const bytes = await readFile(file.slice(4, 12))
  if (bytes === undefined) return false
  const head = String.fromCharCode(...bytes)
  return /^ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(head)
}
