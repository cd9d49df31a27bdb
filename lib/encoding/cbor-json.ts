/** CBOR as JSON (RFC 8949, 6.1): what other people's codes say, for whoever reads JSON. */
import { GreengateError } from '../errors.ts'
import { encodeBase64url } from './base64url.ts'
import { isArray, isMap, isTagged, type AnyCbor } from './cbor-any.ts'

/**
 * Writes CBOR as JSON: tags fall away and what is in them stays as it is, dates in text too; bytes become base64url, numbers
 * for keys text, and what JSON cannot say null.
 *
 * @throws GreengateError `ERR_CBOR_MALFORMED` where two keys become one.
 */
export function jsonOfCbor(value: AnyCbor): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number(value)
  if (isMap(value)) {
    const object: Record<string, unknown> = {}
    let isByName = true
    for (const [key, item] of value) {
      isByName &&= typeof key === 'string'
      setMember(object, String(key), jsonOfCbor(item))
    }
    if (!isByName && Object.keys(object).length < value.size) {
      throw new GreengateError('ERR_CBOR_MALFORMED', 'CBOR has two keys that are one in JSON')
    }
    return object
  }
  if (isArray(value)) return value.map(jsonOfCbor)
  if (value instanceof Uint8Array) return encodeBase64url(value)
  return isTagged(value) ? jsonOfCbor(value.value) : null
}

/** Gives an object a member, whatever it is called: assigning to `__proto__` would set the object's prototype. */
export function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value
  else {
    Object.defineProperty(object, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    })
  }
}
