/** New Zealand's COVID passes (`NZCP:/1/…`): the format, as `verify` and `inspect` take it. */
import { schemes } from '../../crypto/other-key.ts'
import type { CodeFormat } from '../format.ts'
import { together } from '../together.ts'
import { proveByKeys } from '../prove-by-keys.ts'
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
  together,
  recognises: (text) => text.startsWith(prefix),
  decode: (texts) => texts.map(decodePass),
  async prove(credential, authorities) {
    const { issuer, kid, signature } = credential
    if (signature.length === 0) return { state: 'unsigned' }
    const authority = authorities.get('nzcp')?.authorities.get(issuer ?? '')
    if (authority === undefined) return { state: 'issuer-unknown' }
    const keys = authority.keys.filter(
      ({ kid: name, key: { jwk } }) => name === kid && jwk.kty === 'EC' && jwk.crv === 'P-256',
    )
    if (keys.length === 0) return { state: 'key-unknown' }
    const listed = keys.map((key) => ({ authority, key }))
    return proveByKeys(credential, listed, scheme, false)
  },
}
