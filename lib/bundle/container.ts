/** The `.ggb` container: signed documents and data as one byte string, for a stick or a static file (docs/bundle.md 3). */
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { GreengateError } from '../errors.ts'
import { malformed, refused } from './refused.ts'

/** A signed document as it is carried. */
export interface BundleDocument {
  /** Such as `root/1`, `timestamp`, `rules/cn-3301/14`. */
  readonly name: string
  /** Canonical JSON in UTF-8. */
  readonly payload: Uint8Array
  /** General JWS without its payload. */
  readonly signatures: Uint8Array
}

/** What a container holds. */
export interface Container {
  readonly documents: readonly BundleDocument[]
  /** Raw data that documents name by their SHA-256. */
  readonly data: readonly Uint8Array[]
}

const magic = 'greengate-bundle-1'
/** Largest container: 256 MiB. */
export const maxContainerBytes = 268_435_456

/**
 * Writes documents, and the data that they name, as a `.ggb` container.
 *
 * @example
 * ```ts
 * import { encodeBundle } from 'greengate/issue'
 *
 * const bytes: Uint8Array = encodeBundle([])
 * ```
 */
export function encodeBundle(
  documents: readonly BundleDocument[],
  data: readonly Uint8Array[] = [],
): Uint8Array {
  const items = documents.map(({ name, payload, signatures }) => [name, payload, signatures])
  return encodeCbor(data.length === 0 ? [magic, items] : [magic, items, data])
}

/**
 * Reads a container; nothing in it is checked yet.
 *
 * @throws {@link GreengateError} `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 *
 * @example
 * ```ts
 * import { decodeBundle } from 'greengate/issue'
 *
 * const names = (bytes: Uint8Array): readonly string[] =>
 *   decodeBundle(bytes).documents.map(({ name }) => name)
 * ```
 */
export function decodeBundle(bytes: Uint8Array): Container {
  const [found, items, data, ...rest] = array(decode(bytes))
  if (found !== magic || rest.length > 0) throw malformed('is not a greengate bundle')
  const documents = array(items).map((item) => {
    const [name, payload, signatures, ...more] = array(item)
    if (typeof name !== 'string') throw malformed('a document must have a name')
    if (!(payload instanceof Uint8Array) || !(signatures instanceof Uint8Array)) {
      throw malformed('a document must have payload and signatures')
    }
    if (more.length > 0) throw malformed('a document must have no further part')
    return { name, payload, signatures }
  })
  if (new Set(documents.map(({ name }) => name)).size < documents.length) {
    throw malformed('document names must be unique')
  }
  return { documents, data: data === undefined ? [] : dataOf(data) }
}

function dataOf(value: CborValue): readonly Uint8Array[] {
  const data = array(value)
  // An empty list would be a second form of the same container.
  if (data.length === 0) throw malformed('an empty list of data must be left out')
  return data.map((item) => {
    if (!(item instanceof Uint8Array)) throw malformed('data must be bytes')
    return item
  })
}

function decode(bytes: Uint8Array): CborValue {
  if (bytes.length > maxContainerBytes) {
    throw refused('ERR_BUNDLE_TOO_LARGE', `more than ${String(maxContainerBytes)} bytes`)
  }
  try {
    return decodeCbor(bytes, { maxBytes: maxContainerBytes })
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw malformed('is cut short or is no container', cause)
  }
}

function array(value: CborValue | undefined): readonly CborValue[] {
  if (!Array.isArray(value)) throw malformed('is not of its form')
  return value as readonly CborValue[]
}
