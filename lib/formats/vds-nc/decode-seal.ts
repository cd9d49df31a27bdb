/** Takes a seal apart: its data in the one form that is signed, its signature, its certificate, and what it says. */
import type { Hash } from '../../crypto/other-key.ts'
import { decodeAnyBase64 } from '../../encoding/base64url.ts'
import { utf8 } from '../../encoding/bytes.ts'
import { canonicalJson } from '../../encoding/canonical-json.ts'
import { hasDoubledMember } from '../../encoding/doubled-member.ts'
import { membersOf } from '../../encoding/members-of.ts'
import { GreengateError } from '../../errors.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { undecoded } from '../undecoded.ts'
import { readMessage } from './read-message.ts'

/** A QR code holds 4,296 characters at most; indented JSON of a hardware scanner is longer. */
const maxLength = 16_384

/** What proving needs to know again. */
export interface Sealed {
  readonly algorithm:
    { readonly curve: 'P-256' | 'P-384' | 'P-521'; readonly hash: Hash } | undefined
  readonly certificate: Uint8Array
}

const algorithms: Readonly<Record<string, Sealed['algorithm']>> = {
  ES256: { curve: 'P-256', hash: 'SHA-256' },
  ES384: { curve: 'P-384', hash: 'SHA-384' },
  ES512: { curve: 'P-521', hash: 'SHA-512' },
}

/** Reads a seal; whatever the text is, the answer is data. */
export function decodeSeal(text: string): OtherCredential | UndecodedCode {
  if (text.length > maxLength) return undecoded('vds-nc', 'too-large')
  const seal = parseJson(text)
  if (seal === undefined) return undecoded('vds-nc', 'text-damaged')
  const { data, sig } = membersOf(seal)
  const { hdr, msg } = membersOf(data)
  const { t: type, v: version, is: issuer } = membersOf(hdr)
  const { alg, sigvl, cer } = membersOf(sig)
  const [signed, signature, certificate] = [canonicalBytes(data), bytesOf(sigvl), bytesOf(cer)]
  const isComplete =
    typeof type === 'string' &&
    typeof version === 'number' &&
    typeof issuer === 'string' &&
    typeof alg === 'string'
  if (!isComplete || signed === undefined || signature === undefined || certificate === undefined) {
    return undecoded('vds-nc', 'envelope-damaged', data)
  }
  if (hasDoubledMember(text)) return undecoded('vds-nc', 'envelope-damaged', data)
  const message = readMessage(type, version, membersOf(msg))
  if (message === 'damaged') return undecoded('vds-nc', 'payload-damaged', data)
  const inner: Sealed = { algorithm: algorithms[alg], certificate }
  return {
    format: 'vds-nc',
    issuer,
    // The certificate itself is in the seal.
    kid: null,
    signed,
    signature,
    // A seal says when a report was issued, never when itself was, and never ends.
    issuedAt: null,
    validFrom: null,
    validUntil: null,
    ...message,
    payload: data,
    inner,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

/** The signed bytes (RFC 8785); undefined: there is no such form, as of a number too large or nesting too deep. */
function canonicalBytes(data: unknown): Uint8Array | undefined {
  try {
    return utf8(canonicalJson(data))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}

/** However written: nothing of this is signed, and issuers differ. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return decodeAnyBase64(value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
