/** Reads JSON that other people wrote: UTF-8, not too deep, and no member stated twice. */
import { GreengateError } from '../errors.ts'

/** FHIR needs some fifteen; what walks through the value later must not run out of stack. */
const maxDepth = 64

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a] as const

/**
 * Reads JSON; its length is the caller's to bound.
 *
 * @throws {@link GreengateError} `ERR_JSON_MALFORMED`
 */
export function parseBoundedJson(bytes: Uint8Array): unknown {
  const members = countMembers(bytes)
  const value = parse(bytes)
  // Of a member stated twice JSON.parse keeps the last, and another reader may keep the first.
  if (membersIn(value) !== members) throw malformed('a member stated twice')
  return value
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    // Not kept as the cause: a SyntaxError quotes the text that it is about.
    throw malformed('bytes that are not JSON')
  }
}

/** Every colon outside of texts is of a member, if this is JSON at all. */
function countMembers(bytes: Uint8Array): number {
  let depth = 0
  let count = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte === quote) {
      for (i++; i < bytes.length && bytes[i] !== quote; i++) if (bytes[i] === backslash) i++
    } else if (byte === colon) count++
    // `[` and `{` differ in one bit, and so do `]` and `}`.
    else if ((byte & 0xdf) === 0x5b) {
      if (++depth > maxDepth) throw malformed('nesting too deep')
    } else if ((byte & 0xdf) === 0x5d) depth--
  }
  return count
}

function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += membersIn(item)
    return count
  }
  for (const name of Object.keys(value)) {
    count += 1 + membersIn((value as Readonly<Record<string, unknown>>)[name])
  }
  return count
}

function malformed(found: string): GreengateError {
  return new GreengateError('ERR_JSON_MALFORMED', `JSON has ${found}`)
}
