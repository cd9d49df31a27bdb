/** Says what another's code is: the stages of its format, without any rule. */
import { unixSeconds } from './encoding/instant.ts'
import type { CodeFormat, OtherCredential, Proof } from './formats/format.ts'
import type { Inspection, InspectOptions } from './inspect.ts'
import { isWithdrawn } from './judge/read-others.ts'
import type { ReasonCode } from './reasons.ts'
import { noAuthorities, type Authorities } from './trust/authorities.ts'
import { statedAuthorities } from './trust/stated-authorities.ts'

/** What the parts of one code of a format are. */
export async function inspectOther(
  format: CodeFormat,
  texts: readonly string[],
  options: InspectOptions,
): Promise<Inspection> {
  const { name } = format
  const nothing = { payload: null, signature: null, time: null, keyUsage: null }
  const [decoded, ...more] = format.decode(texts)
  // Parts of several codes are no one code.
  if (decoded === undefined || more.length > 0) {
    return { ...nothing, format: name, reasons: ['envelope-damaged'] }
  }
  const damage = 'state' in decoded ? [decoded.reason.code] : []
  const credential = 'state' in decoded ? decoded.credential : decoded
  if (credential === undefined) {
    return { ...nothing, format: name, payload: decoded.payload ?? null, reasons: damage }
  }
  const now = unixSeconds(options.now)
  const proof = await format.prove(credential, await believed(options))
  const time = timeOf(credential, now)
  const found = resultOf(credential, proof, now)
  return {
    format: name,
    payload: credential.payload,
    signature: found.signature,
    time,
    keyUsage: proof.state === 'genuine' ? proof.keyUsage : null,
    reasons: [
      ...damage,
      ...(credential.otherCode === undefined ? [] : (['other-code'] as const)),
      ...found.reasons,
      ...(time === 'expired' || time === 'not-yet-valid' ? [time] : []),
      ...(proof.state === 'genuine' && proof.isRevoked ? (['revoked'] as const) : []),
    ],
  }
}

async function believed({ bundle, trust }: InspectOptions): Promise<Authorities> {
  if (bundle !== undefined) return bundle.trust?.authorities ?? noAuthorities
  return trust === undefined ? noAuthorities : statedAuthorities(trust)
}

function resultOf(
  credential: OtherCredential,
  proof: Proof,
  now: number,
): { readonly signature: Inspection['signature']; readonly reasons: readonly ReasonCode[] } {
  switch (proof.state) {
    case 'genuine': {
      const { holds, key, keyUsage } = proof
      const isHeld = holds === null || (holds.from <= now && now < holds.until)
      return {
        signature: 'valid',
        reasons: [
          ...(isHeld ? [] : (['certificate-out-of-time'] as const)),
          ...(keyUsage === 'refused' ? (['key-usage'] as const) : []),
          ...(isWithdrawn(credential, key) ? (['key-revoked'] as const) : []),
        ],
      }
    }
    case 'unsigned':
      return { signature: 'unsigned', reasons: ['unsigned'] }
    case 'issuer-unknown':
    case 'key-unknown':
    case 'unsupported-key':
      return { signature: 'unknown-key', reasons: [proof.state] }
    default:
      return { signature: proof.isSigned ? 'valid' : 'invalid', reasons: [proof.state] }
  }
}

function timeOf(
  { issuedAt, validFrom, validUntil }: OtherCredential,
  now: number,
): Exclude<Inspection['time'], null> {
  const begins = Math.max(issuedAt ?? -Infinity, validFrom ?? -Infinity)
  if (validUntil !== null && now >= validUntil) return 'expired'
  if (now < begins) return 'not-yet-valid'
  return validUntil === null && begins === -Infinity ? 'unbounded' : 'in-time'
}
