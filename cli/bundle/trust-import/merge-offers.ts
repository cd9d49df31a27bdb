/** Puts what is offered into a trust list: what is there already stays as it is, and nothing goes. */
import { canonicalJson } from 'greengate/issue'
import type { AuthorityKey, TrustAuthority } from '../payloads.ts'
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

interface Growing extends Omit<TrustAuthority, 'keys' | 'roots'> {
  readonly keys: Map<string, AuthorityKey>
  readonly roots: Set<string>
}

/** Merges; the same offers a second time change nothing. */
export function mergeOffers(
  before: readonly TrustAuthority[],
  offers: readonly (Offer | Skipped)[],
): Merged {
  const list = new Map(before.map((each) => [nameOf(each), grow(each)]))
  const perKid = countKids(before)
  const made = new Set<string>()
  const [taken, changed, known, skipped]: [Offer[], Offer[], Offer[], Skipped[]] = [[], [], [], []]
  for (const offer of offers) {
    if ('skipped' in offer) {
      skipped.push(offer)
      continue
    }
    const { source, key, root } = offer
    const name = nameOf(offer)
    const authority = list.get(name) ?? grow({ ...pick(offer), keys: [] })
    const item = key === undefined ? `root ${String(root)}` : keyName(key)
    const old = key === undefined ? undefined : authority.keys.get(item)
    const isHere = old !== undefined || (root !== undefined && authority.roots.has(root))
    if (made.has(`${name} ${item}`)) {
      skipped.push({ source, skipped: 'duplicate' })
      continue
    }
    const kid = `${offer.format} ${String(key?.kid)}`
    if (key !== undefined && key.kid !== null && !isHere) {
      const count = (perKid.get(kid) ?? 0) + 1
      if (count > maxOfOneKid) {
        skipped.push({ source, skipped: 'too-many-of-one-kid' })
        continue
      }
      perKid.set(kid, count)
    }
    made.add(`${name} ${item}`)
    list.set(name, authority)
    if (root !== undefined) authority.roots.add(root)
    // What was revoked stays revoked.
    const next =
      key === undefined || old?.revoked === undefined ? key : { ...key, revoked: old.revoked }
    if (next !== undefined) authority.keys.set(item, next)
    const isSame = isHere && canonicalJson(old ?? null) === canonicalJson(next ?? null)
    ;(isSame ? known : isHere ? changed : taken).push(offer)
  }
  return { authorities: [...list.values()].map(settle), taken, changed, known, skipped }
}

function nameOf({ format, id }: { readonly format: string; readonly id: string }): string {
  return JSON.stringify([format, id])
}

function pick({ format, id, name }: Offer): Pick<TrustAuthority, 'format' | 'id' | 'name'> {
  return { format, id, name }
}

function keyName({ kid, jwk }: AuthorityKey): string {
  return canonicalJson([kid, jwk])
}

function grow({ keys, roots = [], ...rest }: TrustAuthority): Growing {
  return { ...rest, keys: new Map(keys.map((key) => [keyName(key), key])), roots: new Set(roots) }
}

function settle({ keys, roots, ...rest }: Growing): TrustAuthority {
  return { ...rest, keys: [...keys.values()], ...(roots.size === 0 ? {} : { roots: [...roots] }) }
}

function countKids(authorities: readonly TrustAuthority[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { format, keys } of authorities) {
    for (const { kid } of keys) {
      const name = `${format} ${String(kid)}`
      if (kid !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return counts
}
