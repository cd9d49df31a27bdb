/** How many camera-like frames each decoder reads, frame by frame, ours among them. */
import { readFileSync } from 'node:fs'
import { startCodeReading, type FindCodes } from '../verifier-web/edges/read-codes.ts'
import { openWasmCodes } from '../verifier-web/edges/wasm-codes.ts'
import { cameraFrames, faults, seeds, type Fault } from './camera/frames.ts'
import { rgbaOf } from './camera/rgba.ts'
import type { Measured } from './measured.ts'
import { peerDecoders } from './decode-peers.ts'

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
  const frames = each * faults.length
  return {
    rows,
    said: `${right(ours)} of ${frames} frames of the kept seed, the best peer ${best}`,
    isMissed,
  }
}

const zxingWasm = (): Promise<FindCodes> => {
  const { buffer } = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  return openWasmCodes(buffer)
}

/** What one decoder read. */
const startCount = () => {
  const read = new Map<number, number>()
  const byFault = new Map<Fault, number>()
  const took: number[] = []
  let wrong = 0
  const count = <K>(of: Map<K, number>, key: K) => of.set(key, (of.get(key) ?? 0) + 1)
  return {
    add(
      seed: number,
      fault: Fault,
      ms: number,
      codes: readonly { readonly text: string }[],
      text: string,
    ) {
      took.push(ms)
      if (codes.some((code) => code.text !== text)) wrong++
      if (!codes.some((code) => code.text === text)) return
      count(read, seed)
      if (seed === seeds.kept) count(byFault, fault)
    },
    right: (seed: number) => read.get(seed) ?? 0,
    cells: (each: number): readonly string[] => [
      `${read.get(seeds.kept) ?? 0} of ${each * faults.length}`,
      `${read.get(seeds.tuning) ?? 0} of ${each * faults.length}`,
      ...faults.map((fault) => String(byFault.get(fault) ?? 0)),
      String(wrong),
      took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]?.toFixed(1) ?? '',
    ],
  }
}
