/** Text as digits in the way of SMART Health Cards: two decimal digits a character, its code less 45. */
import { GreengateError } from '../errors.ts'
import { freshBytes } from './bytes.ts'

/** All that is decoded is ASCII, and too long to be put together piece by piece. */
const decoder = /* @__PURE__ */ new TextDecoder()
const lowest = 45
/** `z`, the last character that a JWS may have. */
const highest = 122

/**
 * Decodes digits as text.
 *
 * @param digits - The digits begin at `start`, so that a prefix need not be cut off first.
 * @throws {@link GreengateError} `ERR_NUMERIC_MALFORMED`
 */
export function decodeNumeric(digits: string, start = 0): string {
  const length = (digits.length - start) / 2
  if (!Number.isInteger(length)) throw malformed('an odd count of digits')
  const bytes = freshBytes(length)
  for (let i = 0, at = start; i < length; i++, at += 2) {
    const tens = digits.charCodeAt(at) - 48
    const ones = digits.charCodeAt(at + 1) - 48
    // As unsigned numbers, what stands before 0 is large too.
    if (tens >>> 0 > 9 || ones >>> 0 > 9) throw malformed('a character that is no digit')
    const code = tens * 10 + ones + lowest
    if (code > highest) throw malformed('a pair above 77')
    bytes[i] = code
  }
  return decoder.decode(bytes)
}

function malformed(found: string): GreengateError {
  return new GreengateError('ERR_NUMERIC_MALFORMED', `numeric text has ${found}`)
}
