/** What CBOR says, as JSON. */
import { encodeBase64url } from '../encoding/base64url.ts'
import { isArray, isMap, isTagged, type AnyCbor, type AnyKey } from '../encoding/cbor-any.ts'

/**
 * Bytes become base64url, integers beyond 2^53 - 1 and numbers that JSON has not become text, a tagged item becomes what
 * the tag holds; what has no meaning becomes null.
 *
 * @param nameOf - How a key of the outermost map, or of the maps of a list, is called; its number where nothing is said.
 */
export function cborAsJson(value: AnyCbor, nameOf: (key: AnyKey) => string = String): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (isMap(value)) {
    const object: Record<string, unknown> = {}
    for (const [key, item] of value) {
      const name = nameOf(key)
      // Assigning to this one name would set the object's prototype.
      if (name === '__proto__') setMember(object, name, cborAsJson(item))
      else object[name] = cborAsJson(item)
    }
    return object
  }
  if (isArray(value)) return value.map((item) => cborAsJson(item, nameOf))
  if (value instanceof Uint8Array) return encodeBase64url(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (isTagged(value)) return cborAsJson(value.value)
  return null
}

function setMember(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  })
}
