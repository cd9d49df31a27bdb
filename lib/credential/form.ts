/** The forms that parts of a code must have, and the one error for those that have not. */
import type { CborValue } from '../encoding/cbor.ts'
import { GreengateError } from '../errors.ts'
import { sizes } from './layout.ts'

/** Whether a value is a byte string of one length. */
export function isBytes(value: CborValue | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length
}

/** Whether a value is text of 1 to 64 bytes. */
export function isName(value: CborValue | undefined): value is string {
  if (typeof value !== 'string' || value === '' || value.length > sizes.name) return false
  // No UTF-16 unit takes more than 3 bytes.
  if (value.length * 3 <= sizes.name) return true
  let length = 0
  // UTF-8 takes one byte more for each of these limits that a character reaches.
  for (const character of value) {
    const point = character.codePointAt(0) as number
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length <= sizes.name
}

/** A code that breaks a line of docs/format.md. */
export function malformed(expectation: string): GreengateError {
  return new GreengateError('ERR_CODE_MALFORMED', `code: ${expectation}`)
}
