/** Tests of our own UTF-8 against the platform's: the same bytes, the same text, the same refusals. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Utf8Decoder, Utf8Encoder } from './text-coding.ts'

const [own, theirs] = [
  new Utf8Decoder(),
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
]
const read = (decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    return null
  }
}

test('any text is written as the platform writes it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    // Lone surrogates too.
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  )
  const property = fc.property(text, (any) => {
    expect(new Utf8Encoder().encode(any)).toEqual(new TextEncoder().encode(any))
  })
  fc.assert(property, { numRuns: 2000 })
})

test('any bytes are read, or refused, as the platform does', () => {
  let [readable, refused] = [0, 0]
  const heads = fc.constantFrom(0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff)
  const tails = fc.integer({ min: 0x7f, max: 0xc0 })
  const edges = fc
    .tuple(heads, fc.array(tails, { maxLength: 4 }))
    .map(([head, rest]) => [head, ...rest])
  const bytes = fc.oneof(
    fc.array(edges, { maxLength: 3 }).map((parts) => Uint8Array.from(parts.flat())),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    fc.uint8Array({ maxLength: 8 }),
  )
  const property = fc.property(bytes, (any) => {
    const text = read(theirs, any)
    expect(read(own, any)).toBe(text)
    if (text === null) refused++
    else readable++
  })
  fc.assert(property, { numRuns: 5000 })
  expect(readable).toBeGreaterThan(1000)
  expect(refused).toBeGreaterThan(1000)
})

test('a mark of byte order stays, and long text is read whole', () => {
  const text = `\ufeff${'绿码🟢'.repeat(5000)}`
  expect(own.decode(new TextEncoder().encode(text))).toBe(text)
})
