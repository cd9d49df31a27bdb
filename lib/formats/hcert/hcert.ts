/** EU Digital COVID Certificates (HCERT): `HC1:` texts, as one of the formats that `verify` and `inspect` can be given. */
import { anyIssuer, maxTried, type FormatTrust, type ListedKey } from '../../trust/authorities.ts'
import { coseSchemes } from '../cose.ts'
import type { CodeFormat } from '../format.ts'
import { proveByKeys } from '../prove-by-keys.ts'
import { together } from '../together.ts'
import { decodeHcert, prefix, type HcertInner } from './decode-hcert.ts'

/** ES256 and PS256: all that the specification of HCERT allows. */
const algorithms: readonly (number | undefined)[] = [-7, -37]

/**
 * Reads EU Digital COVID Certificates.
 *
 * @example
 * ```ts
 * import { hcert, verify, type Bundle } from 'greengate'
 *
 * const decide = (text: string, bundle: Bundle) =>
 *   verify(text, { bundle, now: new Date(), context: { ruleSet: 'cn-3301' }, formats: [hcert] })
 * ```
 */
export const hcert: CodeFormat = {
  name: 'hcert',
  together,
  recognises: (text) => text.startsWith(prefix),
  decode: (texts) => texts.map(decodeHcert),
  prove(credential, authorities) {
    const { signature, issuer, kid, inner } = credential
    if (signature.length === 0) return Promise.resolve({ state: 'unsigned' })
    const trust = authorities.get('hcert')
    // The kid decides: of who signed, the claim `iss` is no proof, and need not be there.
    const named = kid === null ? undefined : trust?.keys.get(kid)
    const listed = [...(named ?? []), ...unnamedKeys(trust)]
    if (listed.length > 0) {
      const { algorithm } = inner as HcertInner
      const scheme = algorithms.includes(algorithm) ? coseSchemes.get(algorithm) : undefined
      return proveByKeys(credential, listed, scheme, true)
    }
    const isKnown = issuer !== null && trust?.authorities.has(issuer) === true
    return Promise.resolve({ state: isKnown ? 'key-unknown' : 'issuer-unknown' })
  },
}

/** Keys that somebody states without saying whose they are nor how they are called: any code may be theirs. */
function unnamedKeys(trust: FormatTrust | undefined): readonly ListedKey[] {
  const authority = trust?.authorities.get(anyIssuer)
  if (authority === undefined) return []
  return authority.keys
    .filter(({ kid }) => kid === null)
    .slice(0, maxTried)
    .map((key) => ({ authority, key }))
}
