/** How pictures are read: once as they are, once more made clearer; over frames of the camera that the benchmark draws. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { cameraFrames, seeds, type Frame } from '../../bench/camera/frames.ts'
import { rgbaOf } from '../../bench/camera/rgba.ts'
import { enlarged, fitted, sharpened, type Pixels } from './clearer.ts'
import { findCodes as withoutWasm } from './decoder-fallback.ts'
import { startCodeReading, type FindCodes, type FoundCode } from './read-codes.ts'
import { openWasmCodes } from './wasm-codes.ts'

const blank: Pixels = { width: 4, height: 4, data: new Uint8ClampedArray(64) }
const found: FoundCode = { text: 'GG1:' }

test('a code that is read at once is looked for once', async () => {
  const seen: Pixels[] = []
  const reading = startCodeReading((picture) => {
    seen.push(picture)
    return Promise.resolve([found])
  })
  expect(await reading.frame(blank)).toEqual([found])
  expect(seen).toEqual([blank])
})

test('a frame is tried twice, in turn sharpened and enlarged; a picture in every way', async () => {
  const sizes: number[] = []
  const reading = startCodeReading(({ width }) => {
    sizes.push(width)
    return Promise.resolve([])
  })
  await reading.frame(blank)
  await reading.frame(blank)
  expect(sizes.splice(0)).toEqual([4, 4, 4, 8])
  await reading.picture(blank)
  expect(sizes).toEqual([4, 4, 8])
})

test('what is even stays even, and what is enlarged has its middle', () => {
  const even: Pixels = { width: 9, height: 5, data: new Uint8ClampedArray(9 * 5 * 4).fill(90) }
  for (const { width, height, data } of [sharpened(even), enlarged(even)]) {
    expect(data).toHaveLength(4 * width * height)
    expect(new Set(data)).toEqual(new Set([90, 255]))
  }
  expect(enlarged(even)).toMatchObject({ width: 12, height: 10 })
})

test('a picture of many pixels is halved before it is made clearer, and one of few is not', async () => {
  const sizes: number[] = []
  const large: Pixels = { width: 2_200, height: 2_000, data: new Uint8ClampedArray(17_600_000) }
  const { picture } = startCodeReading(({ width }) => {
    sizes.push(width)
    return Promise.resolve([])
  })
  await picture(large)
  // Enlarged, its middle is at twice the size.
  expect(sizes).toEqual([2_200, 1_100, 2 * 550])
  const four: Pixels = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(40, 0, 4) }
  expect([...fitted(four, 1).data]).toEqual([10, 10, 10, 10])
  expect(fitted(four, 4)).toEqual(four)
})

let frames: readonly Frame[]
let byWasm: FindCodes

beforeAll(async () => {
  const { buffer } = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  byWasm = await openWasmCodes(buffer)
  frames = [...cameraFrames(seeds.tuning, 1)]
})

const readBy = async (read: FindCodes, some = frames) => {
  const right: number[] = []
  for (const [at, { picture, text }] of some.entries()) {
    const codes = await read(rgbaOf(picture))
    for (const code of codes) expect(code.text).toBe(text)
    if (codes.length > 0) right.push(at)
  }
  return right
}

test('more frames are read than at first sight, all of those among them, and none wrongly', async () => {
  const atOnce = await readBy(byWasm)
  const all = await readBy(startCodeReading(byWasm).picture)
  expect(all).toEqual(expect.arrayContaining(atOnce))
  expect(all.length).toBeGreaterThan(atOnce.length)
})

test('without wasm the plain frames are read, and none wrongly', async () => {
  const glare = frames.filter(({ fault }) => fault === 'glare' || fault === 'moire')
  expect((await readBy(withoutWasm, glare)).length).toBeGreaterThan(0)
})
