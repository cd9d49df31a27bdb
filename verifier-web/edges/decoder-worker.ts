/** The decoder's worker: reads QR codes out of frames with the browser's own reader where that works, with zxing-wasm, or without wasm; their files lie beside this one. */
import type { Pixels } from './clearer.ts'
import type { DecoderAnswer, DecoderFrame, ReadCode } from './decoder.ts'
import { proveNative, withNative, type NativeDetectors } from './native-codes.ts'
import { startCodeReading, type FindCodes } from './read-codes.ts'
import { isUpdateFrame } from './update-frame.ts'
import { openWasmCodes } from './wasm-codes.ts'

interface WorkerScope {
  postMessage(message: DecoderAnswer): void
  readonly BarcodeDetector?: NativeDetectors
  onmessage: ((event: MessageEvent<DecoderFrame>) => void) | null
}

// The DOM library types `self` as a window; this is the part of a worker that is used here.
const scope = self as unknown as WorkerScope
/** Where the page says that a file lies; undefined: beside this one. */
const told = new URLSearchParams(location.hash.slice(1))
const place = (of: 'wasm' | 'fallback', name: string): string =>
  told.get(of) ?? new URL(name, import.meta.url).href

/** Where wasm is forbidden or missing: slower, and it reads less (docs/decisions/0021). */
const withoutWasm = async (): Promise<FindCodes> => {
  const { findCodes } = (await import(place('fallback', 'decoder-fallback.js'))) as {
    readonly findCodes: FindCodes
  }
  return findCodes
}

const shipped = openWasmCodes(place('wasm', 'zxing_reader.wasm')).catch(withoutWasm)
// Whoever asks is told; until then it is nobody's fault.
shipped.catch(() => undefined)
const byShipped: FindCodes = async (picture) => (await shipped)(picture)

const native = proveNative(
  scope.BarcodeDetector,
  ({ width, data }) => new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width),
)
const reading = startCodeReading(withNative(native, byShipped), byShipped)

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
  const found = await reading[kind](picture)
  const read = found.map(({ text, bytes }) =>
    bytes !== undefined && isUpdateFrame(bytes) ? { text, frame: bytes } : { text },
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
