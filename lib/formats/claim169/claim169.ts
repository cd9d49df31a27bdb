/** Identity codes (CWT claim 169, MOSIP): the format, as `verify` and `inspect` take it. */
import { coseSchemes } from '../cose.ts'
import type { CodeFormat } from '../format.ts'
import { proveByIssuer } from '../prove-by-issuer.ts'
import { decodeIdentity } from './decode-identity.ts'
import { claim169Form } from './form.ts'

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
  recognises: (text) => claim169Form.test(text),
  decode: (texts) => texts.map(decodeIdentity),
  prove(credential, authorities) {
    const scheme = coseSchemes.get(credential.inner as number)
    return proveByIssuer(
      credential,
      authorities,
      // The specification names Ed25519 and ES256.
      scheme?.name === 'Ed25519' || scheme === coseSchemes.get(-7) ? scheme : undefined,
      // Most codes name no key, and a key may be listed without a name.
      ({ kid }) => kid === null || credential.kid === null || kid === credential.kid,
    )
  },
}
