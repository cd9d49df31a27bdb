/** New Zealand's COVID passes (`NZCP:/1/…`): the format, as `verify` and `inspect` take it. */
import { schemes } from '../../crypto/other-key.ts'
import type { CodeFormat } from '../format.ts'
import { proveByIssuer } from '../prove-by-issuer.ts'
import { decodePass, prefix } from './decode-pass.ts'

/** The only way in which a pass may be signed. */
const scheme = schemes.ESP256

/**
 * New Zealand's COVID passes.
 *
 * @example
 * ```ts
 * import { inspect, nzcp } from 'greengate'
 *
 * const { format } = await inspect('NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZ', { now: new Date(), formats: [nzcp] })
 * ```
 */
export const nzcp: CodeFormat = {
  name: 'nzcp',
  recognises: (text) => text.startsWith(prefix),
  decode: (texts) => texts.map(decodePass),
  prove: (credential, authorities) =>
    proveByIssuer(
      credential,
      authorities,
      scheme,
      ({ kid, key: { jwk } }) => kid === credential.kid && jwk.kty === 'EC' && jwk.crv === 'P-256',
    ),
}
