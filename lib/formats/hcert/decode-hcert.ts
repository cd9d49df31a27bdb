/** Takes an `HC1:` text apart, stage by stage: base45, zlib, COSE, the claims of a CWT, the DCC. */
import { decodeBase45 } from '../../encoding/base45.ts'
import { encodeBase64url } from '../../encoding/base64url.ts'
import { decodeAnyCbor, isMap, type AnyCbor, type AnyMap } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { inflateZlib } from '../../encoding/inflate.ts'
import { isInstant } from '../../encoding/instant.ts'
import { GreengateError } from '../../errors.ts'
import { decodeCoseSign1, type CoseSign1 } from '../cose.ts'
import type { OtherCredential, UndecodedCode } from '../format.ts'
import { orRefusal, undecoded } from '../undecoded.ts'
import { isDcc } from './check-dcc.ts'
import { factsOfDcc, kindsOfDcc, personOfDcc } from './dcc-facts.ts'

/** What a code begins with. */
export const prefix = 'HC1:'
/** What the largest QR code holds in its alphanumeric mode. */
const maxText = 4296
/** A DCC is of some 400 bytes; what inflates to more than this is none. */
const limits = { maxBytes: 16_384, maxDepth: 16 } as const

/** Labels of the claims (RFC 8392 and the registry), and of the DCC in its own. */
const label = { issuer: 1, expires: 4, notBefore: 5, issued: 6, hcert: -260, dcc: 1 } as const

/** What only the format has to know again. */
export interface HcertInner {
  /** As the header names it; undefined: it names none. */
  readonly algorithm: number | undefined
}

/** Decodes a text of our prefix. Never throws on any. */
export function decodeHcert(text: string): OtherCredential | UndecodedCode {
  if (text.length > maxText) return undecoded('hcert', 'too-long')
  const compressed = orRefusal(() => decodeBase45(text, prefix.length))
  if (compressed instanceof GreengateError) return undecoded('hcert', 'text-damaged')
  const bytes = orRefusal(() => inflateZlib(compressed, limits.maxBytes))
  if (bytes instanceof GreengateError) {
    const isTooLarge = bytes.code === 'ERR_INFLATE_TOO_LARGE'
    return undecoded('hcert', isTooLarge ? 'too-large' : 'compression-damaged')
  }
  const read = orRefusal(() => readEnvelope(bytes))
  if (read instanceof GreengateError) return undecoded('hcert', 'envelope-damaged')
  return readClaims(read.cose, read.claims)
}

function readEnvelope(bytes: Uint8Array): { readonly cose: CoseSign1; readonly claims: AnyCbor } {
  const cose = decodeCoseSign1(bytes, limits)
  return { cose, claims: decodeAnyCbor(cose.payload, limits) }
}

function readClaims(cose: CoseSign1, claims: AnyCbor): OtherCredential | UndecodedCode {
  if (!isMap(claims)) return undecoded('hcert', 'payload-damaged')
  const hcert = claims.get(label.hcert)
  const isOther = !claims.has(label.hcert)
  const said = isOther ? claims : isMap(hcert) ? hcert.get(label.dcc) : undefined
  const payload = orRefusal(() => jsonOfCbor(said))
  if (payload instanceof GreengateError) return undecoded('hcert', 'payload-damaged')
  const credential = credentialOf(cose, claims, payload)
  if (isOther) {
    // What WHO signs has no claims of a CWT but members by name; of them this one is always there.
    return { ...credential, otherCode: claims.has('hcid') ? 'who-ddcc' : 'hcert-other' }
  }
  if (!hasWindow(claims) || !isDcc(payload)) {
    const damaged = { ...undecoded('hcert', 'payload-damaged'), payload }
    // What is not even of the form of a DCC is not worth telling who signed it.
    return isMap(said) ? { ...damaged, credential } : damaged
  }
  return { ...credential, person: personOfDcc(payload), facts: factsOfDcc(payload) }
}

function credentialOf(cose: CoseSign1, claims: AnyMap, payload: unknown): OtherCredential {
  const issuer = claims.get(label.issuer)
  const expires = secondOf(claims.get(label.expires))
  const inner: HcertInner = { algorithm: cose.algorithm }
  return {
    format: 'hcert',
    issuer: typeof issuer === 'string' ? issuer : null,
    kid: cose.kid === undefined ? null : encodeBase64url(cose.kid),
    signed: cose.signed,
    signature: cose.signature,
    issuedAt: secondOf(claims.get(label.issued)) ?? null,
    validFrom: secondOf(claims.get(label.notBefore)) ?? null,
    // The second that is named is the last one in which it is good, as the states' own test data have it.
    validUntil: expires === undefined ? null : expires + 1,
    person: null,
    facts: [],
    kinds: kindsOfDcc(payload),
    payload,
    inner,
  }
}

/** Whether a DCC says when it was issued and until when it is good, as it must. */
function hasWindow(claims: AnyMap): boolean {
  const { issued, expires, notBefore } = label
  return [issued, expires, ...(claims.has(notBefore) ? [notBefore] : [])].every(
    (name) => secondOf(claims.get(name)) !== undefined,
  )
}

/** The second, of the years that this library speaks of, in which an instant lies; some are stated with a fraction. */
function secondOf(value: AnyCbor): number | undefined {
  if (typeof value !== 'number') return undefined
  const second = Math.floor(value)
  return isInstant(second) ? second : undefined
}
