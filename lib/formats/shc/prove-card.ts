/** Whether a card is by the issuer that it names: its key in the trust list, its certificate where asked, its signature. */
import { checkOtherSignature, schemes } from '../../crypto/other-key.ts'
import { GreengateError } from '../../errors.ts'
import { anyIssuer, type Authorities, type AuthorityKey } from '../../trust/authorities.ts'
import type { OtherCredential, Proof } from '../format.ts'
import { keyUsageOf } from '../key-usage.ts'
import type { CardClaims } from './decode-card.ts'
import { standingOf, type Standing } from './key-standing.ts'
import { isRevoked } from '../../trust/revocation-list.ts'

/** As an issuer must be written: nothing else may stand in a trust list either. */
const issuerForm = /^https:\/\/[^\s/?#][^\s?#]*[^\s/?#]$/

/** Finds the key and checks the signature. */
export async function proveCard(
  credential: OtherCredential,
  authorities: Authorities,
): Promise<Proof> {
  const { issuer, kid, issuedAt, signature, signed } = credential
  const { nbf, rid } = credential.inner as CardClaims
  const trust = authorities.get('shc')?.authorities
  // Keys whose list names no issuer count for every issuer.
  const authority =
    issuer !== null && issuerForm.test(issuer)
      ? (trust?.get(issuer) ?? trust?.get(anyIssuer))
      : undefined
  if (authority === undefined) return { state: 'issuer-unknown' }
  const keys = authority.keys.filter((entry) => entry.kid === kid)
  if (keys.length === 0) return { state: 'key-unknown' }
  const at = issuedAt ?? NaN
  const timely = keys.filter(({ from, until }) => from <= at && at < until)
  if (timely.length === 0) return { state: 'key-out-of-time' }
  const standings: readonly Standing[] = authority.needsChain
    ? await Promise.all(timely.map((key) => standingOf(authority, key)))
    : timely.map((key) => ({ key, holds: null }))
  const standing = latest(standings)
  if ('state' in standing) return standing
  if (signature.length === 0) return { state: 'unsigned' }
  const { key, holds } = standing
  const isGood = await isSignedBy(key, signature, signed)
  if (isGood !== true) return { state: isGood === false ? 'signature-invalid' : isGood }
  return {
    state: 'genuine',
    authority,
    key,
    holds,
    keyUsage: keyUsageOf(credential, key),
    isRevoked: isRevoked(authority.revocations, { kid, rid, nbf }),
  }
}

async function isSignedBy(
  { key }: AuthorityKey,
  signature: Uint8Array,
  signed: Uint8Array,
): Promise<boolean | 'unsupported-key'> {
  // ES256 is of one curve; the key decides, and a key of another never signed this.
  if (key.jwk.kty !== 'EC' || key.jwk.crv !== 'P-256') return false
  try {
    return await checkOtherSignature(key, schemes.ESP256, signature, signed)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return 'unsupported-key'
  }
}

/** An issuer lists a key once for each of its certificates; the one that holds longest counts. */
function latest(standings: readonly Standing[]): Standing {
  return standings.reduce((best, next) => {
    if ('state' in next) return best
    if ('state' in best) return next
    return (next.holds?.until ?? 0) > (best.holds?.until ?? 0) ? next : best
  })
}
