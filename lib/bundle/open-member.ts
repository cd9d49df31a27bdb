/** Opens a member that the snapshot lists: carried or held already, signed by its role. */
import { checkDocument, type Threshold } from '../crypto/jws.ts'
import { refuseOtherBytes } from './accept-snapshot.ts'
import type { Bundle, Held, HeldMember } from './bundle.ts'
import type { BundleDocument } from './container.ts'
import { kindOf } from './member-name.ts'
import type { Offered } from './offered.ts'
import { digestOf } from './payload.ts'
import { malformed, refused } from './refused.ts'
import { isSameRole } from './role-keys.ts'
import type { Root } from './root.ts'
import type { Listed, SnapshotPayload } from './snapshot.ts'
import { typOf } from './world.ts'

/** What members are opened with. */
export interface Opening {
  readonly current: Bundle
  readonly offered: Offered
  readonly root: Root & Held
  readonly snapshot: SnapshotPayload & Held
  /** Whether a newer root let floors fall: then nothing of before is taken as it was. */
  readonly isRecovery: boolean
  /** The verifier's clock, unix seconds. */
  readonly seconds: number
}

/**
 * Opens one member. What is held already is not checked again, unless other keys or another threshold decide
 * now, or the same payload comes with other signatures.
 *
 * @throws GreengateError `ERR_BUNDLE_MEMBER_MISSING`, `ERR_BUNDLE_DIGEST`, `ERR_BUNDLE_SIGNATURE`
 */
export async function openMember(
  { current, offered, root, snapshot }: Opening,
  name: string,
  role: Threshold,
): Promise<HeldMember> {
  const listed = snapshot.members.get(name) as Listed
  const carried = offered.documents.get(name)
  if (carried !== undefined) {
    refuseOtherBytes(carried, await digestOf(carried.payload), listed)
  }
  const known = current.members.get(name)
  const held = known?.sha256 === listed.sha256 ? known : undefined
  if (held !== undefined) refuseOtherVersion(held.version, listed)
  const document = carried ?? held?.document
  if (document === undefined) {
    throw refused('ERR_BUNDLE_MEMBER_MISSING', 'lacks a member that is not held already')
  }
  const isSame = held !== undefined && isSameRole(held.role, role)
  if (isSame && isSameSigning(held.document, document)) return held
  const typ = typOf(kindOf(name), root.world)
  const signed = await checkDocument(document.payload, document.signatures, typ, role)
  // The same payload signed earlier is older news of what is held.
  if (isSame && signed.signedAt <= held.signedAt) return held
  return { version: listed.version, sha256: listed.sha256, ...signed, document, role }
}

function isSameSigning(a: BundleDocument, b: BundleDocument): boolean {
  if (a === b) return true
  const [one, other] = [a.signatures, b.signatures]
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

/** What names a member in the bundle, apart from the bytes. */
export function heldOf({ version, sha256, signedAt }: Held): Held {
  return { version, sha256, signedAt }
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` when a member has another version than the snapshot says. */
export function refuseOtherVersion(version: unknown, listed: Pick<Listed, 'version'>): void {
  if (version !== listed.version) throw malformed('a member has another version than was listed')
}
