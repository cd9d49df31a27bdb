/** What CBOR says, as JSON: for those who look at a code's claims, never for deciding. */
import { encodeBase64url } from '../encoding/base64url.ts'
import { isArray, isMap, isTagged, type AnyCbor, type AnyKey } from '../encoding/cbor-any.ts'

/**
 * Bytes become base64url, integers beyond 2^53 - 1 and numbers that JSON has not become text, a tagged item becomes what
 * the tag holds; what has no meaning becomes null.
 *
 * @param nameOf - How a key of the outermost map, or of the maps of a list, is called; its number where nothing is said.
 */
export function cborAsJson(value: AnyCbor, nameOf: (key: AnyKey) => string = String): unknown {
  if (isMap(value)) {
    // Made of entries, so that a member named __proto__ is one like any other.
    return Object.fromEntries(
      [...value].map(([key, item]) => [nameOf(key), cborAsJson(item)] as const),
    )
  }
  if (isArray(value)) return value.map((item) => cborAsJson(item, nameOf))
  if (value instanceof Uint8Array) return encodeBase64url(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (isTagged(value)) return cborAsJson(value.value)
  return typeof value === 'object' || value === undefined ? null : value
}
