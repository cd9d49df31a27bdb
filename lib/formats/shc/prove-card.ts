/** Whether a card is by the issuer that it names: its key in the trust list, its certificate where asked, its signature. */
import { checkOtherSignature, schemes, type OtherJwk } from '../../crypto/other-key.ts'
import { GreengateError } from '../../errors.ts'
import type { Authorities, Authority, AuthorityKey } from '../../trust/authorities.ts'
import { loadX509 } from '../../trust/load-x509.ts'
import type { OtherCredential, Proof } from '../format.ts'
import type { CardClaims } from './decode-card.ts'
import { isRevoked } from './revocation-list.ts'

/** As an issuer must be written: nothing else may stand in a trust list either. */
const issuerForm = /^https:\/\/[^\s/?#][^\s?#]*[^\s/?#]$/

/** Finds the key and checks the signature. */
export async function proveCard(
  credential: OtherCredential,
  authorities: Authorities,
): Promise<Proof> {
  const { issuer, kid, issuedAt, signature, signed, kinds } = credential
  const { nbf, rid } = credential.inner as CardClaims
  const authority =
    issuer !== null && issuerForm.test(issuer)
      ? authorities.get('shc')?.authorities.get(issuer)
      : undefined
  if (authority === undefined) return { state: 'issuer-unknown' }
  const keys = authority.keys.filter((entry) => entry.kid === kid)
  if (keys.length === 0) return { state: 'key-unknown' }
  const at = issuedAt ?? NaN
  // An issuer may list a key once for each of its certificates.
  const timely = keys.filter(({ from, until }) => from <= at && at < until)
  if (timely.length === 0) return { state: 'key-out-of-time' }
  const standings: readonly Standing[] = authority.needsChain
    ? await Promise.all(timely.map((key) => standingOf(authority, key)))
    : timely.map((key) => ({ key, holds: null }))
  const standing = standings.find((found) => 'key' in found) ?? standings[0]
  if (standing === undefined || 'state' in standing) return standing ?? { state: 'key-unknown' }
  if (signature.length === 0) return { state: 'unsigned' }
  const { key, holds } = standing
  const isGood = await isSignedBy(key, signature, signed)
  if (isGood !== true) return { state: isGood === false ? 'signature-invalid' : isGood }
  if (key.revoked.some(({ from, until }) => from <= at && at < until)) {
    return { state: 'key-revoked' }
  }
  const mayState = (kind: string): boolean => key.states.includes('*') || key.states.includes(kind)
  return {
    state: 'genuine',
    authority,
    key,
    holds,
    keyUsage: kinds.every(mayState) ? 'allowed' : 'refused',
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

type Standing =
  | { readonly state: 'certificate-invalid' | 'unsupported-key' }
  | {
      readonly key: AuthorityKey
      readonly holds: { readonly from: number; readonly until: number } | null
    }

/** A chain is the same for every card of its key, and a trust list is never changed. */
const kept = new WeakMap<AuthorityKey, Promise<Standing>>()

function standingOf(authority: Authority, key: AuthorityKey): Promise<Standing> {
  const known = kept.get(key) ?? checkChainOf(authority, key)
  kept.set(key, known)
  return known
}

async function checkChainOf({ id, roots }: Authority, key: AuthorityKey): Promise<Standing> {
  const { parseCertificate, checkChain } = await loadX509()
  const read = async (list: readonly Uint8Array[]) =>
    (await Promise.all(list.map(parseCertificate))).flatMap((certificate) => certificate ?? [])
  const [leaf, ...between] = await read(key.chain)
  const isBound =
    leaf?.key !== undefined &&
    leaf.keyUsage?.signs !== false &&
    leaf.alternativeNames.uris.includes(id) &&
    isSame(leaf.key.jwk, key.key.jwk)
  if (!isBound) return { state: 'certificate-invalid' }
  const chain = await checkChain(leaf, between, await read(roots))
  if (chain.state === 'holds') return { key, holds: chain.holds }
  return { state: chain.state === 'unsupported' ? 'unsupported-key' : 'certificate-invalid' }
}

function isSame(a: OtherJwk, b: OtherJwk): boolean {
  return a.kty === 'EC' && b.kty === 'EC' && a.crv === b.crv && a.x === b.x && a.y === b.y
}
