/** The few things that are done to byte strings everywhere. */

const encoder = new TextEncoder()

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** The bytes of ASCII text up to `end`: what makes bytes of any text makes them a buffer of their own each time. */
export function asciiBytes(text: string, end: number): Uint8Array {
  const bytes = freshBytes(end)
  for (let i = 0; i < end; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

const slabSize = 8192
let slab = new ArrayBuffer(0)
let used = 0

/**
 * Zeros, as `new Uint8Array(length)` gives them: a part of a larger buffer that is handed out once and never again,
 * since making a buffer of its own costs browsers more than all else that is done for a code but its signature.
 */
export function freshBytes(length: number): Uint8Array {
  if (length > slabSize / 4) return new Uint8Array(length)
  if (used + length > slab.byteLength) {
    slab = new ArrayBuffer(slabSize)
    used = 0
  }
  const bytes = new Uint8Array(slab, used, length)
  used += length
  return bytes
}

/**
 * Text of so many bytes, if all are there and ASCII. Short ASCII is the rule; the platform's decoder costs more to
 * call than to run.
 */
export function asciiAt(bytes: Uint8Array, start: number, length: number): string | undefined {
  const end = start + length
  if (end > bytes.length) return undefined
  let text = ''
  let i = start
  // Four at a time: half as many texts on the way.
  for (; i + 4 <= end; i += 4) {
    const a = bytes[i] as number
    const b = bytes[i + 1] as number
    const c = bytes[i + 2] as number
    const d = bytes[i + 3] as number
    if ((a | b | c | d) > 127) return undefined
    text += String.fromCharCode(a, b, c, d)
  }
  for (; i < end; i++) {
    const byte = bytes[i] as number
    if (byte > 127) return undefined
    text += String.fromCharCode(byte)
  }
  return text
}

/** Joins byte strings. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    // For the short parts of a code a plain loop beats the call of `set` several times over.
    if (part.length > 64) joined.set(part, offset)
    else for (let i = 0; i < part.length; i++) joined[offset + i] = part[i] as number
    offset += part.length
  }
  return joined
}

/** Compares byte strings; not in constant time, so never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
