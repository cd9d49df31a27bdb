/** The formats of other people's codes, as options name them. */
import type { FormatName } from 'greengate'

export const formats = [
  'hcert',
  'shc',
  'nzcp',
  'vds-nc',
  'claim169',
] as const satisfies readonly FormatName[]
