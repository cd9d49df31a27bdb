/** Whether a code has been revoked or suspended since it was issued (docs/format.md 6.5). */
import type { Bundle } from '../bundle/bundle.ts'
import type { Credential } from '../credential/credential.ts'
import type { Reason } from '../decision.ts'
import { formatInstant } from '../encoding/instant.ts'
import { isSet } from '../status/status-list.ts'
import type { Issuer } from '../trust/trust-list.ts'
import type { Findings } from './findings.ts'

/** Looks into the list of the code's issuer and month; pushes what is in doubt, gives what makes it void. */
export function checkStatus(
  { issuedAt, statusIndex }: Pick<Credential, 'issuedAt' | 'statusIndex'>,
  { id, status }: Issuer,
  bundle: Bundle,
  findings: Findings,
): Reason | undefined {
  if (status === 'none') return undefined
  const list = bundle.status.get(`status/${id}/${formatInstant(issuedAt).slice(0, 7)}`)
  if (list !== undefined && statusIndex !== null) {
    ;(findings.lists ??= []).push(list)
    if (statusIndex < list.entries) {
      // Accepting a bundle has seen to it that the bits are there, and long enough.
      const bits = bundle.data.get(list.data.sha256) as Uint8Array
      return isSet(bits, statusIndex) ? { code: 'revoked' } : undefined
    }
  }
  findings.reasons.push({ code: 'status-missing' })
  return undefined
}
