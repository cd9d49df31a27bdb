/** Documents that delegate prefixes of rule-set ids further, after bundle.md section 2. */
import { signDocument, type Document, type Signing } from './document.ts'
import type { Json } from './jcs.ts'
import { key } from './keys.ts'

/** Who may sign a longer prefix, and what differs from the ordinary. */
export interface Delegated {
  readonly prefix: string
  readonly key: string
  readonly rails?: { readonly [name: string]: Json }
  readonly threshold?: number
}

const open = { notice: 0, minDuration: 0, maxAhead: 366 * 86_400 }

/** The document `delegation/<prefix>`. */
export const delegation = (
  prefix: string,
  delegated: readonly Delegated[],
  by: readonly Signing[],
  more: { readonly [name: string]: Json } = {},
): Document => {
  const names = [...new Set(delegated.map((each) => each.key))]
  return signDocument(
    `delegation/${prefix}`,
    'delegation',
    '2026-02-01T00:00:00Z',
    {
      version: 1,
      expires: '2026-12-01T00:00:00Z',
      prefix,
      keys: Object.fromEntries(
        names.map((name) => [key(name).thumbprint, { ...key(name).publicJwk }]),
      ),
      delegations: delegated.map((each) => ({
        prefix: each.prefix,
        keys: [key(each.key).thumbprint],
        threshold: each.threshold ?? 1,
        rails: each.rails ?? open,
      })),
      ...more,
    },
    by,
  )
}
