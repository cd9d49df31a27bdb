/** Follows the chain of roots from the one that is known (TUF client workflow 5.3). */
import { checkDocument } from '../crypto/jws.ts'
import type { Held } from './bundle.ts'
import type { BundleDocument } from './container.ts'
import { refuseBelow, refuseExpired } from './floors.ts'
import { newerRoots, type Offered } from './offered.ts'
import { openRoot } from './open-root.ts'
import { digestOf } from './payload.ts'
import { refused } from './refused.ts'
import { isSameRole } from './role-keys.ts'
import type { Root } from './root.ts'
import { typOf } from './world.ts'

/** Most roots that are followed at once: checking one takes time, and nobody needs so many. */
const maxRoots = 1024

/** Where the chain of roots ends. */
export interface AcceptedRoot {
  readonly root: Root & Held
  /** The roots that were taken up on the way, in turn. */
  readonly documents: readonly BundleDocument[]
}

/** @throws GreengateError `ERR_BUNDLE_...`, `ERR_KEY_...` */
export async function acceptRoot(
  current: Root & Held,
  offered: Offered,
  seconds: number,
): Promise<AcceptedRoot> {
  await refuseOtherRoot(current, offered.documents.get(`root/${String(current.version)}`))
  if (newerRoots(offered, current.version) > maxRoots) {
    throw refused('ERR_BUNDLE_TOO_LARGE', `more than ${String(maxRoots)} newer roots`)
  }
  const documents: BundleDocument[] = []
  const root = await followRoots(current, async (name, before) => {
    const next = offered.documents.get(name)
    if (next === undefined) return undefined
    documents.push(next)
    return openRoot(next, before)
  })
  refuseExpired(root.expires, seconds, 'root')
  return { root, documents }
}

/** The last root of a chain that leaves no version out; `open` gives undefined where there is no such root. */
export async function followRoots<R extends { readonly version: number }>(
  current: R,
  open: (name: string, before: R) => Promise<R | undefined>,
): Promise<R> {
  let root = current
  for (;;) {
    const next = await open(`root/${String(root.version + 1)}`, root)
    if (next === undefined) return root
    root = next
  }
}

/** A second root of our version is proof against its signers, once it is known to be theirs. */
async function refuseOtherRoot(
  current: Root & Held,
  document: BundleDocument | undefined,
): Promise<void> {
  if (document === undefined) return
  const sha256 = await digestOf(document.payload)
  if (sha256 === current.sha256) return
  const { payload, signatures } = document
  await checkDocument(payload, signatures, typOf('root', current.world), current.roles.root)
  refuseBelow(current, { version: current.version, sha256 }, document)
}

/** Who signs timestamp and snapshot under a root. */
interface TopRoles {
  readonly roles: Pick<Root['roles'], 'timestamp' | 'snapshot'>
}

/** Whether a newer root changed who signs timestamp or snapshot, so that their floors fall (TUF 5.3.11). */
export function isRecovery(before: TopRoles, after: TopRoles): boolean {
  return (['timestamp', 'snapshot'] as const).some(
    (role) => !isSameRole(before.roles[role], after.roles[role]),
  )
}
