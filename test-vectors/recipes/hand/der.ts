/** DER (X.690), as much of it as a certificate needs. */
import { concat, fromHex, hex, utf8 } from './bytes.ts'

/** One value: its tag, its length in the shortest form, its content. */
export const tagged = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const bytes = concat(...content)
  const { length } = bytes
  if (length < 128) return concat(Uint8Array.of(tag, length), bytes)
  const size = fromHex(length.toString(16).padStart(length < 256 ? 2 : 4, '0'))
  return concat(Uint8Array.of(tag, 0x80 + size.length), size, bytes)
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x31, ...parts)
/** `[number]`, holding other values. */
export const context = (number: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  tagged(0xa0 + number, ...parts)
export const octets = (bytes: Uint8Array): Uint8Array => tagged(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0): Uint8Array =>
  tagged(0x03, Uint8Array.of(unused), bytes)
export const yes = tagged(0x01, Uint8Array.of(0xff))
export const text = (given: string): Uint8Array => tagged(0x0c, utf8(given))
export const printable = (given: string): Uint8Array => tagged(0x13, utf8(given))

/** A positive integer of its bytes, or a small one. */
export const integer = (given: number | Uint8Array): Uint8Array => {
  const digits = (typeof given === 'number' ? given.toString(16) : hex(given)).replace(/^0+/, '')
  const even = digits.length % 2 === 1 ? `0${digits}` : digits || '00'
  return tagged(0x02, fromHex(/^[89a-f]/.test(even) ? `00${even}` : even))
}

/** An object identifier of its numbers with dots. */
export const oid = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const arc = (value: number): readonly number[] => {
    const septets = [value & 0x7f]
    for (let left = value >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80)
    return septets
  }
  return tagged(0x06, Uint8Array.from([40 * first + second, ...rest].flatMap(arc)))
}

/** Of the years that two digits name. */
export const utcTime = (instant: string): Uint8Array =>
  tagged(0x17, utf8(instant.slice(2).replace(/[-:T]/g, '')))
