/** Finds JSON in which an object names a member twice: `JSON.parse` keeps the last and says nothing. */

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a

/**
 * Whether some object of a JSON text names a member more than once.
 *
 * @param bytes - The text stands in them, from `from` to `to`.
 * @param value - What was read of the text.
 */
export function hasDoubledMembers(
  bytes: Uint8Array,
  value: unknown,
  from = 0,
  to = bytes.length,
): boolean {
  // Each member has its colon; each that was overwritten is in the text and not in the value.
  return colonsOf(bytes, from, to) !== membersOf(value)
}

function colonsOf(bytes: Uint8Array, from: number, to: number): number {
  let colons = 0
  let at = from
  while (at < to) {
    const byte = bytes[at++]
    if (byte === colon) colons += 1
    if (byte !== quote) continue
    // In a text, to its end: a loop of its own, since most bytes stand in one.
    while (at < to) {
      const inner = bytes[at++]
      if (inner === quote) break
      if (inner === backslash) at += 1
    }
  }
  return colons
}

/** Without recursion: a text may be nested as deep as it is long. */
function membersOf(value: unknown): number {
  let members = 0
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next !== 'object' || next === null) continue
    if (Array.isArray(next)) {
      for (const each of next) if (typeof each === 'object') left.push(each)
      continue
    }
    // Objects of JSON have no other members than their own.
    for (const name in next) {
      members += 1
      const each = (next as Readonly<Record<string, unknown>>)[name]
      if (typeof each === 'object') left.push(each)
    }
  }
  return members
}
