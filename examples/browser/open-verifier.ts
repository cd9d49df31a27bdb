/** A verifier for a web page in twenty lines: the bundle comes from the page's own server and stays; decisions are made here. */
import { hcert, verify, type Decision } from 'greengate'
import { httpSource, indexedDbStore, openBundle, type BundleStore } from 'greengate/update'

/** Opens it; the root is part of the page's own code, as its scripts are. */
export async function openVerifier(
  root: Uint8Array,
  folder: string,
  ruleSet: string,
  store: BundleStore = indexedDbStore('verifier'),
): Promise<(text: string) => Promise<Decision>> {
  const source = httpSource(folder)
  const kept = await openBundle({ root, store, source, worlds: ['production', 'demo'] })
  // Without a network it goes on with what it has: how long, the freshness limits say, and they end in `check`.
  await kept.refresh(new Date())
  return (text) =>
    verify(text, { bundle: kept.bundle, now: new Date(), context: { ruleSet }, formats: [hcert] })
}
