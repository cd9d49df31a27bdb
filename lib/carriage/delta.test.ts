/** Tests of deltas: there and back for any data, one way to write each, and everything else refused. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusal } from '../testing/refusal.ts'
import { applyDelta, makeDelta } from './delta.ts'

const of = (...bytes: number[]): Uint8Array => Uint8Array.from([0x47, 0x47, 0x44, 0x31, ...bytes])
const zeros = (length: number): Uint8Array => new Uint8Array(length)

const pair = fc
  .record({
    from: fc.uint8Array({ maxLength: 600 }),
    more: fc.uint8Array({ maxLength: 50 }),
    turned: fc.array(fc.nat(5000), { maxLength: 20 }),
  })
  .map(({ from, more, turned }) => {
    const to = Uint8Array.from([...from, ...more])
    for (const bit of turned) if (bit >> 3 < to.length) to[bit >> 3]! ^= 1 << (bit & 7)
    return { from, to }
  })

describe('a delta', () => {
  test('turns any data into any other that is not shorter', () => {
    fc.assert(
      fc.property(pair, ({ from, to }) => {
        expect(applyDelta(from, makeDelta(from, to), to.length)).toEqual(to)
      }),
    )
  })

  test('of the same data says nothing', () => {
    expect(makeDelta(of(1, 2), of(1, 2))).toEqual(of())
  })

  test.each([
    ['one byte', zeros(3), Uint8Array.of(0, 4, 0), of(1, 1, 4)],
    ['two bytes with two between', zeros(4), Uint8Array.of(1, 0, 0, 2), of(0, 4, 1, 0, 0, 2)],
    ['two bytes with three between', zeros(5), Uint8Array.of(1, 0, 0, 0, 2), of(0, 1, 1, 3, 1, 2)],
    ['growth', Uint8Array.of(9), Uint8Array.of(9, 7), of(1, 1, 7)],
    ['growth by zeros', Uint8Array.of(9), Uint8Array.of(9, 0, 0), of()],
    ['a far byte', zeros(200), Uint8Array.from([...zeros(199), 8]), of(0xc7, 0x01, 1, 8)],
  ])('has the bytes that the page says: %s', (_name, from, to, expected) => {
    expect(makeDelta(from, to)).toEqual(expected)
  })

  test('is small: a thousand bits of 1.25 MB', () => {
    const from = zeros(1_250_000)
    const to = from.slice()
    for (let i = 0; i < 1000; i++) to[(i * 7919 * 131) % to.length]! |= 1 << (i % 8)
    expect(makeDelta(from, to).length).toBeLessThan(5000)
  })

  test('of data that shrink is a mistake of the caller', () => {
    expect(() => makeDelta(zeros(2), zeros(1))).toThrow(TypeError)
  })
})

describe('refused is', () => {
  test.each([
    ['nothing at all', new Uint8Array(0)],
    ['another magic', Uint8Array.of(0x47, 0x47, 0x44, 0x32)],
    ['a gap without a length', of(1)],
    ['a run that is cut short', of(0, 2, 1)],
    ['an empty run', of(1, 0)],
    ['two runs that touch', of(0, 1, 1, 0, 1, 1)],
    ['a gap longer than needed', of(0x81, 0x00, 1, 1)],
    ['a length longer than needed', of(0, 0x81, 0x00, 1)],
    ['a zero longer than needed', of(0x80, 0x00, 1, 1)],
    ['a run over the end', of(9, 2, 1, 1)],
    ['a run behind the end', of(10, 1, 1)],
    ['a number beyond 2^32', of(0xff, 0xff, 0xff, 0xff, 0x1f, 1, 1)],
    ['a number without end', of(...Array.from({ length: 40 }, () => 0xff))],
    ['trailing bytes', of(0, 1, 1, 1)],
  ])('%s', (_name, delta) => {
    expect(refusal(() => applyDelta(zeros(10), delta, 10))).toBe('ERR_DELTA_MALFORMED')
  })

  test('a length that is shorter than the data', () => {
    expect(refusal(() => applyDelta(zeros(2), of(), 1))).toBe('ERR_DELTA_MALFORMED')
  })

  test('any bytes: a delta of just that length, or a refusal, never another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        const code = refusal(() => {
          expect(applyDelta(zeros(20), of(...bytes), 25)).toHaveLength(25)
        })
        expect([undefined, 'ERR_DELTA_MALFORMED']).toContain(code)
      }),
      { numRuns: 2000 },
    )
  })

  test('every other way to write one: what is accepted and minimal is what makeDelta writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const delta = of(...bytes)
        const from = zeros(20)
        let to: Uint8Array | undefined
        if (refusal(() => (to = applyDelta(from, delta, 20))) !== undefined) return
        expect(makeDelta(from, to!).length).toBeLessThanOrEqual(delta.length)
      }),
      { numRuns: 2000 },
    )
  })
})
