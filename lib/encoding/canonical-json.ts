/** Canonical JSON (RFC 8785): one text for one value, so that signed bytes cannot say two things. */
import { GreengateError } from '../errors.ts'

/** Deepest nesting of a signed document; rule expressions need the most. */
const maxDepth = 64

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Writes a value as canonical JSON.
 *
 * @throws TypeError for what JSON cannot say: undefined, functions, non-finite numbers, lone surrogates,
 * objects that are no plain records, such as a Date, or nesting beyond 64.
 */
export function canonicalJson(value: unknown): string {
  return write(value, maxDepth)
}

function write(value: unknown, depth: number): string {
  if (depth < 0) throw new TypeError('JSON: nesting too deep')
  if (value === null || value === true || value === false) return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON: number must be finite')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return quote(value)
  // Array.from visits holes, which map would skip.
  if (Array.isArray(value))
    return `[${Array.from(value, (item) => write(item, depth - 1)).join(',')}]`
  if (Object.prototype.toString.call(value) === '[object Object]') {
    const members: string[] = []
    const record = value as Record<string, unknown>
    for (const key of Object.keys(record).sort()) {
      if (record[key] === undefined) continue
      members.push(`${quote(key)}:${write(record[key], depth - 1)}`)
    }
    return `{${members.join(',')}}`
  }
  throw new TypeError('JSON: only plain values can be written')
}

function quote(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('JSON: text must be well-formed')
  return JSON.stringify(text)
}

/**
 * Whether a text is the canonical form of the value that was read from it.
 *
 * @throws TypeError where the value has none: lone surrogates, or nesting beyond 64.
 */
export function isCanonical(text: string, value: unknown): boolean {
  // The platform's own writer is much quicker. It writes the same but for the order of members, and would write
  // lone surrogates, which no text in UTF-8 can hold but as escapes.
  const isQuick = isSorted(value, maxDepth) && !text.includes('\\ud')
  return (isQuick && JSON.stringify(value) === text) || canonicalJson(value) === text
}

/** Whether the members of every object stand in their order; false beyond a depth. */
function isSorted(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  if (Array.isArray(value)) {
    return value.every((item) => isSorted(item, depth - 1))
  }
  const record = value as Record<string, unknown>
  let before = ''
  for (const key of Object.keys(record)) {
    if (key < before || !isSorted(record[key], depth - 1)) return false
    before = key
  }
  return true
}

/**
 * Reads JSON that is its own canonical form. Doubled keys, white space, other spellings of a number and
 * bytes that are not UTF-8 are refused, because a canonical writer never makes them.
 *
 * @throws {@link GreengateError} `ERR_JSON_MALFORMED`
 */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  try {
    const text = decoder.decode(bytes)
    const value: unknown = JSON.parse(text)
    if (isCanonical(text, value)) return value
  } catch (cause) {
    // SyntaxError and TypeError say that it is not canonical JSON; anything else is a bug of ours.
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause
    // Not kept as the cause: a SyntaxError quotes the text that it is about.
    throw new GreengateError('ERR_JSON_MALFORMED', 'bytes are not JSON')
  }
  throw new GreengateError('ERR_JSON_MALFORMED', 'JSON is not in its canonical form')
}
