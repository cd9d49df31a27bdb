/** The part of a decision that time does not touch, of our own codes: decoding, the key, the signature. */
import type { Bundle } from '../bundle/bundle.ts'
import type { Credential } from '../credential/credential.ts'
import { decodeText } from '../credential/decode.ts'
import { isProven } from '../credential/live-proof.ts'
import { maxTextLength, prefix } from '../credential/layout.ts'
import { checkSignature } from '../crypto/verify-key.ts'
import type { FormatName, Reason } from '../decision.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import { makeFactBase } from '../facts/fact-base.ts'
import { noFactTypes } from '../facts/fact-types.ts'
import type { ProofFailure } from '../formats/format.ts'
import { findOtherCode } from '../formats/look-alikes.ts'
import type { FactBase } from '../rules/vocabulary.ts'
import type { Issuer, IssuerKey, RevokedSpan } from '../trust/trust-list.ts'
import type { GenuineOther } from './read-others.ts'

/** A code that cannot be read, and why. */
export interface Unreadable {
  readonly state: 'unreadable'
  readonly reason: Reason
}

/** A well-formed code, as far as its key and signature hold. */
export type Reading =
  | Unreadable
  | { readonly state: 'no-keys' }
  | {
      readonly state: ProofFailure | 'key-usage' | 'key-revoked'
      /** Absent: our own. */
      readonly format?: FormatName
    }
  | Genuine
  | GenuineOther

/** A code whose signature is right. */
export interface Genuine {
  readonly state: 'genuine'
  readonly credential: Credential
  readonly issuer: Issuer
  readonly key: IssuerKey
  /** Whether it is shown bare, or with a proof by its holder's key. */
  readonly proven: boolean
  /** What its facts come to; undefined: the code says nothing of facts. */
  readonly facts: FactBase | undefined
}

/** Whether a code's signature is right. */
export function isGenuine(reading: Reading): reading is Genuine | GenuineOther {
  return reading.state === 'genuine' || reading.state === 'genuine-other'
}

/** Decodes a text, or says why it cannot be read. Never throws on any text. */
export function decodeCode(text: string): Credential | Unreadable {
  if (!text.startsWith(prefix)) return unreadable(reasonForOther(text))
  if (text.length > maxTextLength) return unreadable({ code: 'too-long' })
  try {
    return decodeText(text)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return unreadable({ code: 'damaged' })
  }
}

function reasonForOther(text: string): Reason {
  if (text.length > maxTextLength) return { code: 'too-long' }
  if (/^GG\d{1,9}:/.test(text)) return { code: 'newer-version' }
  const kind = findOtherCode(text)
  return kind === undefined ? { code: 'not-a-credential' } : { code: 'other-code', kind }
}

function unreadable(reason: Reason): Unreadable {
  return { state: 'unreadable', reason }
}

/** Decodes a text and checks its signature against the trust list. */
export async function readCode(text: string, bundle: Bundle | undefined): Promise<Reading> {
  const credential = decodeCode(text)
  if ('state' in credential) return credential
  const trust = bundle?.trust
  if (trust === undefined || trust.issuers.size === 0) return { state: 'no-keys' }
  const issuer = trust.issuers.get(credential.issuer)
  if (issuer === undefined) return { state: 'issuer-unknown' }
  const keys = issuer.keys.get(encodeBase64url(credential.kid))
  if (keys === undefined) return { state: 'key-unknown' }
  const { issuedAt } = credential
  const timely = keys.filter(({ from, until }) => from <= issuedAt && issuedAt < until)
  if (timely.length === 0) return { state: 'key-out-of-time' }
  // Begun beside the issuer's check: a browser works at both at a time.
  const proving = credential.live === null ? true : isProven(credential)
  const key = await findSigner(credential, timely)
  const proven = proving === true || (await proving)
  if (typeof key === 'string') return { state: key }
  if (key.revoked.some((span) => isWithin(credential, span))) return { state: 'key-revoked' }
  if (proven === undefined) return { state: 'unsupported-key' }
  const facts = factsOf(credential, key, bundle)
  return { state: 'genuine', credential, issuer, key, proven, facts }
}

/** A span that names a site does not touch codes that name none, nor other sites. */
function isWithin({ issuedAt, site }: Credential, span: RevokedSpan): boolean {
  return span.from <= issuedAt && issuedAt < span.until && (span.site ?? site) === site
}

async function findSigner(
  { algorithm, signature, signed }: Credential,
  keys: readonly IssuerKey[],
): Promise<IssuerKey | 'signature-invalid' | 'unsupported-key'> {
  let failure: 'signature-invalid' | 'unsupported-key' = 'signature-invalid'
  for (const entry of keys) {
    // The key decides the algorithm; a header that says otherwise is a wrong signature.
    if (entry.key.algorithm !== algorithm) continue
    try {
      const isRight = checkSignature(entry.key, signature, signed, true)
      // Where the platform answers at once, a turn of the queue would be for nothing.
      if (typeof isRight === 'boolean' ? isRight : await isRight) return entry
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      // A point off its curve signed nothing; what the platform does not take may have.
      if (error.code === 'ERR_KEY_UNSUPPORTED') failure = 'unsupported-key'
      else if (error.code !== 'ERR_KEY_MALFORMED') throw error
    }
  }
  return failure
}

function factsOf(
  { facts, coverage }: Credential,
  permission: IssuerKey,
  bundle: Bundle | undefined,
): FactBase | undefined {
  if (facts === null && coverage === null) return undefined
  const statement = { facts: facts ?? [], coverage: coverage ?? [], permission }
  return makeFactBase(statement, bundle?.facts ?? noFactTypes)
}
