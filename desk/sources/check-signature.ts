/** Checks what a source signed: a whole delivery, detached, or one record. */
import { thumbprint, type PublicJwk } from 'greengate/issue'
import { compactVerify, errors, flattenedVerify, importJWK, type CryptoKey } from 'jose'

/** What stands in the protected header, so that no other signature of the key can be taken for one of these. */
const types = { records: 'greengate-records-1', record: 'greengate-record-1' } as const

/** The names of algorithms that bundles know; the key decides which. */
const algorithms = { Ed25519: 'Ed25519', 'P-256': 'ES256' } as const

/**
 * Whose key signed a delivery; undefined: none of these.
 *
 * @param signature - A compact JWS with a detached, unencoded payload (RFC 7797).
 */
export async function signerOfDelivery(
  bytes: Uint8Array,
  signature: string,
  keys: readonly PublicJwk[],
): Promise<string | undefined> {
  const [head = '', payload, tail = '', ...more] = signature.trim().split('.')
  if (payload !== '' || more.length > 0) return undefined
  return firstSigner(keys, types.records, async (key, algorithm) => {
    const jws = { protected: head, payload: bytes, signature: tail }
    const { protectedHeader } = await flattenedVerify(jws, key, {
      algorithms: [algorithm],
      crit: { b64: true },
    })
    return protectedHeader?.b64 === false ? protectedHeader.typ : undefined
  })
}

/** A record that one of these keys signed, as JSON; undefined: none did. */
export async function openSignedRecord(
  jws: string,
  keys: readonly PublicJwk[],
): Promise<string | undefined> {
  let payload: Uint8Array | undefined
  const signer = await firstSigner(keys, types.record, async (key, algorithm) => {
    const verified = await compactVerify(jws, key, { algorithms: [algorithm] })
    payload = verified.payload
    return verified.protectedHeader.typ
  })
  return signer === undefined || payload === undefined
    ? undefined
    : Buffer.from(payload).toString('utf8')
}

/** @param typeOf - Gives the type that was signed, or throws. */
async function firstSigner(
  keys: readonly PublicJwk[],
  type: string,
  typeOf: (key: CryptoKey | Uint8Array, algorithm: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const key of keys) {
    const algorithm = algorithms[key.crv]
    try {
      const opened = await importJWK({ ...key }, algorithm)
      if ((await typeOf(opened, algorithm)) === type) return await thumbprint(key)
    } catch (error) {
      // Another's signature, or none at all.
      if (!(error instanceof errors.JOSEError)) throw error
    }
  }
  return undefined
}
