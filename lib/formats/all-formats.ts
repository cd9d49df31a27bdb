/** Every format there is, for those who read whatever is shown. */
import { claim169 } from './claim169/claim169.ts'
import type { CodeFormat } from './format.ts'
import { hcert } from './hcert/hcert.ts'
import { nzcp } from './nzcp/nzcp.ts'
import { shc } from './shc/shc.ts'
import { vdsNc } from './vds-nc/vds-nc.ts'

/**
 * Every format of other people's codes that this library reads.
 *
 * @example
 * ```ts
 * import { allFormats, inspect } from 'greengate'
 *
 * const { format } = await inspect('HC1:', { now: new Date(), formats: allFormats })
 * ```
 */
export const allFormats: readonly CodeFormat[] = [hcert, shc, nzcp, vdsNc, claim169]
