/** UTF-8 for realms that have no coder of it: what the portable build has in place of `TextEncoder` and `TextDecoder`. */

const [replacement, most] = [0xfffd, 0x10ffff]
/** The least code point that may be written in so many bytes. */
const leasts = [0, 0, 0x80, 0x800, 0x10000] as const
/** What `String.fromCharCode` takes at a time. */
const piece = 4096

/** Writes text as UTF-8; a lone surrogate becomes U+FFFD. */
export class Utf8Encoder {
  encode(text: string): Uint8Array {
    const bytes = new Uint8Array(3 * text.length)
    let length = 0
    for (let i = 0; i < text.length; i++) {
      let code = text.codePointAt(i) as number
      if (code > 0xffff) i++
      if (code >= 0xd800 && code < 0xe000) code = replacement
      if (code < 0x80) bytes[length++] = code
      else {
        const rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
        // The first byte begins with as many ones as there are bytes.
        bytes[length++] = ((0xff00 >> (rest + 1)) & 0xff) | (code >> (6 * rest))
        for (let j = rest - 1; j >= 0; j--) bytes[length++] = 0x80 | ((code >> (6 * j)) & 0x3f)
      }
    }
    return bytes.slice(0, length)
  }
}

/** Reads UTF-8 as this library always asks for it: what is none is refused, and a mark of byte order is a character. */
export class Utf8Decoder {
  /** @throws TypeError for bytes that are not UTF-8. */
  decode(bytes: Uint8Array): string {
    let text = ''
    let units: number[] = []
    for (let at = 0; at < bytes.length;) {
      const first = bytes[at] as number
      const size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      let code = size === 1 ? first : first & (0x7f >> size)
      for (let i = 1; i < size; i++) {
        const next = bytes[at + i]
        if (next === undefined || (next & 0xc0) !== 0x80) throw malformed()
        code = (code << 6) | (next & 0x3f)
      }
      if (size === 0 || first > 0xf4 || code < (leasts[size] as number) || code > most)
        throw malformed()
      if (code >= 0xd800 && code < 0xe000) throw malformed()
      at += size
      if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff))
      else units.push(code)
      if (units.length >= piece) {
        text += String.fromCharCode(...units)
        units = []
      }
    }
    return text + String.fromCharCode(...units)
  }
}

function malformed(): TypeError {
  return new TypeError('bytes are not UTF-8')
}

// By these names a build puts them in the place of the platform's.
export { Utf8Decoder as TextDecoder, Utf8Encoder as TextEncoder }
