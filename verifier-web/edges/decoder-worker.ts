/** The decoder's worker: reads QR codes out of frames with zxing-wasm, whose wasm lies beside this file. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { DecoderAnswer, DecoderFrame, ReadCode } from './decoder.ts'
import { isUpdateFrame } from './update-frame.ts'

interface WorkerScope {
  postMessage(message: DecoderAnswer): void
  onmessage: ((event: MessageEvent<DecoderFrame>) => void) | null
}

// The DOM library types `self` as a window; this is the part of a worker that is used here.
const scope = self as unknown as WorkerScope

// Without this the wasm would come from a CDN.
prepareZXingModule({
  overrides: { locateFile: () => new URL('zxing_reader.wasm', import.meta.url).href },
})

const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d', { willReadFrequently: true })

function pixels(image: ImageBitmap | ImageData): ImageData {
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

async function codes(frame: DecoderFrame): Promise<readonly ReadCode[]> {
  const found = await readBarcodes(pixels(frame.image), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    // The text as it was encoded; the default prettifies GS1 and other contents.
    textMode: 'Plain',
    tryDenoise: false,
  })
  const read = found
    .filter(({ isValid }) => isValid)
    .map(({ text, bytes }) => (isUpdateFrame(bytes) ? { text, frame: bytes } : { text }))
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
