/** The decoder's worker: reads QR codes out of frames with the browser's own reader where that works, with zxing-wasm, or without wasm; their files lie beside this one. */
import type { Pixels } from './clearer.ts'
import type { DecoderAnswer, DecoderFrame, ReadCode } from './decoder.ts'
import { proveNative, withNative, type NativeDetectors } from './native-codes.ts'
import { startCodeReading, type FindCodes, type FoundCode } from './read-codes.ts'
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

function canvasOf({ width, height }: ImageBitmap): OffscreenCanvasRenderingContext2D {
  if (context === null) throw new Error('no 2d canvas in this browser')
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  return context
}

/** A drawing without a background stands on white paper, or, where its modules are white, on black. */
function pixels(image: ImageBitmap, paper: 'white' | 'black'): Pixels {
  const drawn = canvasOf(image)
  drawn.fillStyle = paper
  drawn.fillRect(0, 0, image.width, image.height)
  drawn.drawImage(image, 0, 0)
  return drawn.getImageData(0, 0, image.width, image.height)
}

function hasBackground(image: ImageBitmap): boolean {
  const drawn = canvasOf(image)
  drawn.clearRect(0, 0, image.width, image.height)
  drawn.drawImage(image, 0, 0)
  const { data } = drawn.getImageData(0, 0, image.width, image.height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

async function find({ image, kind }: DecoderFrame): Promise<readonly FoundCode[]> {
  if (image instanceof ImageData) return reading[kind](image)
  try {
    if (kind === 'frame') {
      const picture = pixels(image, 'white')
      // It need not be kept while it is read.
      image.close()
      return await reading.frame(picture)
    }
    const found = await reading.picture(pixels(image, 'white'))
    if (found.length > 0 || hasBackground(image)) return found
    return await reading.picture(pixels(image, 'black'))
  } finally {
    image.close()
    // Of a large picture nothing stays.
    if (kind === 'picture') canvas.width = canvas.height = 1
  }
}

async function codes(frame: DecoderFrame): Promise<readonly ReadCode[]> {
  const read = (await find(frame)).map(({ text, bytes }) =>
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
