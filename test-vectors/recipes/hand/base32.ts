/** Base32 after RFC 4648, bit by bit. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Writes bytes as base32 text without padding. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  let text = ''
  for (let at = 0; at < bits.length; at += 5) {
    text += alphabet.charAt(Number.parseInt(bits.slice(at, at + 5).padEnd(5, '0'), 2))
  }
  return text
}
