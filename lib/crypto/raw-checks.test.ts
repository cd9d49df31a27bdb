/** Tests of the raw checks against a small model of both curves: every point of small order, every bound. */
import { expect, test } from 'vitest'
import { fromHex } from '../testing/corpora.ts'
import { isSoundEd25519Point, isSoundEd25519Signature, isSoundP256Signature } from './raw-checks.ts'

// The model: edwards25519 with BigInt, from RFC 8032 section 5.1 alone.
const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
const mod = (n: bigint): bigint => ((n % p) + p) % p
const power = (base: bigint, exponent: bigint): bigint => {
  let [result, square] = [1n, mod(base)]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square)
    square = mod(square * square)
  }
  return result
}
const inverse = (n: bigint): bigint => power(n, p - 2n)
const d = mod(-121_665n * inverse(121_666n))

interface Point {
  readonly x: bigint
  readonly y: bigint
}
const zero: Point = { x: 0n, y: 1n }
const add = (a: Point, b: Point): Point => {
  const product = mod(d * a.x * b.x * a.y * b.y)
  return {
    x: mod((a.x * b.y + b.x * a.y) * inverse(1n + product)),
    y: mod((a.y * b.y + a.x * b.x) * inverse(1n - product)),
  }
}
const times = (n: bigint, point: Point): Point => {
  let [result, double] = [zero, point]
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, double)
    double = add(double, double)
  }
  return result
}
/** The point with this y and an even x, if there is one. */
const pointAt = (y: bigint): Point | undefined => {
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n))
  let x = power(square, (p + 3n) / 8n)
  if (mod(x * x) !== square) x = mod(x * power(2n, (p - 1n) / 4n))
  if (mod(x * x) !== square) return undefined
  return { x: x & 1n ? mod(-x) : x, y }
}
const little = (n: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n))
const encoded = (y: bigint, sign: bigint): Uint8Array => little(y | (sign << 255n))

/** All eight points whose order divides 8. */
const torsion = (): readonly Point[] => {
  for (let y = 2n; ; y++) {
    const point = pointAt(y)
    const candidate = point === undefined ? zero : times(order, point)
    if (times(4n, candidate).y === 1n) continue
    return Array.from({ length: 8 }, (_, i) => times(BigInt(i), candidate))
  }
}

test('every encoding of every point of small order is refused, canonical or not', () => {
  const points = torsion()
  expect(new Set(points.map(({ x, y }) => `${x},${y}`)).size).toBe(8)
  let refused = 0
  for (const { y } of points)
    for (const form of [y, y + p])
      for (const sign of [0n, 1n]) {
        if (form >= 2n ** 255n) continue
        expect(isSoundEd25519Point(encoded(form, sign))).toBe(false)
        refused++
      }
  // 5 values of y, two of which have a second form below 2^255; of all of them both signs.
  expect(refused).toBeGreaterThanOrEqual(14)
})

test('no encoding of p or above is canonical', () => {
  for (let y = p; y < 2n ** 255n; y++)
    for (const sign of [0n, 1n]) expect(isSoundEd25519Point(encoded(y, sign))).toBe(false)
})

test('points of full order are sound, up to the greatest canonical y', () => {
  expect(isSoundEd25519Point(fromHex(`58${'66'.repeat(31)}`))).toBe(true)
  let found = 0
  for (let y = p - 2n; found < 20; y--) {
    if (pointAt(y) === undefined) continue
    found++
    expect(isSoundEd25519Point(encoded(y, 0n))).toBe(true)
    expect(isSoundEd25519Point(encoded(y, 1n))).toBe(true)
  }
})

test.each([0, 31, 33, 64])('%i bytes are no point', (length) => {
  expect(isSoundEd25519Point(new Uint8Array(length).fill(0x66))).toBe(false)
})

const base = fromHex(`58${'66'.repeat(31)}`)
const ed = (s: bigint, r = base): Uint8Array => Uint8Array.from([...r, ...little(s)])

test.each([
  ['0', 0n, true],
  ['L - 1', order - 1n, true],
  ['L', order, false],
  ['L + 1', order + 1n, false],
  ['2 L', 2n * order, false],
  ['2^256 - 1', 2n ** 256n - 1n, false],
])('S of %s is in range: %s', (_name, s, isSound) => {
  expect(isSoundEd25519Signature(ed(s))).toBe(isSound)
})

test('an R of small order is refused whatever S is', () => {
  for (const { x, y } of torsion()) {
    expect(isSoundEd25519Signature(ed(1n, encoded(y, x & 1n)))).toBe(false)
  }
})

const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const big = (value: bigint): Uint8Array => little(value).toReversed()
const ecdsa = (r: bigint, s: bigint): Uint8Array => Uint8Array.from([...big(r), ...big(s)])

test.each([
  ['r = 0', ecdsa(0n, 1n), false, false],
  ['s = 0', ecdsa(1n, 0n), false, false],
  ['r = s = 1', ecdsa(1n, 1n), true, true],
  ['r = n - 1', ecdsa(n - 1n, 1n), true, true],
  ['r = n', ecdsa(n, 1n), false, false],
  ['r = 2^256 - 1', ecdsa(2n ** 256n - 1n, 1n), false, false],
  ['s = (n - 1) / 2', ecdsa(1n, (n - 1n) / 2n), true, true],
  ['s = (n + 1) / 2', ecdsa(1n, (n + 1n) / 2n), true, false],
  ['s = n - 1', ecdsa(1n, n - 1n), true, false],
  ['s = n', ecdsa(1n, n), false, false],
  ['63 bytes', ecdsa(1n, 1n).subarray(1), false, false],
  ['65 bytes', Uint8Array.from([0, ...ecdsa(1n, 1n)]), false, false],
  ['nothing', new Uint8Array(0), false, false],
])('an ECDSA signature with %s is sound: %s; with low s: %s', (_name, signature, any, low) => {
  expect(isSoundP256Signature(signature, false)).toBe(any)
  expect(isSoundP256Signature(signature, true)).toBe(low)
})
