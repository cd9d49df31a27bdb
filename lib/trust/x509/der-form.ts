/** Whether bytes have the form of DER and are few: asked before a parser that allows more is let at them. */

/** The largest of 800 certificates in use are of 2,200 bytes and 125 values. */
const [maxBytes, maxDepth, maxValues] = [8192, 16, 300]

/**
 * Whether bytes are exactly one DER value, of bounded size, depth and number of parts: lengths definite and in their
 * shortest form, every part within the one around it.
 */
export function isBoundedDer(der: Uint8Array): boolean {
  if (der.length > maxBytes) return false
  /** Where the values end that are open at this place. */
  const ends: number[] = []
  let at = 0
  for (let values = 0; values < maxValues; values++) {
    const tag = der[at] ?? 0x1f
    // Tags above 30 are in no certificate.
    if ((tag & 0x1f) === 0x1f) return false
    const [start, length] = headOf(der, at)
    const end = start + length
    // A comparison with NaN is false: the length was not there.
    if (!(end <= (ends.at(-1) ?? der.length))) return false
    at = end
    if ((tag & 0x20) !== 0 && length > 0) {
      if (ends.push(end) > maxDepth) return false
      at = start
    }
    while (ends.at(-1) === at) ends.pop()
    if (ends.length === 0) return at === der.length
  }
  return false
}

/** Where the content of the value at a place begins, and its length; NaN: not in its shortest form. */
function headOf(der: Uint8Array, at: number): readonly [start: number, length: number] {
  const [first = NaN, high = NaN, low = NaN] = der.subarray(at + 1, at + 4)
  if (first < 0x80) return [at + 2, first]
  if (first === 0x81) return [at + 3, high < 0x80 ? NaN : high]
  if (first === 0x82) return [at + 4, high === 0 ? NaN : high * 256 + low]
  return [at, NaN]
}
