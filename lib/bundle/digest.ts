/** One digest of all that decisions rest on, so that equal bases mean equal bundles (docs/bundle.md 7). */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import type { Bundle, Held } from './bundle.ts'

/**
 * Names a bundle. The snapshot's digest alone would not do: how old a timestamp is, when a list was signed
 * and how far the floor has risen decide as well.
 */
export async function withDigest(bundle: Omit<Bundle, 'digest'>): Promise<Bundle> {
  const { root, timestamp, snapshot, trust, facts, status, floor } = bundle
  const named = {
    class: bundle.class,
    root: name(root),
    timestamp: name(timestamp),
    snapshot: name(snapshot),
    trust: name(trust),
    facts: name(facts),
    // Where there are none nothing is said, so that bundles without them keep their names.
    ...(status.size > 0 && {
      status: Object.fromEntries([...status].map(([key, held]) => [key, name(held)])),
    }),
    floor,
  }
  return { ...bundle, digest: encodeBase64url(await backend.sha256(utf8(canonicalJson(named)))) }
}

function name(held: Held | undefined): { sha256: string; signedAt: number } | null {
  return held === undefined ? null : { sha256: held.sha256, signedAt: held.signedAt }
}
