/** Issues codes: claims and a signer in, text out. */
import { encodeHeader, encodePayload } from './credential/encode.ts'
import { signedBytes } from './credential/decode.ts'
import type { Claims } from './credential/claims.ts'
import { parseIdNumber } from './credential/id-types.ts'
import { identityTag } from './credential/identity-tag.ts'
import { maxBytes, prefix, sizes } from './credential/layout.ts'
import { parseClaims } from './credential/parse-claims.ts'
import { lowS } from './crypto/low-s.ts'
import type { Signer } from './crypto/signer.ts'
import { encodeBase45 } from './encoding/base45.ts'
import { encodeCbor } from './encoding/cbor-encode.ts'
import { parseInstant } from './encoding/instant.ts'
import { GreengateError } from './errors.ts'

/** Longest life of an app code that carries an assessment and no facts: 24 h in seconds (format 4). */
const assessmentLife = 86_400

/** By how much an envelope is longer than what is signed of it: it has a signature in place of the words around. */
const beyondSigned = 55

/** What a code is issued with. */
export interface IssueOptions {
  readonly signer: Signer
  /** The code's id: 8 fresh random bytes. The library has no randomness of its own. */
  readonly cti: Uint8Array
  /** Ties the code to the card of its holder by a tag that says nothing to whoever lacks the key. */
  readonly bind?: Binding
  /** Of the facts and the rule that made the assessment (`commit`). */
  readonly commitment?: Uint8Array
}

/** What an identity tag is made with. */
export interface Binding {
  /** The issuer's of the month of `issuedAt` in UTC: 32 random bytes, the same at every enrolled station. */
  readonly bindingKey: Uint8Array
  /** Its type is one of `idTypes`, its number one that `parseIdNumber` reads. */
  readonly card: { readonly type: string; readonly number: string }
}

/**
 * Issues a code.
 *
 * Pure but for the signer: reads no clock and draws no randomness.
 *
 * @returns The text for the QR code (docs/format.md 1).
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED`, and `ERR_CLAIMS_REFUSED` for claims that would
 * outlive their assessment or not fit into a code; `ERR_KEY_...` for a holder key that is none.
 *
 * @example
 * ```ts
 * import { generateKey, issue, jwkSigner } from 'greengate/issue'
 *
 * const signer = await jwkSigner(await generateKey('Ed25519'))
 * const text: string = await issue(
 *   {
 *     issuer: 'cn-3301',
 *     class: 'app',
 *     issuedAt: '2020-03-01T00:00:00Z',
 *     validUntil: '2020-03-01T12:00:00Z',
 *     covers: [{ kind: 'contact', until: '2020-03-01T00:00:00Z' }],
 *     facts: [],
 *   },
 *   { signer, cti: crypto.getRandomValues(new Uint8Array(8)) },
 * )
 * ```
 */
export async function issue(claims: Claims, options: IssueOptions): Promise<string> {
  const { signer, cti, bind, commitment } = options
  const payload = encodePayload(parseClaims(claims), cti, {
    ...(bind === undefined ? {} : { tag: await tagOf(bind, cti) }),
    ...(commitment === undefined ? {} : { commitment }),
  })
  refuseOverlong(claims)
  const header = encodeHeader(signer.alg, signer.kid)
  const signed = signedBytes(header, payload)
  // Before anybody signs it: a token has other things to do, and a signer elsewhere refuses what is no code.
  if (signed.length + beyondSigned > maxBytes) {
    throw refused(`code must be at most ${String(maxBytes)} bytes`)
  }
  // A copy: whoever signs may well take the whole buffer under the bytes for them.
  const raw = await signer.sign(signed.slice())
  if (raw.length !== sizes.signature) throw new TypeError('signer must give 64 bytes')
  const signature = signer.alg === 'ESP256' ? lowS(raw) : raw
  const envelope = encodeCbor([header, new Map(), payload, signature])
  return prefix + encodeBase45(envelope)
}

async function tagOf({ bindingKey, card }: Binding, cti: Uint8Array): Promise<Uint8Array> {
  if (bindingKey.length !== 32) throw new TypeError('bindingKey must be 32 bytes')
  const number = parseIdNumber(card.type, card.number)
  if (number === undefined) throw refused('card.number must be a number of card.type')
  return identityTag(bindingKey, cti, card.type, number)
}

/** A colour without its facts cannot be judged again, so it must not outlive itself (format 4). */
function refuseOverlong(claims: Claims): void {
  const { assessment, covers, facts } = claims
  if (assessment === undefined || covers !== undefined || facts !== undefined) return
  const holds =
    assessment.holdsUntil === undefined ? undefined : parseInstant(assessment.holdsUntil)
  if (holds === undefined) {
    throw refused('assessment.holdsUntil must be stated for a code without facts')
  }
  const iat = parseInstant(claims.issuedAt) as number
  const exp = parseInstant(claims.validUntil) as number
  const last = claims.class === 'paper' ? holds : Math.min(holds, iat + assessmentLife)
  if (exp > last) {
    throw refused('validUntil must not pass assessment.holdsUntil, nor 24 h for an app code')
  }
}

function refused(expectation: string): GreengateError {
  return new GreengateError('ERR_CLAIMS_REFUSED', expectation)
}
