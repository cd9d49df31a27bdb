/** ECDSA on P-256 with SHA-256, nonces after RFC 6979 and s made low, so that a run repeats its signatures. */
import { createHmac } from 'node:crypto'
import { concat, fromHex, hex, sha256 } from './bytes.ts'

const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
/** The order of the group. */
export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const generator = [
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
] as const

type Point = readonly [bigint, bigint]

const mod = (a: bigint, m: bigint): bigint => ((a % m) + m) % m

const inverse = (a: bigint, m: bigint): bigint => {
  let [r, next, s, nextS] = [mod(a, m), m, 1n, 0n]
  while (next !== 0n) {
    const quotient = r / next
    ;[r, next, s, nextS] = [next, r - quotient * next, nextS, s - quotient * nextS]
  }
  return mod(s, m)
}

const add = (a: Point | undefined, b: Point): Point | undefined => {
  if (a === undefined) return b
  if (a[0] === b[0] && a[1] !== b[1]) return undefined
  const slope =
    a[0] === b[0]
      ? mod((3n * a[0] * a[0] - 3n) * inverse(2n * a[1], p), p)
      : mod((b[1] - a[1]) * inverse(b[0] - a[0], p), p)
  const x = mod(slope * slope - a[0] - b[0], p)
  return [x, mod(slope * (a[0] - x) - a[1], p)]
}

const multiply = (scalar: bigint): Point => {
  let [sum, power, left]: [Point | undefined, Point, bigint] = [undefined, generator, scalar]
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, power)
    power = add(power, power) ?? power
  }
  if (sum === undefined) throw new RangeError('a multiple of the order')
  return sum
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`)
/** A number as 32 bytes, big-endian. */
export const bytes32 = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'))

const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Uint8Array =>
  new Uint8Array(
    createHmac('sha256', key)
      .update(concat(...parts))
      .digest(),
  )

/** RFC 6979 section 3.2; a nonce of 0 or above the order does not occur for these messages and would throw. */
const nonce = (secret: Uint8Array, digest: Uint8Array): bigint => {
  const seed = concat(secret, bytes32(number(digest) % order))
  let v: Uint8Array = new Uint8Array(32).fill(1)
  let k: Uint8Array = new Uint8Array(32)
  for (const step of [0, 1]) {
    k = hmac(k, v, Uint8Array.of(step), seed)
    v = hmac(k, v)
  }
  const value = number(hmac(k, v))
  if (value === 0n || value >= order) throw new RangeError('nonce out of range')
  return value
}

/** The same signature with n - s for s: right for ECDSA, and not for ours. */
export const withHighS = (signature: Uint8Array): Uint8Array =>
  concat(signature.subarray(0, 32), bytes32(order - number(signature.subarray(32))))

/** Signs a message: r || s, 64 bytes, s low. */
export const signP256 = (secret: Uint8Array, message: Uint8Array): Uint8Array => {
  const digest = sha256(message)
  const k = nonce(secret, digest)
  const r = multiply(k)[0] % order
  const s = mod(inverse(k, order) * (number(digest) + r * number(secret)), order)
  return concat(bytes32(r), bytes32(s > order / 2n ? order - s : s))
}
