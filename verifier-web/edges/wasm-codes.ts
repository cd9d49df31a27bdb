/** Reads QR codes with zxing-wasm: the one place that says how it is asked. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { FindCodes } from './read-codes.ts'

/**
 * Starts the wasm.
 *
 * @param wasm - Where `zxing_reader.wasm` lies, or its bytes. Without one of them it would come from a CDN.
 */
export async function openWasmCodes(wasm: string | ArrayBuffer): Promise<FindCodes> {
  await prepareZXingModule({
    overrides: typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm },
    fireImmediately: true,
  })
  return async (picture) => {
    // It looks at width, height and data, whoever made them.
    const found = await readBarcodes(picture as ImageData, {
      formats: ['QRCode'],
      maxNumberOfSymbols: 4,
      // The text as it was encoded; the default prettifies GS1 and other contents.
      textMode: 'Plain',
      tryDenoise: false,
    })
    return found.filter(({ isValid }) => isValid)
  }
}
