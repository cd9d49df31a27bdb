/** Puts what is offered into a trust list: what is there already stays as it is, and nothing goes. */
import { canonicalJson } from 'greengate/issue'
import type { AuthorityKey, RevokedCodes, TrustAuthority } from '../payloads.ts'
import type { Offer, Skipped } from './offer.ts'

/** Keys of one format and kid that a verifier tries; it refuses a list with more. */
const maxOfOneKid = 8

/** What became of the offers. */
export interface Merged {
  readonly authorities: readonly TrustAuthority[]
  /** New in the list, of other terms than before, and there already. */
  readonly taken: readonly Offer[]
  readonly changed: readonly Offer[]
  readonly known: readonly Offer[]
  readonly skipped: readonly Skipped[]
}

/** An authority while it grows: what it has, by name. */
interface Growing extends Omit<TrustAuthority, 'keys' | 'roots' | 'revocations'> {
  readonly keys: Map<string, AuthorityKey>
  readonly roots: Map<string, string>
  readonly lists: Map<string, RevokedCodes>
}

/** Merges; the same offers a second time change nothing. */
export function mergeOffers(
  before: readonly TrustAuthority[],
  offers: readonly (Offer | Skipped)[],
): Merged {
  const authorities = new Map(before.map((each) => [nameOf(each), grow(each)]))
  const perKid = countKids(before)
  const made = new Set<string>()
  const [taken, changed, known, skipped]: [Offer[], Offer[], Offer[], Skipped[]] = [[], [], [], []]
  for (const offer of offers) {
    if ('skipped' in offer) {
      skipped.push(offer)
      continue
    }
    const name = nameOf(offer)
    const authority = authorities.get(name) ?? grow({ ...pick(offer), keys: [] })
    const place = `${name} ${placeOf(offer)}`
    const { source, format, key } = offer
    const isNew = key !== undefined && !authority.keys.has(placeOf(offer))
    if (made.has(place)) skipped.push({ source, skipped: 'duplicate' })
    else if (isNew && !perKid.add(format, key.kid)) {
      skipped.push({ source, skipped: 'too-many-of-one-kid' })
    } else {
      made.add(place)
      authorities.set(name, authority)
      const became = put(authority, offer)
      ;({ taken, changed, known })[became].push(offer)
    }
  }
  return { authorities: [...authorities.values()].map(settle), taken, changed, known, skipped }
}

/** The one thing of an authority that an offer is of. */
function placeOf({ key, root, list }: Offer): string {
  if (key !== undefined) return canonicalJson([key.kid, key.jwk])
  return root ?? `list ${String(list?.kid)}`
}

function put(authority: Growing, offer: Offer): 'taken' | 'changed' | 'known' {
  const { key, root, list } = offer
  const place = placeOf(offer)
  if (key !== undefined) {
    const revoked = authority.keys.get(place)?.revoked
    // What was revoked stays revoked.
    return putInto(authority.keys, place, revoked === undefined ? key : { ...key, revoked })
  }
  if (root !== undefined) return putInto(authority.roots, place, root)
  return list === undefined ? 'known' : putInto(authority.lists, place, list)
}

function putInto<T>(map: Map<string, T>, place: string, next: T): 'taken' | 'changed' | 'known' {
  const old = map.get(place)
  map.set(place, next)
  if (old === undefined) return 'taken'
  return canonicalJson(old) === canonicalJson(next) ? 'known' : 'changed'
}

function nameOf({ format, id }: { readonly format: string; readonly id: string }): string {
  return JSON.stringify([format, id])
}

function pick({ format, id, name }: Offer): Pick<TrustAuthority, 'format' | 'id' | 'name'> {
  return { format, id, name }
}

function grow({ keys, roots = [], revocations = [], ...rest }: TrustAuthority): Growing {
  return {
    ...rest,
    keys: new Map(keys.map((key) => [canonicalJson([key.kid, key.jwk]), key])),
    roots: new Map(roots.map((root) => [root, root])),
    lists: new Map(revocations.map((list) => [`list ${list.kid}`, list])),
  }
}

function settle({ keys, roots, lists, ...rest }: Growing): TrustAuthority {
  return {
    ...rest,
    keys: [...keys.values()],
    ...(roots.size === 0 ? {} : { roots: [...roots.values()] }),
    ...(lists.size === 0 ? {} : { revocations: [...lists.values()] }),
  }
}

/** How many keys there are of each format and kid; `add` says whether another may come. */
function countKids(authorities: readonly TrustAuthority[]) {
  const counts = new Map<string, number>()
  const add = (format: string, kid: string | null): boolean => {
    if (kid === null) return true
    const name = JSON.stringify([format, kid])
    const count = counts.get(name) ?? 0
    if (count === maxOfOneKid) return false
    counts.set(name, count + 1)
    return true
  }
  for (const { format, keys } of authorities) for (const { kid } of keys) add(format, kid)
  return { add }
}
