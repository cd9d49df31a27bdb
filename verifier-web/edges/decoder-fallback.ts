/** Reads QR codes without wasm, with the core that zxing-browser has: loaded only where wasm cannot be. */
import BarcodeFormat from '@zxing/library/esm/core/BarcodeFormat.js'
import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap.js'
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer.js'
import Exception from '@zxing/library/esm/core/Exception.js'
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader.js'
import ResultMetadataType from '@zxing/library/esm/core/ResultMetadataType.js'
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource.js'
import type { Pixels } from './clearer.ts'
import type { FindCodes } from './read-codes.ts'

const reader = new QRCodeReader()

/** Finds one code; where there are several it finds one of them. */
export const findCodes: FindCodes = (picture) => {
  try {
    const source = new RGBLuminanceSource(lightness(picture), picture.width, picture.height)
    const result = reader.decode(new BinaryBitmap(new HybridBinarizer(source)))
    if (result.getBarcodeFormat() !== BarcodeFormat.QR_CODE) return Promise.resolve([])
    const parts = result.getResultMetadata().get(ResultMetadataType.BYTE_SEGMENTS)
    const [bytes] = Array.isArray(parts) ? (parts as readonly unknown[]) : []
    const text = result.getText()
    return Promise.resolve([bytes instanceof Uint8Array ? { text, bytes } : { text }])
  } catch (error) {
    // It says by exception that there is no code.
    if (error instanceof Exception) return Promise.resolve([])
    throw error
  } finally {
    reader.reset()
  }
}

function lightness({ width, height, data }: Pixels): Uint8ClampedArray {
  const light = new Uint8ClampedArray(width * height)
  for (let at = 0; at < light.length; at++) {
    const from = 4 * at
    const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]]
    light[at] = (306 * red + 601 * green + 117 * blue) >> 10
  }
  return light
}
