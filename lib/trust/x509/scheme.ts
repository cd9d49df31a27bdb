/** How a certificate was signed, and its signature in the form that the backends check. */
import { fromBER, Integer, ObjectIdentifier, Sequence } from 'asn1js'
import { RSASSAPSSParams, type AlgorithmIdentifier } from 'pkijs'
import type { Hash, Scheme } from '../../crypto/other-key.ts'
import { hashOids, keyOids } from './oids.ts'
import { positive } from './public-key.ts'

const mgf1 = '1.2.840.113549.1.1.8'

const schemes: Readonly<Record<string, Scheme>> = {
  '1.2.840.10045.4.3.2': { name: 'ECDSA', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ECDSA', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ECDSA', hash: 'SHA-512' },
  '1.2.840.113549.1.1.11': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' },
  [keyOids.ed25519]: { name: 'Ed25519' },
}

/** How it was signed; undefined: in a way that is not supported, such as over SHA-1. */
export function schemeOf({
  algorithmId,
  algorithmParams,
}: AlgorithmIdentifier): Scheme | undefined {
  if (algorithmId !== keyOids.rsaPss) return schemes[algorithmId]
  if (!(algorithmParams instanceof Sequence)) return undefined
  const parameters = new RSASSAPSSParams({ schema: algorithmParams })
  const { hashAlgorithm, maskGenAlgorithm, saltLength, trailerField } = parameters
  const hash = hashOf(hashAlgorithm.algorithmId)
  const inner: unknown = maskGenAlgorithm.algorithmParams
  const [maskHash] = inner instanceof Sequence ? inner.valueBlock.value : []
  const isMaskHashed =
    maskHash instanceof ObjectIdentifier && hashOf(maskHash.valueBlock.toString()) === hash
  // The platforms use one hash for both, and every signer does.
  if (hash === undefined || maskGenAlgorithm.algorithmId !== mgf1 || !isMaskHashed) return undefined
  return trailerField === 1 ? { name: 'RSA-PSS', hash, saltLength } : undefined
}

function hashOf(oid: string): Hash | undefined {
  return (hashOids as Readonly<Record<string, Hash>>)[oid]
}

/** r || s of an ECDSA signature in DER, each as wide as the curve; undefined: it is none. */
export function rawSignature(der: Uint8Array, width: number): Uint8Array | undefined {
  const { result } = fromBER(der)
  const integers = result instanceof Sequence ? result.valueBlock.value : []
  if (integers.length !== 2) return undefined
  const raw = new Uint8Array(2 * width)
  for (const [i, integer] of integers.entries()) {
    if (!(integer instanceof Integer)) return undefined
    const digits = positive(integer)
    if (digits.length > width) return undefined
    raw.set(digits, (i + 1) * width - digits.length)
  }
  return raw
}
