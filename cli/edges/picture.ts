/** Reads the QR code of a picture: sharp makes pixels of the file, zxing-wasm finds the code in them. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ReaderOptions } from 'zxing-wasm/reader'
import { OperatorError } from '../operator-error.ts'

/** Longest side that is searched: beyond it a picture costs memory and gives no more codes. */
const longestSide = 4000
/** Small pictures are searched a second time at about this size: the finder wants a few pixels a module. */
const comfortableSide = 1280
/** SVG has no pixels of its own; at this density even a QR code of one unit a module is read. */
const svgDensity = 288

const plain: ReaderOptions = { formats: ['QRCode'], textMode: 'Plain', maxNumberOfSymbols: 1 }

const starts: readonly (readonly [kind: string, bytes: RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['tiff', /^(?:II\*\0|MM\0\*)/],
  ['heif', /^[^]{4}ftyp(?:avif|avis|heic|heix|hevc|mif1|msf1)/],
  ['bmp', /^BM[^]{4}\0{4}/],
  ['pdf', /^%PDF-/],
  [
    'svg',
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^]*?\?>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/,
  ],
]

/** The kind of picture that bytes begin like, whether or not it can be read; undefined: no picture. */
export function pictureKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096))
  const text = head.toString('latin1')
  return starts.find(([, start]) => start.test(text))?.[0]
}

/** Finds QR codes in pictures. */
export interface PictureReader {
  /**
   * Gives the text of the first QR code that is found in a picture, or null when there is none.
   *
   * Transparency is white, and the orientation that a camera noted is honoured.
   *
   * @param name - The picture's name, for the error.
   * @throws OperatorError when the bytes are no picture that can be read, or are cut short.
   */
  read(bytes: Uint8Array, name: string): Promise<string | null>
}

/** Opens the reader, with its WebAssembly from the installed package: it would fetch it from a network otherwise. */
export async function openPictureReader(): Promise<PictureReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(await readFile(file)).buffer },
    // One module a process: opened again, it is the same.
    equalityFn: () => true,
    fireImmediately: true,
  })
  return {
    async read(bytes, name) {
      for await (const [pixels, options] of attempts(bytes, name)) {
        const [found] = await readBarcodes(pixels, { ...plain, ...options })
        if (found !== undefined && found.text !== '') return found.text
      }
      return null
    },
  }
}

/** As it is; then, if it is small, enlarged under two ways of telling dark from light. */
async function* attempts(
  bytes: Uint8Array,
  name: string,
): AsyncGenerator<readonly [ImageData, ReaderOptions]> {
  const first = await pixelsOf(bytes, name)
  yield [first, {}]
  const longest = Math.max(first.width, first.height)
  const factor = Math.min(4, comfortableSide / longest)
  if (factor < 1.25) return
  const enlarged = await pixelsOf(bytes, name, Math.round(longest * factor))
  yield [enlarged, {}]
  yield [enlarged, { binarizer: 'GlobalHistogram' }]
}

async function pixelsOf(bytes: Uint8Array, name: string, side?: number): Promise<ImageData> {
  const { default: sharp } = await import('sharp')
  const kind = pictureKind(bytes)
  try {
    const { data, info } = await sharp(bytes, kind === 'svg' ? { density: svgDensity } : {})
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .resize({
        width: side ?? longestSide,
        height: side ?? longestSide,
        fit: 'inside',
        withoutEnlargement: side === undefined,
        kernel: 'lanczos3',
      })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    return { data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' }
  } catch (cause) {
    // sharp throws plain errors only; whichever it is, these bytes give no pixels.
    throw new OperatorError(`${name}: ${unreadable(kind)}`, { cause })
  }
}

function unreadable(kind: string | undefined): string {
  if (kind === 'bmp' || kind === 'pdf' || kind === 'heif') {
    return 'this kind of picture cannot be read; save it as PNG, JPEG or WebP'
  }
  return kind === undefined
    ? 'not a picture that can be read; give a PNG, JPEG or WebP'
    : `the ${kind.toUpperCase()} picture is damaged or cut short; take or save it again`
}
