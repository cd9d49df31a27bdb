/** Whether a seal is by the country it names: its certificate, the country's, and the signature. */
import { checkOtherSignature, isSameCurveKey, type OtherKey } from '../../crypto/other-key.ts'
import { GreengateError } from '../../errors.ts'
import type { Authorities, Authority, AuthorityKey } from '../../trust/authorities.ts'
import { x509IfHere, type X509 } from '../../trust/load-x509.ts'
import type { Certificate, Window } from '../../trust/x509/x509.ts'
import type { OtherCredential, Proof, ProofFailure } from '../format.ts'
import { keyUsageOf } from '../key-usage.ts'
import type { Sealed } from './decode-seal.ts'

/** Extended key usage of a signer of these seals, and the documents that are health proofs (Doc 9303-13, VDS-NC). */
const sealSigner = '2.23.136.1.1.14.2'
const documents: Readonly<Record<string, string>> = { NT: 'test', NV: 'vaccination' }

/** Finds the certificate's standing and checks the signature. */
export async function proveSeal(
  credential: OtherCredential,
  authorities: Authorities,
): Promise<Proof> {
  const { issuer, signature, signed } = credential
  const { algorithm, certificate: der } = credential.inner as Sealed
  if (signature.length === 0) return { state: 'unsigned' }
  const x509 = await x509IfHere()
  if (x509 === undefined) return { state: 'unsupported-key' }
  const certificate = await x509.parseCertificate(der)
  if (certificate === undefined) return { state: 'certificate-invalid' }
  if (issuer === null || !isOfCountry(x509, certificate, issuer))
    return { state: 'country-mismatch' }
  const authority = authorities.get('vds-nc')?.authorities.get(issuer)
  if (authority === undefined) return { state: 'issuer-unknown' }
  if (certificate.key === undefined) return { state: 'unsupported-key' }
  const standing = await standingOf(x509, certificate, certificate.key, authority)
  if ('state' in standing) return standing
  const { jwk } = certificate.key
  if (algorithm === undefined || jwk.kty !== 'EC' || jwk.crv !== algorithm.curve) {
    return { state: 'signature-invalid' }
  }
  const scheme = { name: 'ECDSA', hash: algorithm.hash } as const
  const isGood = await isSigned(() =>
    checkOtherSignature(standing.key.key, scheme, signature, signed),
  )
  if (isGood !== true) return { state: isGood === false ? 'signature-invalid' : isGood }
  return {
    state: 'genuine',
    authority,
    ...standing,
    keyUsage: keyUsageOf(credential, standing.key),
    isRevoked: false,
  }
}

/** Its country in two letters, and in three where ICAO's signers write them too. */
function isOfCountry(
  { alpha2Of }: X509,
  { subject, alternativeNames: { localities } }: Certificate,
  issuer: string,
): boolean {
  const expected = alpha2Of(issuer)
  // A code of no country that is known stands for whatever roots are listed for it.
  if (expected !== undefined && subject.country !== expected) return false
  return localities.every((code) => code.length !== 3 || code.toUpperCase() === issuer)
}

interface Standing {
  readonly key: AuthorityKey
  readonly holds: Window
}

/** A signer that is listed itself needs no chain, unless its authority asks for one. */
async function standingOf(
  x509: X509,
  certificate: Certificate,
  key: OtherKey,
  authority: Authority,
): Promise<Standing | { readonly state: ProofFailure }> {
  const listed = authority.keys.find(({ key: { jwk } }) => isSameCurveKey(jwk, key.jwk))
  const own = x509.windowOf(certificate)
  const window = listed === undefined ? own : x509.intersect(own, listed)
  if (window === undefined) return { state: 'key-out-of-time' }
  if (listed !== undefined && !authority.needsChain) return { key: listed, holds: window }
  const roots = await Promise.all(authority.roots.map(x509.parseCertificate))
  const chain = await x509.checkChain(
    certificate,
    [],
    roots.flatMap((root) => root ?? []),
  )
  if (chain.state !== 'holds') return { state: failures[chain.state] }
  const holds = x509.intersect(window, chain.holds)
  if (holds === undefined) return { state: 'key-out-of-time' }
  const states = statesOf(certificate)
  // As if it were listed: what it may state is what its country's certificate lets it.
  const { kid } = certificate
  const chained = { kid, key, ...holds, states, regions: ['*'], chain: [], revoked: [] }
  return { holds, key: listed ?? chained }
}

const failures = {
  unknown: 'key-unknown',
  refused: 'certificate-invalid',
  unsupported: 'unsupported-key',
} as const

/** Only a signer of seals may sign one: the same root signs those of passports. Its list of documents narrows it. */
function statesOf({ extendedKeyUsage, documentTypes, keyUsage }: Certificate): readonly string[] {
  if (extendedKeyUsage?.includes(sealSigner) !== true || keyUsage?.signs === false) return []
  if (documentTypes === null) return Object.values(documents)
  return documentTypes.flatMap((type) => documents[type] ?? [])
}

/** A key that the platform cannot take: a point off its curve signs nothing, an algorithm may be missing. */
async function isSigned(
  check: () => Promise<boolean>,
): Promise<boolean | 'certificate-invalid' | 'unsupported-key'> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error.code === 'ERR_KEY_UNSUPPORTED' ? 'unsupported-key' : 'certificate-invalid'
  }
}
