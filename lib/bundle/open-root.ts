/** Opens a root document: signed by itself, and by the root before it where there is one. */
import { checkDocument } from '../crypto/jws.ts'
import type { Held } from './bundle.ts'
import type { BundleDocument } from './container.ts'
import { digestOf, parsePayload } from './payload.ts'
import { malformed, refused } from './refused.ts'
import { parseRoot, type Root } from './root.ts'
import { typOf } from './world.ts'

/**
 * Checks a root's signatures and reads it (TUF client workflow 5.3.3 to 5.3.5).
 *
 * @param before - The root whose signers must have signed too; undefined for one that is pinned.
 * @throws GreengateError `ERR_BUNDLE_...`, `ERR_KEY_...`
 */
export async function openRoot(
  { name, payload, signatures }: BundleDocument,
  before: Root | undefined,
): Promise<Root & Held> {
  if (before !== undefined) {
    await checkDocument(payload, signatures, typOf('root', before.world), before.roles.root)
  }
  const root = await parseRoot(parsePayload(payload))
  if (name !== `root/${String(root.version)}`) throw malformed('root version differs from its name')
  if (before !== undefined && root.world !== before.world) {
    throw refused('ERR_BUNDLE_WORLD', 'has a root of another world')
  }
  if (before !== undefined && root.endsAt > before.endsAt) {
    throw refused('ERR_BUNDLE_WORLD', 'has a root that would end later than was promised')
  }
  const typ = typOf('root', root.world)
  const { signedAt } = await checkDocument(payload, signatures, typ, root.roles.root)
  return { ...root, signedAt, sha256: await digestOf(payload) }
}
