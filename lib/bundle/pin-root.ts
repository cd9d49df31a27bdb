/** Pins a root: the one document that must come from a trusted hand. */
import type { Bundle, Contents } from './bundle.ts'
import { decodeBundle } from './container.ts'
import { withDigest } from './digest.ts'
import type { VerifierClass } from './freshness.ts'
import { refuseOverlong } from './member-name.ts'
import { noSets } from './open-sets.ts'
import { openRoot } from './open-root.ts'
import { malformed, refused } from './refused.ts'
import type { World } from './world.ts'

/** What a verifier is, as far as its bundle goes. */
export interface PinOptions {
  /** Worlds whose root may be pinned; a gate for people names none but production, which is the default. */
  readonly worlds?: readonly World[]
  /** How data reach this verifier: `poll`, the default, asks a server; to a `stick` they are carried. */
  readonly class?: VerifierClass
}

const noContents: Contents = {
  delegations: new Map(),
  trust: undefined,
  facts: undefined,
  stations: undefined,
  status: new Map(),
  keys: new Map(),
  covered: new Map(),
  notGreen: new Map(),
  population: noSets,
  ruleSets: new Map(),
  emergencies: new Map(),
}

/**
 * Pins a root: the one document that must come from a trusted hand, its digest compared by eye.
 *
 * @param bytes - A `.ggb` container with one root document.
 * @returns A bundle that knows its root and nothing else; every decision under it is `check`.
 * @throws {@link GreengateError} `ERR_BUNDLE_...`, `ERR_KEY_...`; `ERR_BUNDLE_WORLD` when the root is of a
 * world that this verifier does not serve.
 *
 * @example
 * ```ts
 * import { acceptBundle, pinRoot, type Bundle } from 'greengate'
 *
 * const open = async (root: Uint8Array, bundle: Uint8Array): Promise<Bundle> =>
 *   acceptBundle(await pinRoot(root), bundle, new Date())
 * ```
 */
export async function pinRoot(bytes: Uint8Array, options: PinOptions = {}): Promise<Bundle> {
  const { worlds = ['production'], class: verifierClass = 'poll' } = options
  const { documents, data } = decodeBundle(bytes)
  const [document] = documents
  if (document === undefined || documents.length > 1 || data.length > 0) {
    throw malformed('a pinned root is one document')
  }
  refuseOverlong('root', document.payload.length)
  const root = await openRoot(document, undefined)
  if (!worlds.includes(root.world)) {
    throw refused('ERR_BUNDLE_WORLD', `is of the world ${root.world}, which is not served here`)
  }
  return withDigest({
    class: verifierClass,
    root,
    timestamp: undefined,
    snapshot: undefined,
    ...noContents,
    members: new Map(),
    documents: new Map([[document.name, document]]),
    data: new Map(),
    floor: root.signedAt,
  })
}
