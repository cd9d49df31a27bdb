/** The `.ggb` container: signed documents as one byte string, for a stick or a static file (docs/bundle.md 3). */
import { decodeCbor, encodeCbor, type CborValue } from '../encoding/cbor.ts'
import { GreengateError } from '../errors.ts'

/** A signed document as it is carried. */
export interface BundleDocument {
  /** Such as `root/1`, `timestamp`, `rules/cn-3301/14`. */
  readonly name: string
  /** Canonical JSON in UTF-8. */
  readonly payload: Uint8Array
  /** General JWS without its payload. */
  readonly signatures: Uint8Array
}

const magic = 'greengate-bundle-1'
/** Largest container: 64 MiB. */
const maxBytes = 67_108_864

/**
 * Writes documents as a `.ggb` container.
 *
 * @example
 * ```ts
 * import { encodeBundle } from 'greengate/issue'
 *
 * const bytes: Uint8Array = encodeBundle([])
 * ```
 */
export function encodeBundle(documents: readonly BundleDocument[]): Uint8Array {
  const items = documents.map(({ name, payload, signatures }) => [name, payload, signatures])
  return encodeCbor([magic, items])
}

/**
 * Reads a container, and believes nothing of it: `acceptBundle` checks what it holds.
 *
 * @throws {@link GreengateError} `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE`
 *
 * @example
 * ```ts
 * import { decodeBundle } from 'greengate/issue'
 *
 * const names = (bytes: Uint8Array): readonly string[] =>
 *   decodeBundle(bytes).map(({ name }) => name)
 * ```
 */
export function decodeBundle(bytes: Uint8Array): readonly BundleDocument[] {
  const [found, items] = array(decode(bytes), 2)
  if (found !== magic) throw malformed('is not a greengate bundle')
  const documents = array(items).map((item) => {
    const [name, payload, signatures] = array(item, 3)
    if (typeof name !== 'string') throw malformed('a document must have a name')
    if (!(payload instanceof Uint8Array) || !(signatures instanceof Uint8Array)) {
      throw malformed('a document must have payload and signatures')
    }
    return { name, payload, signatures }
  })
  if (new Set(documents.map(({ name }) => name)).size < documents.length) {
    throw malformed('document names must be unique')
  }
  return documents
}

function decode(bytes: Uint8Array): CborValue {
  if (bytes.length > maxBytes) {
    throw new GreengateError('ERR_BUNDLE_TOO_LARGE', `bundle: more than ${String(maxBytes)} bytes`)
  }
  try {
    return decodeCbor(bytes, { maxBytes })
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw malformed('is cut short or is no container', cause)
  }
}

function array(value: CborValue | undefined, length?: number): readonly CborValue[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw malformed('is not of its form')
  }
  return value as readonly CborValue[]
}

function malformed(found: string, cause?: unknown): GreengateError {
  return new GreengateError('ERR_BUNDLE_MALFORMED', `bundle: ${found}`, { cause })
}
