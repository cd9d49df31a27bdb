/** Base64url (RFC 4648 section 5), strict: no padding, no stray bits, no other alphabet; and base64 of others. */
import { GreengateError } from '../errors.ts'
import { freshBytes } from './bytes.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Stands for what is no digit: more than six bits, so that it shows in whatever it is joined to. */
const invalid = 0x80

const sextets = new Uint8Array(128).fill(invalid)
for (let value = 0; value < 64; value++) sextets[alphabet.charCodeAt(value)] = value

/** Encodes bytes as base64url text. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const group =
      ((bytes[i] as number) << 16) |
      ((bytes[i + 1] ?? 0) << 8) |
      (left > 2 ? (bytes[i + 2] as number) : 0)
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63)
    if (left > 1) text += alphabet.charAt((group >> 6) & 63)
    if (left > 2) text += alphabet.charAt(group & 63)
  }
  return text
}

/**
 * Decodes base64url text.
 *
 * @param text - The text, of which what stands before `start` and from `end` on is left out: parts of a JWS need not be cut.
 * @throws {@link GreengateError} `ERR_BASE64URL_MALFORMED`
 */
export function decodeBase64url(text: string, start = 0, end = text.length): Uint8Array {
  const length = end - start
  const left = length % 4
  if (left === 1) throw malformed()
  const bytes = freshBytes((length * 3) >> 2)
  let write = 0
  const whole = end - left
  for (let i = start; i < whole; i += 4) {
    const a = sextetAt(text, i)
    const b = sextetAt(text, i + 1)
    const c = sextetAt(text, i + 2)
    const d = sextetAt(text, i + 3)
    if ((a | b | c | d) >= invalid) throw malformed()
    bytes[write++] = (a << 2) | (b >> 4)
    bytes[write++] = (b << 4) | (c >> 2)
    bytes[write++] = (c << 6) | d
  }
  let bits = 0
  let held = 0
  for (let i = whole; i < end; i++) {
    const sextet = sextetAt(text, i)
    if (sextet >= invalid) throw malformed()
    held = ((held << 6) | sextet) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[write++] = (held >> bits) & 0xff
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw malformed()
  return bytes
}

/**
 * Decodes base64 as other people write it: in either alphabet, padded or not.
 *
 * @throws {@link GreengateError} `ERR_BASE64URL_MALFORMED`
 */
export function decodeAnyBase64(text: string): Uint8Array {
  return decodeBase64url(
    text
      .replace(/={1,2}$/, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  )
}

function sextetAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? (sextets[code] as number) : invalid
}

function malformed(): GreengateError {
  return new GreengateError('ERR_BASE64URL_MALFORMED', 'text is not unpadded base64url')
}
