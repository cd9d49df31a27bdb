/** Base45 (RFC 9285), table-driven and strict: if decoding succeeds, the text was canonical. */
import { GreengateError } from '../errors.ts'
import { freshBytes } from './bytes.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Stands for what is no digit: more than any group may be, wherever it stands. */
const invalid = 0x10000

const digits = new Int32Array(128).fill(invalid)
for (let digit = 0; digit < alphabet.length; digit++) digits[alphabet.charCodeAt(digit)] = digit

/** The two low digits of a group, the lowest first: half as many texts on the way. */
const twoDigits: readonly string[] = /* @__PURE__ */ Array.from(
  { length: 2025 },
  (_, n) => alphabet.charAt(n % 45) + alphabet.charAt(Math.floor(n / 45)),
)

/** Encodes bytes as base45 text. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = ''
  const even = bytes.length - (bytes.length % 2)
  for (let i = 0; i < even; i += 2) {
    const pair = (bytes[i] as number) * 256 + (bytes[i + 1] as number)
    const high = Math.floor(pair / 2025)
    text += (twoDigits[pair - high * 2025] as string) + alphabet.charAt(high)
  }
  if (even < bytes.length) {
    const last = bytes[even] as number
    text += alphabet.charAt(last % 45) + alphabet.charAt(Math.floor(last / 45))
  }
  return text
}

/**
 * Decodes base45 text.
 *
 * @param text - The text; decoding starts at `start`, so that a prefix need not be cut off first.
 * @throws {@link GreengateError} `ERR_BASE45_MALFORMED`
 */
export function decodeBase45(text: string, start = 0): Uint8Array {
  const length = text.length - start
  const left = length % 3
  if (left === 1) throw malformed('a length that no bytes have')
  const whole = length - left
  const bytes = freshBytes((whole / 3) * 2 + (left === 2 ? 1 : 0))
  let write = 0
  const end = start + whole
  for (let i = start; i < end; i += 3) {
    const value = digitAt(text, i) + digitAt(text, i + 1) * 45 + digitAt(text, i + 2) * 2025
    if (value > 0xffff) throw refusal(text, i, 3)
    bytes[write++] = value >> 8
    bytes[write++] = value & 0xff
  }
  if (left === 2) {
    const value = digitAt(text, end) + digitAt(text, end + 1) * 45
    if (value > 0xff) throw refusal(text, end, 2)
    bytes[write] = value
  }
  return bytes
}

/** The digit at a place; where there is none, so much that its group is too large. */
function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? (digits[code] as number) : invalid
}

/** Says why a group is refused, which is asked only when it is. */
function refusal(text: string, start: number, length: number): GreengateError {
  for (let i = start; i < start + length; i++) {
    if (digitAt(text, i) === invalid) return malformed('a character outside the alphabet')
  }
  return malformed(length === 3 ? 'a group above 65535' : 'a last group above 255')
}

function malformed(found: string): GreengateError {
  return new GreengateError('ERR_BASE45_MALFORMED', `base45 text has ${found}`)
}
