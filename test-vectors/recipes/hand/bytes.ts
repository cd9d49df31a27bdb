/** Bytes, hex, base64url and SHA-2: what every recipe writes with. */
import { createHash } from 'node:crypto'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const fromHex = (text: string): Uint8Array => {
  const bytes = new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
  if (bytes.length * 2 !== text.replaceAll(' ', '').length) throw new TypeError('not hex')
  return bytes
}
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
export const fromBase64url = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text, 'base64url'))

export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts))

export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest())
export const sha512 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha512').update(bytes).digest())

/** The same bytes with one bit turned over; bit 0 is the highest of the first byte, -1 the lowest of the last. */
export const flipBit = (bytes: Uint8Array, bit: number): Uint8Array => {
  const place = bit < 0 ? bytes.length * 8 + bit : bit
  return bytes.map((byte, index) => (index === place >> 3 ? byte ^ (0x80 >> (place & 7)) : byte))
}

/** Seconds since 1970 of an instant such as `2026-03-02T04:00:00Z`. */
export const unix = (instant: string): number => Date.parse(instant) / 1000

/** The instant so many seconds after another. */
export const plus = (instant: string, seconds: number): string =>
  new Date((unix(instant) + seconds) * 1000).toISOString().replace('.000Z', 'Z')
