/** EU Digital COVID Certificates (HCERT): `HC1:` texts, as one of the formats that `verify` and `inspect` can be given. */
import { coseSchemes } from '../cose.ts'
import type { FormatTrust, ListedKey } from '../../trust/authorities.ts'
import type { CodeFormat } from '../format.ts'
import { together } from '../together.ts'
import { proveByKeys } from '../prove-by-keys.ts'
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
  async prove(credential, authorities) {
    if (credential.signature.length === 0) return { state: 'unsigned' }
    const trust = authorities.get('hcert')
    const { kid, issuer } = credential
    // The kid decides: of who signed, the claim `iss` is no proof, and need not be there.
    const listed = (kid === null ? undefined : trust?.keys.get(kid)) ?? unnamedKeys(trust)
    if (listed.length > 0) {
      const { algorithm } = credential.inner as HcertInner
      const scheme = algorithms.includes(algorithm) ? coseSchemes.get(algorithm) : undefined
      return proveByKeys(credential, listed, scheme, true)
    }
    const isKnown = issuer !== null && trust?.authorities.has(issuer) === true
    return { state: isKnown ? 'key-unknown' : 'issuer-unknown' }
  },
}

/** Keys that were listed without a kid, which any code may be by; as many of them as of one kid. */
function unnamedKeys(trust: FormatTrust | undefined): readonly ListedKey[] {
  const found: ListedKey[] = []
  for (const authority of trust?.authorities.values() ?? []) {
    for (const key of authority.keys) if (key.kid === null) found.push({ authority, key })
  }
  return found.slice(0, 8)
}
