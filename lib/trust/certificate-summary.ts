/** What a trust list has to know of a certificate: whose it is, its key, its time, what it may sign. */
import type { OtherJwk } from '../crypto/other-key.ts'
import { loadX509 } from './load-x509.ts'

/** A certificate, for those who decide whom to believe. */
export interface CertificateSummary {
  /** SHA-256 of the DER, base64url. */
  readonly digest: string
  /** Its first eight bytes, base64url: the `kid` of DCCs. */
  readonly kid: string
  /** ISO 3166-1 in two letters, and in three as Doc 9303 has it; null: not stated, or none that is known. */
  readonly country: string | null
  readonly alpha3: string | null
  /** Unix seconds; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** null: of a kind, curve or size that is supported nowhere. */
  readonly jwk: OtherJwk | null
  /** Whether it signs certificates. */
  readonly isAuthority: boolean
  /** Kinds of fact its key may state in DCCs, by its extended key usage; null: that does not say. */
  readonly states: readonly string[] | null
}

/**
 * Reads a certificate; undefined: the bytes are none.
 *
 * @example
 * ```ts
 * import { summariseCertificate } from 'greengate/issue'
 *
 * const summary = await summariseCertificate(new Uint8Array([48, 0]))
 * ```
 */
export async function summariseCertificate(
  der: Uint8Array,
): Promise<CertificateSummary | undefined> {
  const { alpha3Of, parseCertificate, usageOids, windowOf } = await loadX509()
  const certificate = await parseCertificate(der)
  if (certificate === undefined) return undefined
  const { digest, kid, subject, issuer, alternativeNames, key, extendedKeyUsage } = certificate
  const country = subject.country ?? issuer.country
  const inThree = alternativeNames.localities.find((code) => /^[A-Z]{3}$/i.test(code))
  const usages = (extendedKeyUsage ?? []).map((oid) => usageOids[oid])
  const states = (['test', 'vaccination', 'recovery'] as const).filter((kind) =>
    usages.includes(kind),
  )
  return {
    digest,
    kid,
    country,
    alpha3: inThree?.toUpperCase() ?? (country === null ? null : (alpha3Of(country) ?? null)),
    ...windowOf(certificate),
    jwk: key?.jwk ?? null,
    isAuthority: certificate.basicConstraints?.ca === true,
    states: states.length === 0 ? null : states,
  }
}
