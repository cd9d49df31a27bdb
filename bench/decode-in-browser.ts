/** The page's side of the decoders' benchmark: each by the one interface, over the same frames, in a real browser. */
import { findCodes as withoutWasm } from '../verifier-web/edges/decoder-fallback.ts'
import { proveNative } from '../verifier-web/edges/native-codes.ts'
import { startCodeReading, type FindCodes } from '../verifier-web/edges/read-codes.ts'
import { openWasmCodes } from '../verifier-web/edges/wasm-codes.ts'
import { cameraFrames, seeds } from './camera/frames.ts'
import { rgbaOf } from './camera/rgba.ts'
import { startCount } from './decode-count.ts'

/** What the page is handed. */
export interface DecodeLoad {
  /** Frames of each fault. */
  readonly each: number
  /** In base64. */
  readonly wasm: string
}

/** The cells of each decoder, by its name; a browser's own reader that is not proven has none. */
export type Decoded = readonly (readonly [name: string, cells: readonly string[]])[]

const measure = async (): Promise<Decoded> => {
  const load = (await (await fetch('/load.json')).json()) as DecodeLoad
  const { buffer } = Uint8Array.from(atob(load.wasm), (character) => character.charCodeAt(0))
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Parameters<typeof proveNative>[0] }
  const native = await proveNative(
    BarcodeDetector,
    ({ width, data }) => new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width),
  )
  const byWasm = await openWasmCodes(buffer)
  const decoders: readonly (readonly [string, FindCodes])[] = [
    ...(native === undefined ? [] : [["the browser's own", native] as const]),
    ...(native === undefined
      ? []
      : [["the browser's own, then wasm", startCodeReading(native, byWasm).frame] as const]),
    ['zxing-wasm', byWasm],
    ['zxing-wasm, a frame of the camera', startCodeReading(byWasm).frame],
    ['without wasm', withoutWasm],
    ['without wasm, a frame of the camera', startCodeReading(withoutWasm).frame],
  ]
  const counts = decoders.map(([name, read]) => ({ name, read, count: startCount() }))
  for (const seed of [seeds.tuning, seeds.kept]) {
    for (const { fault, text, picture } of cameraFrames(seed, load.each)) {
      const pixels = rgbaOf(picture)
      for (const { read, count } of counts) {
        const started = performance.now()
        const codes = await read(pixels)
        count.add(seed, fault, performance.now() - started, codes, text)
      }
    }
  }
  return counts.map(({ name, count }) => [name, count.cells(load.each)])
}

Object.assign(window, { measure })
