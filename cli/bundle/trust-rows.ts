/** The rows of `trust list`: whom a trust list believes, format by format. */
import type { AuthorityKey, IssuerKey, TrustPayload } from './payloads.ts'
import { statesOf } from './words/authority-lines.ts'

/** One issuer or authority. */
export interface TrustRow {
  readonly format: string
  readonly id: string
  readonly keys: number
  readonly roots: number
  /** Keys of which something is revoked. */
  readonly revoked: number
  /** The first instant at which no key counts any more; null: it has none, but roots. */
  readonly until: string | null
  readonly states: readonly string[]
}

/** Our own issuers first, then by format and id. */
export function trustRows({
  issuers,
  revoked,
  authorities = [],
}: TrustPayload): readonly TrustRow[] {
  const own = issuers.map(({ id, keys }): TrustRow => {
    const names = new Set(revoked.filter(({ issuer }) => issuer === id).map(({ key }) => key))
    return { format: 'greengate', id, roots: 0, revoked: names.size, ...termsOf(keys) }
  })
  const others = authorities.map(({ format, id, keys, roots = [] }): TrustRow => {
    const count = keys.filter((key) => (key.revoked ?? []).length > 0).length
    return { format, id, roots: roots.length, revoked: count, ...termsOf(keys) }
  })
  return [...sorted(own), ...sorted(others)]
}

function termsOf(
  keys: readonly (AuthorityKey | IssuerKey)[],
): Pick<TrustRow, 'keys' | 'until' | 'states'> {
  const ends = keys.map(({ until }) => until).sort()
  return { keys: keys.length, until: ends.at(-1) ?? null, states: statesOf(keys) }
}

function sorted(rows: readonly TrustRow[]): readonly TrustRow[] {
  const name = ({ format, id }: TrustRow): string => `${format} ${id}`
  return rows.toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
}
