/** The decoder's worker: reads QR codes out of frames with zxing-wasm, whose wasm lies beside this file, or without it where there can be none. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Pixels } from './clearer.ts'
import type { DecoderAnswer, DecoderFrame, ReadCode } from './decoder.ts'
import { startCodeReading, type FindCodes } from './read-codes.ts'
import { isUpdateFrame } from './update-frame.ts'

interface WorkerScope {
  postMessage(message: DecoderAnswer): void
  onmessage: ((event: MessageEvent<DecoderFrame>) => void) | null
}

// The DOM library types `self` as a window; this is the part of a worker that is used here.
const scope = self as unknown as WorkerScope
/** Where the page says that a file lies; undefined: beside this one. */
const told = new URLSearchParams(location.hash.slice(1))
const place = (of: 'wasm' | 'fallback', name: string): string =>
  told.get(of) ?? new URL(name, import.meta.url).href

// Without this the wasm would come from a CDN.
const wasm = prepareZXingModule({
  overrides: { locateFile: () => place('wasm', 'zxing_reader.wasm') },
  fireImmediately: true,
})

const byWasm: FindCodes = async ({ width, height, data }) => {
  const found = await readBarcodes(new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    // The text as it was encoded; the default prettifies GS1 and other contents.
    textMode: 'Plain',
    tryDenoise: false,
  })
  return found.filter(({ isValid }) => isValid && height > 0)
}

/** Where wasm is forbidden or missing: slower, and it reads less (docs/decisions/0021). */
const withoutWasm = async (): Promise<FindCodes> => {
  const { findCodes } = (await import(place('fallback', 'decoder-fallback.js'))) as {
    readonly findCodes: FindCodes
  }
  return findCodes
}

const reading = wasm.then(() => byWasm, withoutWasm).then(startCodeReading)
// Whoever asks is told; until then it is nobody's fault.
reading.catch(() => undefined)

const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d', { willReadFrequently: true })

function pixels(image: ImageBitmap | ImageData): Pixels {
  if (image instanceof ImageData) return image
  if (context === null) throw new Error('no 2d canvas in this browser')
  const { width, height } = image
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  // A drawing without a background stands on white paper, not on black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0)
  image.close()
  return context.getImageData(0, 0, width, height)
}

async function codes({ image, kind }: DecoderFrame): Promise<readonly ReadCode[]> {
  const picture = pixels(image)
  const found = await (await reading)[kind](picture)
  const read = found.map(({ text, bytes }) =>
    isUpdateFrame(bytes) ? { text, frame: bytes } : { text },
  )
  return [...new Map(read.map((code) => [code.text, code])).values()]
}

scope.onmessage = (event) => {
  const { id } = event.data
  codes(event.data).then(
    (found) => {
      scope.postMessage({ id, codes: found })
    },
    () => {
      // What was thrown stays here: the page only needs to know that this frame was not read.
      scope.postMessage({ id, codes: null })
    },
  )
}
