/** Reads a code: text, envelope and claims; every line of docs/format.md 1 to 5 that can be broken is refused here. */
import type { Algorithm } from '../crypto/jwk.ts'
import { decodeBase45 } from '../encoding/base45.ts'
import { freshBytes, utf8 } from '../encoding/bytes.ts'
import {
  byteStringSize,
  decodeCbor,
  writeByteString,
  type CborKey,
  type CborValue,
} from '../encoding/cbor.ts'
import { isInstant } from '../encoding/instant.ts'
import { decodeClaim } from './decode-claim.ts'
import { decodeHolderKey } from './holder-key.ts'
import type { Credential, LiveProof } from './credential.ts'
import { isBytes, isName, malformed } from './form.ts'
import {
  algorithms,
  claim,
  header,
  maxBytes,
  maxLiveBytes,
  prefix,
  sizes,
  stepSeconds,
  valueTag,
} from './layout.ts'

const allTags = Object.values(valueTag)
const knownClaims: readonly CborKey[] = Object.values(claim)

/**
 * Decodes the text of a code, bare or live.
 *
 * @param text - Begins with `GG1:`.
 * @throws {@link GreengateError} `ERR_BASE45_MALFORMED`, `ERR_CBOR_...`, `ERR_CODE_MALFORMED`,
 * `ERR_KEY_MALFORMED`
 */
export function decodeText(text: string): Credential {
  const bytes = decodeBase45(text, prefix.length)
  const items = decodeCbor(bytes, { maxBytes: maxLiveBytes })
  if (!Array.isArray(items) || items.length !== 3) return decodeEnvelope(items, bytes, null)
  const [envelope, step, signature] = items as CborValue[]
  if (
    !(envelope instanceof Uint8Array) ||
    typeof step !== 'number' ||
    step < 0 ||
    !isInstant(step * stepSeconds) ||
    !isBytes(signature, sizes.signature)
  ) {
    throw malformed('a live code must have an envelope, a step and a signature of 64 bytes')
  }
  const live = { step, signature, envelope }
  return decodeEnvelope(decodeCbor(envelope, { maxBytes }), envelope, live)
}

function decodeEnvelope(items: CborValue, bytes: Uint8Array, live: LiveProof | null): Credential {
  if (!Array.isArray(items) || items.length !== 4 || bytes.length > maxBytes) {
    throw malformed(`envelope must have 4 items and at most ${String(maxBytes)} bytes`)
  }
  const [protectedBytes, unprotected, payload, signature] = items as CborValue[]
  if (!(protectedBytes instanceof Uint8Array)) throw malformed('protected header must be bytes')
  if (!(unprotected instanceof Map) || unprotected.size > 0) {
    throw malformed('unprotected header must be an empty map')
  }
  if (!(payload instanceof Uint8Array)) throw malformed('payload must be bytes')
  if (!isBytes(signature, sizes.signature)) throw malformed('signature must be 64 bytes')
  const { algorithm, kid } = decodeHeader(protectedBytes)
  // Spread first and once: engines copy that shape at once, and any other member by member.
  return {
    ...decodePayload(payload),
    algorithm,
    kid,
    signature,
    signed: signedBytes(protectedBytes, payload),
    live,
  }
}

/** What every Sig_structure begins with: an array of 4 and the text `Signature1`. */
const signedLead = Uint8Array.of(0x84, 0x6a, ...utf8('Signature1'))

/** The Sig_structure of RFC 9052 section 4.4: what the signature covers. */
export function signedBytes(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  const lead = signedLead.length
  const size = byteStringSize(protectedBytes.length) + 1 + byteStringSize(payload.length)
  const signed = freshBytes(lead + size)
  signed.set(signedLead)
  const at = writeByteString(signed, lead, protectedBytes)
  // No external data.
  signed[at] = 0x40
  writeByteString(signed, at + 1, payload)
  return signed
}

function decodeHeader(bytes: Uint8Array): { algorithm: Algorithm; kid: Uint8Array } {
  const map = decodeCbor(bytes, { maxBytes })
  if (!(map instanceof Map) || map.size !== 2) throw malformed('header must have alg and kid')
  const entries = map as ReadonlyMap<CborKey, CborValue>
  const kid = entries.get(header.kid)
  if (!isBytes(kid, sizes.kid)) throw malformed('kid must be 8 bytes')
  switch (entries.get(header.alg)) {
    case algorithms.Ed25519:
      return { algorithm: 'Ed25519', kid }
    case algorithms.ESP256:
      return { algorithm: 'ESP256', kid }
    default:
      throw malformed('alg must be -19 or -9')
  }
}

function decodePayload(
  bytes: Uint8Array,
): Omit<Credential, 'algorithm' | 'kid' | 'signed' | 'signature' | 'live'> {
  const map = decodeCbor(bytes, { maxBytes, tags: allTags })
  if (!(map instanceof Map)) throw malformed('payload must be a map')
  const claims = map as ReadonlyMap<CborKey, CborValue>
  for (const key of claims.keys()) if (!knownClaims.includes(key)) throw malformed('unknown claim')
  const issuer = claims.get(claim.iss)
  const id = claims.get(claim.cti)
  if (!isName(issuer)) throw malformed('iss must be text of 1 to 64 bytes')
  if (!isBytes(id, sizes.cti)) throw malformed('cti must be 8 bytes')
  const issuedAt = instantOf(claims, claim.iat, 'iat')
  const validUntil = instantOf(claims, claim.exp, 'exp')
  if (validUntil <= issuedAt) throw malformed('exp must be later than iat')
  const holderKey = claims.get(claim.cnf)
  return {
    ...decodeClaim(claims.get(claim.greengate), issuer, issuedAt),
    issuer,
    id,
    issuedAt,
    validUntil,
    validFrom: claims.has(claim.nbf) ? instantOf(claims, claim.nbf, 'nbf') : null,
    holderKey: holderKey === undefined ? null : decodeHolderKey(holderKey),
  }
}

function instantOf(claims: ReadonlyMap<CborKey, CborValue>, key: number, name: string): number {
  const value = claims.get(key)
  if (typeof value !== 'number' || value < 0 || !isInstant(value)) {
    throw malformed(`${name} must be unix seconds`)
  }
  return value
}
