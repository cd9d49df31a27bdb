/** The lists of revoked cards that issuers publish beside their keys, `.well-known/crl/<kid>.json`. */
import { isInstant } from '../encoding/instant.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import type { RevocationList } from './authorities.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_TRUST_LIST_MALFORMED')
const idForm = /^[\w-]{1,24}$/

/** Whether a value can be the revocation id of a card. */
export function isRevocationId(value: unknown): value is string {
  return typeof value === 'string' && idForm.test(value)
}

/** A count of updates; some issuers write it as text, as an example of the standard does. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

/**
 * Reads a published list, for a trust list to take up. All of it is refused where any of it is not understood: a list
 * that is half read revokes half.
 *
 * @param key - The key that the list is of, as the issuer's key set has it.
 * @throws GreengateError `ERR_TRUST_LIST_MALFORMED`
 */
export function parseRevocationList(
  value: unknown,
  key: { readonly kid: string; readonly crlVersion?: unknown },
): RevocationList {
  const { kid, method, ctr, rids } = shape.record(value, 'crl', ['kid', 'method', 'ctr', 'rids'])
  if (kid !== key.kid) throw shape.refuse('crl.kid', 'must be the key that it stands beside')
  if (method !== 'rid') throw shape.refuse('crl.method', 'must be rid')
  const count = countOf(ctr)
  if (count === undefined || count !== countOf(key.crlVersion)) {
    throw shape.refuse('crl.ctr', 'must be the crlVersion of the key')
  }
  const ids = new Map<string, number | null>()
  for (const entry of shape.list(rids, 'crl.rids', readEntry)) {
    if (ids.has(entry.id)) throw shape.refuse('crl.rids', 'must not state an id twice')
    ids.set(entry.id, entry.before)
  }
  return { kid: key.kid, ids }
}

function readEntry(value: unknown, at: string): { id: string; before: number | null } {
  const [id, before, ...more] = typeof value === 'string' ? value.split('.') : []
  if (!isRevocationId(id) || more.length > 0) {
    throw shape.refuse(at, 'must be 1 to 24 characters of base64url')
  }
  if (before === undefined) return { id, before: null }
  if (!/^\d{1,12}$/.test(before) || !isInstant(Number(before))) {
    throw shape.refuse(at, 'must end in unix seconds, if in anything')
  }
  return { id, before: Number(before) }
}

/** Whether a card is on a list. */
export function isRevoked(
  lists: readonly RevocationList[],
  card: { readonly kid: string | null; readonly rid: string | null; readonly nbf: number },
): boolean {
  const { kid, rid, nbf } = card
  if (rid === null) return false
  return lists.some((list) => {
    const before = list.kid === kid ? list.ids.get(rid) : undefined
    return before === null || (before !== undefined && nbf < before)
  })
}
