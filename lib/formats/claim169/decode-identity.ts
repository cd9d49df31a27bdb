/** Decodes an identity code: base45, zlib, COSE_Sign1, and a CWT with the claim 169 (docs/formats.md). */
import { decodeBase45 } from '../../encoding/base45.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { utf8 } from '../../encoding/bytes.ts'
import { decodeAnyCbor, type AnyCbor } from '../../encoding/cbor-any.ts'
import { inflateZlib } from '../../encoding/inflate.ts'
import { GreengateError } from '../../errors.ts'
import { decodeCoseSign1 } from '../cose.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { orRefusal, undecoded, type DecodingReason } from '../undecoded.ts'
import { readIdentity } from './read-identity.ts'

/** More than what a QR code holds is unpacked to only by what packs well, and no photograph does. */
const maxBytes = 32_768

/** Decodes one text of the form. */
export function decodeIdentity(text: string): OtherCredential | UndecodedCode {
  const packed = orRefusal(() => decodeBase45(text))
  if (packed instanceof GreengateError) return refused('text-damaged')
  const bytes = orRefusal(() => inflateZlib(packed, maxBytes))
  if (bytes instanceof GreengateError) {
    return refused(bytes.code === 'ERR_INFLATE_TOO_LARGE' ? 'too-large' : 'compression-damaged')
  }
  // Whoever holds the key may read it; a gate does not.
  if (isEncrypted(bytes)) {
    return { state: 'unreadable', reason: { code: 'other-code', kind: 'claim169' } }
  }
  const cose = orRefusal(() => decodeCoseSign1(bytes, { maxBytes }))
  if (cose instanceof GreengateError) return refused('envelope-damaged')
  const claims = orRefusal(() => decodeAnyCbor(cose.payload, { maxBytes }))
  const identity = claims instanceof GreengateError ? undefined : readIdentity(claims)
  if (identity === undefined) return refused('payload-damaged')
  const { signed, signature, algorithm } = cose
  const kid = cose.protectedHeader.get(4) ?? cose.unprotectedHeader.get(4)
  return {
    format: 'claim169',
    ...identity,
    kid: kidOf(kid),
    signed,
    signature,
    facts: [],
    kinds: [],
    inner: algorithm,
  }
}

/** Whether it begins as COSE_Encrypt0 (tag 16) or COSE_Encrypt (96), be it called a CWT (61) or not. */
function isEncrypted(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xd8 && bytes[1] === 61 ? 2 : 0
  return bytes[start] === 0xd0 || (bytes[start] === 0xd8 && bytes[start + 1] === 96)
}

/** As it is listed: base64url of its bytes. */
function kidOf(value: AnyCbor): string | null {
  const bytes = typeof value === 'string' ? utf8(value) : value
  return bytes instanceof Uint8Array ? encodeBase64url(bytes) : null
}

function refused(code: DecodingReason): UndecodedCode {
  return undecoded('claim169', code)
}
