/** Brings an ECDSA signature to its low-S form, the only one that our own codes may carry (format 2). */

/** The order of P-256, big-endian. */
const order = Uint8Array.from(
  'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'.match(/../g) ?? [],
  (byte) => parseInt(byte, 16),
)

/** The same signature with s in the lower half: (r, s) and (r, n - s) are both right. */
export function lowS(signature: Uint8Array): Uint8Array {
  const flipped = signature.slice()
  let borrow = 0
  for (let i = 31; i >= 0; i--) {
    const difference = (order[i] as number) - (signature[32 + i] as number) - borrow
    borrow = difference < 0 ? 1 : 0
    flipped[32 + i] = difference & 0xff
  }
  for (let i = 32; i < 64; i++) {
    if (flipped[i] !== signature[i]) {
      return (flipped[i] as number) < (signature[i] as number) ? flipped : signature
    }
  }
  return signature
}
