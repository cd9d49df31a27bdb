/** ECDSA signatures as DER (RFC 3279 2.2.3): a sequence of two integers, each as short as it can be. */

const [sequence, integer] = [0x30, 0x02]

/**
 * Writes a signature as DER.
 *
 * @param raw - r || s, both of the curve's width.
 */
export function derSignature(raw: Uint8Array): Uint8Array {
  const width = raw.length / 2
  const [r, s] = [firstByte(raw, 0, width), firstByte(raw, width, raw.length)]
  const [ofR, ofS] = [sizeFrom(raw, r, width), sizeFrom(raw, s, raw.length)]
  const size = 4 + ofR + ofS
  // Of the widest curve a signature is longer than a length of one byte can say.
  const head = size < 128 ? [sequence, size] : [sequence, 0x81, size]
  const der = new Uint8Array(head.length + size)
  der.set(head)
  writeInteger(der, head.length, raw, r, width)
  writeInteger(der, head.length + 2 + ofR, raw, s, raw.length)
  return der
}

/** Where an integer begins: at its first byte that is not 0, or at its last. */
function firstByte(raw: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end - 1 && raw[at] === 0) at++
  return at
}

/** An integer whose highest bit is set would be negative: a zero goes before it. */
function sizeFrom(raw: Uint8Array, at: number, end: number): number {
  return end - at + ((raw[at] as number) >> 7)
}

function writeInteger(
  der: Uint8Array,
  at: number,
  raw: Uint8Array,
  from: number,
  end: number,
): void {
  const size = sizeFrom(raw, from, end)
  der[at] = integer
  der[at + 1] = size
  for (let i = from, to = at + 2 + size - (end - from); i < end; i++, to++) {
    der[to] = raw[i] as number
  }
}
