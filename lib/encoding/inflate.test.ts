/** Tests of inflating: held against zlib, whole and damaged, and that its bound is kept in time and in memory. */
import { constants, deflateRawSync, deflateSync, inflateRawSync, inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '../testing/corpora.ts'
import { refusal } from '../testing/refusal.ts'
import { inflateRaw, inflateZlib } from './inflate.ts'

const limit = 65_536
const text = new TextEncoder().encode(
  Array.from({ length: 300 }, (_, n) => `{"line":${n % 17},"of":"${(n * n) % 97}"}`).join(),
)

/** What zlib makes of a stream that fills the bytes to the last; undefined where it refuses. */
function secondHand(bytes: Uint8Array, inflater: typeof inflateSync): Uint8Array | undefined {
  try {
    const { buffer, engine } = inflater(bytes, { info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    return engine.bytesWritten === bytes.length ? new Uint8Array(buffer) : undefined
  } catch {
    return undefined
  }
}

/** What we make of it, which must be the same. */
function firstHand(
  bytes: Uint8Array,
  [inflate, inflater]: readonly [typeof inflateRaw, typeof inflateSync],
): Uint8Array | undefined {
  let made: Uint8Array | undefined
  const code = refusal(() => (made = inflate(bytes, limit)))
  const expected = secondHand(bytes, inflater)
  // As text: thousands of arrays of numbers would take the test half a minute.
  expect(made === undefined ? code : toHex(made)).toBe(
    expected === undefined ? 'ERR_INFLATE_MALFORMED' : toHex(expected),
  )
  return made
}

const raw = [inflateRaw, inflateRawSync] as const
const zlib = [inflateZlib, inflateSync] as const
const alike = (made: Uint8Array, plain: Uint8Array): void => {
  expect(toHex(made)).toBe(toHex(plain))
}

describe('whole streams', () => {
  const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED]
  test('what zlib compresses at any level and by any strategy is read', () => {
    for (const strategy of strategies) {
      for (let level = 0; level <= 9; level++) {
        for (const plain of [text, text.subarray(0, 1), new Uint8Array(0), new Uint8Array(limit)]) {
          alike(inflateRaw(deflateRawSync(plain, { level, strategy }), limit), plain)
          alike(inflateZlib(deflateSync(plain, { level, strategy }), limit), plain)
        }
      }
    }
  })

  test('any bytes come back, however many blocks they take', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 5000 }),
      fc.array(fc.constantFrom(...text.subarray(0, 40)), { maxLength: 9000 }),
    )
    const options = fc.record({ level: fc.nat(9), memLevel: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(anyBytes, options, (bytes, by) => {
        const plain = new Uint8Array(bytes)
        alike(inflateRaw(deflateRawSync(plain, by), limit), plain)
      }),
    )
  })

  test('more than fits the shared buffer is read where the limit allows it', () => {
    const plain = new Uint8Array(3_000_001).map((_, i) => (i * i) >> 7)
    alike(inflateRaw(deflateRawSync(plain), 3_000_001), plain)
  })

  test('what was made stays as it is when the next stream is read', () => {
    const first = inflateRaw(deflateRawSync(text), limit)
    inflateRaw(deflateRawSync(new Uint8Array(text.length)), limit)
    expect(first).toEqual(text)
  })
})

describe('the bound', () => {
  test('exactly so many bytes are made and not one more', () => {
    for (const plain of [text, new Uint8Array(5000)]) {
      for (const level of [0, 9]) {
        const bytes = deflateRawSync(plain, { level })
        expect(inflateRaw(bytes, plain.length)).toHaveLength(plain.length)
        expect(refusal(() => inflateRaw(bytes, plain.length - 1))).toBe('ERR_INFLATE_TOO_LARGE')
        const wrapped = deflateSync(plain, { level })
        expect(refusal(() => inflateZlib(wrapped, plain.length - 1))).toBe('ERR_INFLATE_TOO_LARGE')
      }
    }
  })

  /** Blocks that make nothing and cost the most: each states codes anew. */
  const emptyBlocks = (): Uint8Array => {
    const block = deflateRawSync(new Uint8Array(0), { strategy: constants.Z_FIXED })
    return Uint8Array.from({ length: limit }, (_, i) => (block[i % block.length] as number) & 254)
  }
  test.each([
    ['a bomb of 64 kB', () => deflateRawSync(new Uint8Array(64 << 20)).subarray(0, limit)],
    ['a bomb of 4 kB', () => deflateRawSync(new Uint8Array(4 << 20))],
    ['10 MB of zeros', () => new Uint8Array(10_000_000)],
    ['10 MB of stored blocks', () => deflateRawSync(new Uint8Array(10_000_000), { level: 0 })],
    ['empty blocks without end', emptyBlocks],
  ])('%s is refused in 50 ms and within 16 MB', (_name, make) => {
    const bytes = make()
    const [least, memory] = leastTime(() => {
      expect(refusal(() => inflateRaw(bytes, limit))).toMatch(/^ERR_INFLATE_/)
    })
    expect(least).toBeLessThan(50)
    expect(memory).toBeLessThan(16_000_000)
  })
})

/** The least of five runs in milliseconds, and of more where the machine is busy; and the most bytes that one took. */
function leastTime(run: () => void): readonly [number, number] {
  let [least, most] = [Infinity, 0]
  for (let i = 0; i < 5 || (least >= 50 && i < 100); i++) {
    const before = process.memoryUsage()
    const start = performance.now()
    run()
    least = Math.min(least, performance.now() - start)
    const after = process.memoryUsage()
    most = Math.max(most, after.arrayBuffers - before.arrayBuffers)
  }
  return [least, most]
}

describe('damaged streams', () => {
  const raws = [text.subarray(0, 700), text.subarray(0, 30)].flatMap((plain) =>
    [0, 1, 9].map((level) => deflateRawSync(plain, { level })),
  )

  test('each byte changed, cut off or added is read or refused as by zlib', () => {
    let read = 0
    for (const bytes of raws) {
      const damaged = [...bytes.keys()].flatMap((at) => [
        bytes.subarray(0, at),
        ...[1, 2, 4, 16, 128, 255].map((mask) => bytes.map((b, i) => (i === at ? b ^ mask : b))),
      ])
      for (const trial of [...damaged, Buffer.concat([bytes, Buffer.of(0)])]) {
        if (firstHand(trial, raw) !== undefined) read++
      }
    }
    // Without a checksum damage often makes other bytes: the comparison is no mere refusal.
    expect(read).toBeGreaterThan(100)
  })

  test('any bytes at all are read or refused as by zlib', () => {
    const blocks = fc.uint8Array({ minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.constantFrom(1, 3, 5), blocks, (kind, bytes) => {
        bytes[0] = ((bytes[0] as number) & 248) | kind
        firstHand(bytes, raw)
      }),
      { numRuns: 2000 },
    )
  })

  test('a zlib stream with any one bit changed makes no other bytes', () => {
    const bytes = deflateSync(text.subarray(0, 300))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const trial = bytes.map((b, i) => (i === bit >> 3 ? b ^ (1 << (bit & 7)) : b))
      const made = firstHand(trial, zlib)
      // The level that the header states is a hint and decides nothing.
      if (made !== undefined) alike(made, text.subarray(0, 300))
    }
  })

  test.each([
    ['nothing', []],
    ['a header alone', [0x78, 0x9c]],
    ['gzip', [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a dictionary', [0x78, 0xbb, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1]],
    ['no checksum', [0x78, 0x9c, 3, 0]],
    ['another byte after the checksum', [0x78, 0x9c, 3, 0, 0, 0, 0, 1, 0]],
  ])('a zlib stream with %s is refused', (_name, bytes) => {
    expect(refusal(() => inflateZlib(Uint8Array.from(bytes), limit))).toBe('ERR_INFLATE_MALFORMED')
  })
})
