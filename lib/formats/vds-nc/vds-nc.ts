/** Visible digital seals of ICAO for places that are not constrained (VDS-NC): JSON with a certificate in it. */
import type { CodeFormat } from '../format.ts'
import { together } from '../together.ts'
import { decodeSeal } from './decode-seal.ts'
import { proveSeal } from './prove-seal.ts'
import { warmSeals } from './warm-seals.ts'

/** A seal is at most half as long: what is longer costs no more to refuse. */
const maxLooked = 32_768

/**
 * The format of ICAO's health proofs, to be passed to `verify` and `inspect`.
 *
 * @example
 * ```ts
 * import { inspect, vdsNc } from 'greengate'
 *
 * const { format } = await inspect('{"data":{}}', { now: new Date(), formats: [vdsNc] })
 * ```
 */
export const vdsNc: CodeFormat = {
  name: 'vds-nc',
  together,
  // An object that has, or had before it was cut, the header of a seal.
  recognises(text) {
    const start = text.slice(0, maxLooked)
    return /^\s*\{/.test(start) && start.includes('"hdr"')
  },
  decode: (texts) => texts.map(decodeSeal),
  prove: proveSeal,
  warmUp: warmSeals,
}
