/** Revokes what a key of other people's codes signed in a window. */
import type { FormatName } from 'greengate'
import { OperatorError } from '../operator-error.ts'
import type { Document } from './document.ts'
import type { AuthorityKey, TrustAuthority, Words } from './payloads.ts'
import type { Shelf } from './shelf.ts'
import { thumbprint } from './trust-import/offer-key.ts'
import { editTrust } from './trust.ts'

/** Which key, when, and why. */
export interface AuthorityRevocation {
  readonly format: FormatName
  /** Of the authority. */
  readonly id: string
  /** How its kid, or its thumbprint, begins. */
  readonly key: string
  readonly from: string
  readonly until: string
  readonly why: Words
}

/**
 * Revokes the codes that were issued in the window; of codes that do not say when (vds-nc) all of them.
 *
 * @throws {@link OperatorError} for a key that the authority does not have, or where several begin so
 */
export function revokeAuthorityKey(
  shelf: Shelf,
  revocation: AuthorityRevocation,
  now: Date,
): Promise<Document> {
  const { format, id, from, until, why } = revocation
  if (!(Date.parse(from) < Date.parse(until))) {
    throw new OperatorError(
      '--from: must be before --until; give the window in which it was misused',
    )
  }
  return editTrust(shelf, now, (trust) => {
    const { authorities = [] } = trust
    const authority = authorities.find((each) => each.format === format && each.id === id)
    if (authority === undefined) {
      throw new OperatorError(
        `${id}: is no ${format} authority of the trust list; see "trust list"`,
      )
    }
    const revoked = keyOf(authority, revocation.key)
    const keys = authority.keys.map((key) =>
      key === revoked ? { ...key, revoked: [...(key.revoked ?? []), { from, until, why }] } : key,
    )
    return {
      ...trust,
      authorities: authorities.map((each) => (each === authority ? { ...each, keys } : each)),
    }
  })
}

function keyOf({ id, keys }: TrustAuthority, start: string): AuthorityKey {
  const [found, ...others] = keys.filter(
    ({ kid, jwk }) => kid?.startsWith(start) === true || thumbprint(jwk).startsWith(start),
  )
  if (found !== undefined && others.length === 0) return found
  const what = found === undefined ? 'no key' : 'more than one key'
  throw new OperatorError(`--key: ${what} of ${id} begins so; give more of its kid or thumbprint`)
}
