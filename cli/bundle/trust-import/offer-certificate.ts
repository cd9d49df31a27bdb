/** A certificate as an offer: whose it is and what it may sign, as it says itself. */
import type { FormatName } from 'greengate'
import { summariseCertificate, type CertificateSummary } from 'greengate/issue'
import { instantText } from '../../edges/instant.ts'
import type { Offer, Skipped, Wishes } from './offer.ts'

/** A certificate with what stands beside it in a list. */
export interface FoundCertificate {
  readonly source: string
  readonly der: Uint8Array
  /** The eight bytes that a list names it by. */
  readonly kid?: Uint8Array
  /** The format that a list is of. */
  readonly format?: FormatName
}

/** The offer. */
export async function offerCertificate(
  { source, der, kid, format }: FoundCertificate,
  wishes: Wishes,
): Promise<Offer | Skipped> {
  const summary = await summariseCertificate(der)
  if (summary === undefined) return { source, skipped: 'not-a-certificate' }
  const { jwk, until, isAuthority, country, alpha3 } = summary
  if (jwk === null) return { source, skipped: 'unsupported-key' }
  const isOver = until <= wishes.now.getTime() / 1000
  if (isOver && wishes.withExpired !== true) return { source, skipped: 'expired' }
  // Authorities of countries sign those who sign seals; nobody looks for them in a DCC.
  const meant = wishes.format ?? format ?? (isAuthority ? 'vds-nc' : 'hcert')
  const id = wishes.issuer ?? (meant === 'vds-nc' ? alpha3 : country)
  if (id === null) return { source, skipped: 'no-country' }
  const common = { source, format: meant, id, name: wishes.name ?? { zh: id, en: id } }
  const bytes = Buffer.from(der).toString('base64url')
  if (isAuthority && (meant === 'vds-nc' || meant === 'shc')) return { ...common, root: bytes }
  const name = kid?.length === 8 ? Buffer.from(kid).toString('base64url') : summary.kid
  return { ...common, key: { kid: name, jwk, ...termsOf(summary, wishes) } }
}

function termsOf({ from, until, states }: CertificateSummary, wishes: Wishes) {
  return {
    from: wishes.from ?? instantText(new Date(from * 1000)),
    until: wishes.until ?? instantText(new Date(until * 1000)),
    states: wishes.states ?? states ?? ['*'],
    regions: wishes.regions ?? ['*'],
  }
}
