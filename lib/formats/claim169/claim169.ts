/** Identity codes (CWT claim 169, MOSIP): the format, as `verify` and `inspect` take it. */
import { schemes } from '../../crypto/other-key.ts'
import { anyIssuer } from '../../trust/authorities.ts'
import { coseSchemes } from '../cose.ts'
import type { CodeFormat } from '../format.ts'
import { together } from '../together.ts'
import { proveByKeys } from '../prove-by-keys.ts'
import { decodeIdentity } from './decode-identity.ts'
import { claim169Form } from '../claim169-form.ts'

/** Keys of one issuer that are tried where the code names none: a check costs a third of a millisecond. */
const maxTried = 32

/**
 * Identity codes: they say who somebody is, and nothing of health.
 *
 * @example
 * ```ts
 * import { claim169, inspect } from 'greengate'
 *
 * const { format } = await inspect('6BF590B20FFWJWG', { now: new Date(), formats: [claim169] })
 * ```
 */
export const claim169: CodeFormat = {
  name: 'claim169',
  together,
  recognises: (text) => claim169Form.test(text),
  decode: (texts) => texts.map(decodeIdentity),
  async prove(credential, authorities) {
    const { issuer, kid, signature, inner } = credential
    if (signature.length === 0) return { state: 'unsigned' }
    const trust = authorities.get('claim169')?.authorities
    const authority = trust?.get(issuer ?? anyIssuer) ?? trust?.get(anyIssuer)
    if (authority === undefined) return { state: 'issuer-unknown' }
    // Most codes name no key, and a key may be listed without a name.
    const keys = authority.keys.filter(
      ({ kid: name }) => name === null || kid === null || name === kid,
    )
    if (keys.length === 0) return { state: 'key-unknown' }
    const scheme = coseSchemes.get(inner as number)
    // The specification names Ed25519 and ES256.
    const isNamed = scheme === schemes.Ed25519 || scheme === schemes.ESP256
    const listed = keys.slice(0, maxTried).map((key) => ({ authority, key }))
    return proveByKeys(credential, listed, isNamed ? scheme : undefined, false)
  },
}
