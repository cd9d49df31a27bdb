/** Every format there is, for those who read whatever is shown. */
import type { CodeFormat } from './format.ts'
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
export const allFormats: readonly CodeFormat[] = [vdsNc]
