/** A browser's own reader that works is used, and one that lies, in each of the ways in which browsers lied, is not. */
import QRCode from 'qrcode'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Pixels } from './clearer.ts'
import { patience, proveNative, withNative, type NativeDetectors } from './native-codes.ts'
import { probeCode, probeText } from './probe-code.ts'
import type { FindCodes } from './read-codes.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Detect = (image: unknown) => Promise<readonly { readonly rawValue: string }[]>
const never = () => new Promise<never>(() => undefined)
const unavailable = () => Promise.reject(new DOMException('', 'NotSupportedError'))

/** A class as browsers have it, with the reader behind it that is given. */
const detectors = (
  detect: Detect,
  formats: () => Promise<readonly string[]> = () => Promise.resolve(['aztec', 'qr_code']),
): NativeDetectors =>
  class {
    static getSupportedFormats = formats
    detect = detect
  }
const gives =
  (...texts: string[]): Detect =>
  () =>
    Promise.resolve(texts.map((rawValue) => ({ rawValue })))
const asIs = (picture: Pixels) => picture as ImageData

const proven = async (given: NativeDetectors | undefined): Promise<boolean> => {
  const proving = proveNative(given, asIs)
  await vi.advanceTimersByTimeAsync(patience.probe)
  return (await proving) !== undefined
}

test('the probe is a code of the text that it is said to be', () => {
  const { modules } = QRCode.create(probeText, { errorCorrectionLevel: 'L' })
  const { width, height, data } = probeCode()
  const scale = width / (modules.size + 8)
  expect(height).toBe(width)
  for (let row = -4; row < modules.size + 4; row++)
    for (let column = -4; column < modules.size + 4; column++) {
      const at = (Math.floor((row + 4.5) * scale) * width + Math.floor((column + 4.5) * scale)) * 4
      const inside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size
      expect(data[at]).toBe(inside && modules.get(row, column) === 1 ? 0 : 255)
    }
})

test('a reader that reads the probe is proven, by one reading', async () => {
  const detect = vi.fn(gives(probeText))
  expect(await proven(detectors(detect))).toBe(true)
  expect(detect).toHaveBeenCalledTimes(1)
})

test.each<[string, NativeDetectors | undefined]>([
  ['is not there', undefined],
  ['names no formats', detectors(gives(probeText), () => Promise.resolve([]))],
  ['names other formats', detectors(gives(probeText), () => Promise.resolve(['ean_13']))],
  ['never says its formats', detectors(gives(probeText), never)],
  ['refuses to say its formats', detectors(gives(probeText), unavailable)],
  ['throws', detectors(unavailable)],
  ['never answers', detectors(never)],
  ['sees nothing', detectors(gives())],
  ['gives no text', detectors(gives(''))],
  ['gives another text', detectors(gives('GG1:PROBE 0%*$+-./:'))],
  ['takes off the last space', detectors(gives(probeText.trim()))],
  ['sees two', detectors(gives(probeText, probeText))],
  [
    'cannot be made',
    class {
      static getSupportedFormats = () => Promise.resolve(['qr_code'])
      constructor() {
        throw new TypeError('no formats')
      }
      detect = gives(probeText)
    },
  ],
])('a reader that %s is not used', async (_how, given) => {
  expect(await proven(given)).toBe(false)
})

describe('a proven reader', () => {
  const picture: Pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
  const bytes = new TextEncoder().encode('GGF1 and more')
  const other: FindCodes = vi.fn(() => Promise.resolve([{ text: 'other', bytes }]))
  const read = async (native: FindCodes, times = 1) => {
    const find = withNative(Promise.resolve(native), other)
    await Promise.resolve()
    const texts: string[] = []
    for (let n = 0; n < times; n++) texts.push(...(await find(picture)).map(({ text }) => text))
    return texts
  }

  test('is asked alone where it sees text', async () => {
    vi.mocked(other).mockClear()
    expect(await read(() => Promise.resolve([{ text: 'A' }, { text: 'B' }]))).toEqual(['A', 'B'])
    expect(await read(() => Promise.resolve([]))).toEqual([])
    expect(other).not.toHaveBeenCalled()
  })

  test.each(['GGF1 \uFFFD', ''])(
    'that sees %j, which may be bytes, leaves it to the other',
    async (text) => {
      expect(await read(() => Promise.resolve([{ text: 'A' }, { text }]))).toEqual(['other'])
    },
  )

  test('that fails once is asked no more', async () => {
    const native = vi.fn(() => Promise.reject(new DOMException('', 'InvalidStateError')))
    expect(await read(native, 3)).toEqual(['other', 'other', 'other'])
    expect(native).toHaveBeenCalledTimes(1)
  })

  test('that no longer answers is given up, and the picture is read', async () => {
    const reading = read(never, 2)
    await vi.advanceTimersByTimeAsync(patience.picture)
    expect(await reading).toEqual(['other', 'other'])
  })

  test('is not waited for while it proves itself', async () => {
    const find = withNative(never(), other)
    expect((await find(picture)).map(({ text }) => text)).toEqual(['other'])
  })
})
