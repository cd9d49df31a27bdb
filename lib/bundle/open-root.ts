/** Opens a root document: signed by itself, and by the root before it where there is one. */
import { checkDocument, type Signed } from '../crypto/jws.ts'
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
  const { root, signed } = await openInTurn<Root, Signed>(name, before, {
    read: async () => {
      const read = await parseRoot(parsePayload(payload))
      if (before !== undefined) refuseOtherPromise(read, before)
      return read
    },
    refuseUnsigned: ({ world, roles }) =>
      checkDocument(payload, signatures, typOf('root', world), roles.root),
  })
  return { ...root, signedAt: signed.signedAt, sha256: await digestOf(payload) }
}

/** What a root of any form is opened with: ours is one, and TUF's own, in tests, is another. */
export interface RootForm<R, S> {
  readonly read: () => Promise<R>
  /** Throws unless those whom a root names as its signers signed this one. */
  readonly refuseUnsigned: (by: R) => Promise<S>
}

/**
 * Takes a root that those sign whom the root before it names, and those whom it names itself.
 *
 * @throws GreengateError `ERR_BUNDLE_...`, `ERR_KEY_...`
 */
export async function openInTurn<R extends { readonly version: number }, S>(
  name: string,
  before: R | undefined,
  { read, refuseUnsigned }: RootForm<R, S>,
): Promise<{ readonly root: R; readonly signed: S }> {
  if (before !== undefined) {
    await refuseUnsigned(before)
  }
  const root = await read()
  if (name !== `root/${String(root.version)}`) throw malformed('root version differs from its name')
  return { root, signed: await refuseUnsigned(root) }
}

function refuseOtherPromise(root: Root, before: Root): void {
  if (root.world !== before.world) {
    throw refused('ERR_BUNDLE_WORLD', 'has a root of another world')
  }
  if (root.endsAt > before.endsAt) {
    throw refused('ERR_BUNDLE_WORLD', 'has a root that would end later than was promised')
  }
}
