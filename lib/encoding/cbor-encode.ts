/** Writes the strict CBOR that `cbor.ts` reads: each value in its one encoding. */
import { utf8 } from './bytes.ts'
import { compareRanges, type CborKey, type CborTagged, type CborValue } from './cbor.ts'

/** What is written to, one item after another. */
let written: Uint8Array<ArrayBuffer>
let end: number

/**
 * Encodes a value, deterministically.
 *
 * @throws TypeError for what the subset cannot say.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  written = new Uint8Array(512)
  end = 0
  writeItem(value)
  return written.slice(0, end)
}

function writeItem(value: CborValue): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('CBOR: number must be a safe integer')
    if (value < 0) writeHead(1, -1 - value)
    else writeHead(0, value)
  } else if (typeof value === 'string') {
    writeText(value)
  } else if (typeof value === 'boolean') {
    writeHead(7, value ? 21 : 20)
  } else if (value === null) {
    writeHead(7, 22)
  } else if (value instanceof Uint8Array) {
    writeString(2, value)
  } else if (isArray(value)) {
    writeHead(4, value.length)
    for (const item of value) writeItem(item)
  } else if (value instanceof Map) {
    writeMap(value as ReadonlyMap<CborKey, CborValue>)
  } else {
    const tagged = value as CborTagged
    writeHead(6, tagged.tag)
    writeItem(tagged.value)
  }
}

/** Keys come in the order of their bytes. */
function writeMap(map: ReadonlyMap<CborKey, CborValue>): void {
  writeHead(5, map.size)
  const start = end
  const entries: (readonly [at: number, keyEnd: number, end: number])[] = []
  for (const [key, value] of map) {
    const at = end
    writeItem(key)
    const keyEnd = end
    writeItem(value)
    entries.push([at, keyEnd, end])
  }
  entries.sort((a, b) => compareRanges(written, a[0], a[1], b[0], b[1]))
  const unsorted = written.slice(start, end)
  end = start
  for (const [at, , to] of entries) writeBytes(unsorted.subarray(at - start, to - start))
}

/** Short ASCII is the rule; the platform's encoder costs more to call than to run. */
function writeText(text: string): void {
  const start = end
  writeHead(3, text.length)
  room(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) {
      end = start
      if (/\p{Surrogate}/u.test(text)) throw new TypeError('CBOR: text must be well-formed')
      writeString(3, utf8(text))
      return
    }
    written[end++] = code
  }
}

function writeString(major: number, bytes: Uint8Array): void {
  writeHead(major, bytes.length)
  writeBytes(bytes)
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length)
  written.set(bytes, end)
  end += bytes.length
}

function writeHead(major: number, argument: number): void {
  room(9)
  let size = argument < 24 ? 0 : 1
  while (size > 0 && argument >= 256 ** size) size *= 2
  written[end++] = (major << 5) | (size === 0 ? argument : 24 + Math.log2(size))
  let rest = argument
  // A byte takes what is left of a larger number.
  for (let i = size; i > 0; i--) {
    written[end + i - 1] = rest
    rest = Math.floor(rest / 256)
  }
  end += size
}

/** Makes room for so many bytes more. */
function room(length: number): void {
  if (end + length <= written.length) return
  const larger = new Uint8Array((end + length) * 2)
  larger.set(written)
  written = larger
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value)
}
