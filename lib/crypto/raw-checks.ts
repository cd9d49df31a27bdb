/**
 * What is checked of keys and signatures before any backend runs, because backends differ: scalars in
 * range, encodings canonical, no points of small order (format 2).
 */

/** The order of Ed25519's base point, little-endian. */
const ed25519Order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
/** The field prime 2^255 - 19, little-endian. */
const ed25519Prime = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')
/** The y coordinates of the eight points of small order, little-endian, sign bit cleared. */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(fromHex)

/** The order of P-256, big-endian. */
const p256Order = fromHex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
/** (order - 1) / 2, big-endian: the highest s of a low-S signature. */
const p256Half = fromHex('7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8')

/** Whether 32 bytes are the canonical encoding of an Ed25519 point that is not of small order. */
export function isSoundEd25519Point(point: Uint8Array): boolean {
  return point.length === 32 && isSoundY(point)
}

/** Whether 64 bytes are R || S with a sound R and S below the order (RFC 8032 section 5.1.7). */
export function isSoundEd25519Signature(signature: Uint8Array): boolean {
  return (
    signature.length === 64 &&
    isLessLittle(signature, 32, ed25519Order, 0xff) &&
    isSoundY(signature)
  )
}

/** The bits of the last byte of a point that are of y; the other is the sign of x. */
const ofY = 0x7f

/** The same of the y coordinate in the first 32 bytes, read in place: this runs for every code. */
function isSoundY(bytes: Uint8Array): boolean {
  if (!isLessLittle(bytes, 0, ed25519Prime, ofY)) return false
  for (const bad of smallOrder) if (isEqual(bytes, bad, ofY)) return false
  return true
}

function isEqual(bytes: Uint8Array, other: Uint8Array, lastMask: number): boolean {
  if (((bytes[31] as number) & lastMask) !== other[31]) return false
  for (let i = 0; i < 31; i++) if (bytes[i] !== other[i]) return false
  return true
}

/** The field prime of P-256, big-endian. */
const p256Prime = fromHex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff')

/**
 * Whether two coordinates of 32 bytes are canonical and a point of P-256, which has none of small order. An engine
 * without BigInt cannot tell whether it is on the curve; there no backend takes such a key.
 */
export function isSoundP256Point(xBytes: Uint8Array, yBytes: Uint8Array): boolean {
  if (!isLess(xBytes, p256Prime) || !isLess(yBytes, p256Prime)) return false
  return typeof BigInt !== 'function' || isOnP256(bigEndian(xBytes), bigEndian(yBytes))
}

/** The equation of P-256: y^2 = x^3 - 3x + b. Large numbers stand inside: where there are none, nothing may name them at once. */
function isOnP256(x: bigint, y: bigint): boolean {
  const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn
  return (y * y - (x * x * x - 3n * x + b)) % prime === 0n
}

function bigEndian(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let value = 0n
  for (let at = 0; at < bytes.length; at += 4) {
    // Safari had BigInt a version before it could read 8 bytes as one.
    value = (value << 32n) | BigInt(view.getUint32(at))
  }
  return value
}

/** Whether 64 bytes are r || s, both in 1..n-1; with `lowS` also s in the lower half. */
export function isSoundP256Signature(signature: Uint8Array, lowS: boolean): boolean {
  if (signature.length !== 64) return false
  const r = signature.subarray(0, 32)
  const s = signature.subarray(32)
  if (isZero(r) || isZero(s)) return false
  if (!isLess(r, p256Order) || !isLess(s, p256Order)) return false
  return !lowS || !isLess(p256Half, s)
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0)
}

/** Whether the 32 bytes from `start` are less than others, both little-endian; of the last byte only the mask counts. */
function isLessLittle(
  bytes: Uint8Array,
  start: number,
  other: Uint8Array,
  lastMask: number,
): boolean {
  const last = (bytes[start + 31] as number) & lastMask
  if (last !== other[31]) return last < (other[31] as number)
  for (let i = 30; i >= 0; i--) {
    const [a, b] = [bytes[start + i] as number, other[i] as number]
    if (a !== b) return a < b
  }
  return false
}

/** Compares big-endian numbers of one length. */
function isLess(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number)
  }
  return false
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16))
}
