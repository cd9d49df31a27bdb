/** How many camera-like frames each decoder reads, frame by frame, ours among them. */
import { readFileSync } from 'node:fs'
import { startCodeReading, type FindCodes } from '../verifier-web/edges/read-codes.ts'
import { openWasmCodes } from '../verifier-web/edges/wasm-codes.ts'
import { cameraFrames, faults, seeds } from './camera/frames.ts'
import { rgbaOf } from './camera/rgba.ts'
import { startCount } from './decode-count.ts'
import { figure, type Measured } from './measured.ts'
import { peerDecoders } from './decode-peers.ts'

/** The wasm that ships. */
export const wasmPath = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'

const ours = 'the kiosk, a frame of the camera'

/** Reads the same frames with every decoder. */
export const measureDecodeRate = async (each: number): Promise<Measured> => {
  const byWasm = await zxingWasm()
  const reading = startCodeReading(byWasm)
  const decoders: Readonly<Record<string, FindCodes>> = {
    [ours]: reading.frame,
    'the page, a picture': reading.picture,
    'zxing-wasm': byWasm,
    ...(await peerDecoders()),
  }
  const counts = new Map(Object.keys(decoders).map((name) => [name, startCount()]))
  for (const seed of [seeds.tuning, seeds.kept]) {
    for (const { fault, text, picture } of cameraFrames(seed, each)) {
      const pixels = rgbaOf(picture)
      for (const [name, read] of Object.entries(decoders)) {
        const started = performance.now()
        const codes = await read(pixels)
        counts.get(name)?.add(seed, fault, performance.now() - started, codes, text)
      }
    }
  }
  const rows = [...counts].map(([name, count]) => [name, ...count.cells(each)])
  const right = (name: string) => counts.get(name)?.right(seeds.kept) ?? 0
  const best = Math.max(...[...counts.keys()].filter((name) => !name.startsWith('the ')).map(right))
  const isMissed = right(ours) < best
  const figures = Object.fromEntries([...counts.keys()].map((name) => [name, figure(right(name))]))
  const frames = each * faults.length
  return {
    rows,
    figures: { ...figures, behind: figure(best - right(ours)) },
    said: `${right(ours)} of ${frames} frames of the kept seed, the best peer ${best}`,
    isMissed,
  }
}

/** With the wasm that ships, read from its file. */
const zxingWasm = (): Promise<FindCodes> => {
  const { buffer } = readFileSync(wasmPath)
  return openWasmCodes(buffer)
}
