/** Base32 (RFC 4648 section 6), table-driven and strict: capitals, no stray bits, padding whole or none. */
import { freshBytes } from './bytes.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Stands for what is no digit: more than five bits, so that it shows in whatever it is joined to. */
const invalid = 0x80

const digits = new Uint8Array(128).fill(invalid)
for (let digit = 0; digit < 32; digit++) digits[alphabet.charCodeAt(digit)] = digit

/** Bytes that so many digits behind the last whole group of eight write; -1: no bytes are written so. */
const bytesOf = [0, -1, 1, -1, 2, 3, -1, 4] as const

/**
 * Decodes base32 text, padded or not; undefined where it is none.
 *
 * @param text - The text; decoding starts at `start`, so that a prefix need not be cut off first.
 */
export function decodeBase32(text: string, start = 0): Uint8Array | undefined {
  let end = text.length
  while (end > start && text.charCodeAt(end - 1) === 61) end--
  const padding = text.length - end
  const left = (end - start) % 8
  const rest = bytesOf[left] as number
  // Padding fills the last group, and is not a group of its own.
  if (rest < 0 || (padding > 0 && (left === 0 || left + padding !== 8))) return undefined
  const whole = end - left
  const bytes = freshBytes(((whole - start) / 8) * 5 + rest)
  let write = 0
  for (let i = start; i < whole; i += 8) {
    // One by one: taken from an array, they would be a third of all that reading a pass allocates.
    const a = digit(text, i)
    const b = digit(text, i + 1)
    const c = digit(text, i + 2)
    const d = digit(text, i + 3)
    const e = digit(text, i + 4)
    const f = digit(text, i + 5)
    const g = digit(text, i + 6)
    const h = digit(text, i + 7)
    if ((a | b | c | d | e | f | g | h) >= invalid) return undefined
    bytes[write++] = (a << 3) | (b >> 2)
    bytes[write++] = (b << 6) | (c << 1) | (d >> 4)
    bytes[write++] = (d << 4) | (e >> 1)
    bytes[write++] = (e << 7) | (f << 2) | (g >> 3)
    bytes[write++] = (g << 5) | h
  }
  return finish(text, whole, end, bytes, write) ? bytes : undefined
}

/** Writes what the digits of a group that is not whole say; false where they say it in no canonical way. */
function finish(text: string, start: number, end: number, bytes: Uint8Array, at: number): boolean {
  let [held, bits, write] = [0, 0, at]
  for (let i = start; i < end; i++) {
    const value = digit(text, i)
    if (value === invalid) return false
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[write++] = held >> bits
    }
  }
  return (held & ((1 << bits) - 1)) === 0
}

function digit(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? (digits[code] as number) : invalid
}
