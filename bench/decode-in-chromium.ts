/** The decoders that ship, side by side in Chromium: its own reader where it has one that reads, zxing-wasm, and what is used without wasm. */
import { readFileSync } from 'node:fs'
import { base64, measureInChromium } from './browser.ts'
import type { Decoded, DecodeLoad } from './decode-in-browser.ts'
import { wasmPath } from './decode-rate.ts'
import { figure, type Measured } from './measured.ts'

/** Reads the same frames with each. */
export const decodeInChromium = async (each: number): Promise<Measured> => {
  const load: DecodeLoad = { each, wasm: base64(readFileSync(wasmPath)) }
  const script = new URL('decode-in-browser.ts', import.meta.url)
  const { pairs: decoded, version } = await measureInChromium<Decoded>(script, load)
  const rows = decoded.map(([name, cells]) => [`Chromium: ${name}`, ...cells])
  const wrong = decoded.some(([, cells]) => cells.at(-2) !== '0')
  return {
    rows,
    figures: Object.fromEntries(
      decoded.map(([name, [read = '']]) => [name, figure(Number.parseInt(read, 10))]),
    ),
    said: `Chromium ${version}: ${decoded.map(([name, [read]]) => `${name} ${read ?? ''}`).join(', ')}`,
    isMissed: wrong,
  }
}
