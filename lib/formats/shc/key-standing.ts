/** Whether a key leads to one of the roots that its authority's codes need, and between which instants. */
import { isSameCurveKey } from '../../crypto/other-key.ts'
import type { Authorities, Authority, AuthorityKey } from '../../trust/authorities.ts'
import { x509IfHere, type X509 } from '../../trust/load-x509.ts'

/** What a key is worth. */
export type Standing =
  | { readonly state: 'certificate-invalid' | 'unsupported-key' }
  | {
      readonly key: AuthorityKey
      readonly holds: { readonly from: number; readonly until: number } | null
    }

/** A chain is the same for every card of its key, and a trust list is never changed. */
const kept = new WeakMap<AuthorityKey, Promise<Standing>>()

/** Checks the chain of a key to the roots of its authority, once. */
export async function standingOf(authority: Authority, key: AuthorityKey): Promise<Standing> {
  const x509 = await x509IfHere()
  // Not kept: it may be fetched yet.
  if (x509 === undefined) return { state: 'unsupported-key' }
  const known = kept.get(key) ?? checkChainOf(x509, authority, key)
  kept.set(key, known)
  return known
}

/** Checks a chain of each authority whose cards need one, so that the reader of certificates is there. */
export async function warmChains(authorities: Authorities): Promise<void> {
  for (const authority of authorities.get('shc')?.authorities.values() ?? []) {
    const [key] = authority.keys
    if (authority.needsChain && key !== undefined) await standingOf(authority, key)
  }
}

async function checkChainOf(
  { parseCertificate, checkChain }: X509,
  { id, roots }: Authority,
  key: AuthorityKey,
): Promise<Standing> {
  const read = async (list: readonly Uint8Array[]) =>
    (await Promise.all(list.map(parseCertificate))).flatMap((certificate) => certificate ?? [])
  const [own = new Uint8Array(), ...others] = key.chain
  const leaf = await parseCertificate(own)
  const isBound =
    leaf?.key !== undefined &&
    leaf.keyUsage?.signs !== false &&
    leaf.alternativeNames.uris.includes(id) &&
    isSameCurveKey(leaf.key.jwk, key.key.jwk)
  if (!isBound) return { state: 'certificate-invalid' }
  const chain = await checkChain(leaf, await read(others), await read(roots))
  if (chain.state === 'holds') return { key, holds: chain.holds }
  return { state: chain.state === 'unsupported' ? 'unsupported-key' : 'certificate-invalid' }
}
