/** ECDSA signatures in DER, read strictly: only what a P-256 signature's one encoding can be. */

const width = 32

/** r || s of a DER signature; undefined where the bytes are no strict DER of two positive integers below 2^256. */
export function rawOfDer(der: Uint8Array): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 127) return undefined
  const raw = new Uint8Array(2 * width)
  let at = 2
  for (const end of [width, 2 * width]) {
    const length = der[at + 1]
    if (der[at] !== 2 || length === undefined || length < 1) return undefined
    const integer = der.subarray(at + 2, at + 2 + length)
    if (integer.length !== length || !isShortest(integer)) return undefined
    const digits = integer[0] === 0 ? integer.subarray(1) : integer
    if (digits.length > width) return undefined
    raw.set(digits, end - digits.length)
    at += 2 + length
  }
  return at === der.length ? raw : undefined
}

/** Not negative, and no leading zero byte but where the next one has its highest bit set. */
function isShortest([first = 0, second]: Uint8Array): boolean {
  if (first > 0x7f) return false
  return first !== 0 || second === undefined || second > 0x7f
}
