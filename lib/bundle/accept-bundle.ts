/** Accepts or refuses a bundle, after the client workflow of TUF: nothing changes before all is checked. */
import { unixSeconds } from '../encoding/instant.ts'
import { acceptDelegations, type Delegations } from './accept-delegations.ts'
import { acceptMembers, roleOf } from './accept-members.ts'
import { acceptRoot, isRecovery } from './accept-root.ts'
import { acceptSnapshot, acceptTimestamp } from './accept-snapshot.ts'
import type { Bundle } from './bundle.ts'
import type { BundleDocument } from './container.ts'
import { withDigest } from './digest.ts'
import { refuseBelow } from './floors.ts'
import { need, readOffered, refuseUnlisted } from './offered.ts'
import { heldOf, type Opening } from './open-member.ts'
import { refused } from './refused.ts'
import { isSameRole } from './role-keys.ts'

/** How far ahead of this clock a document may have been signed, in seconds (docs/bundle.md 4.9). */
const maxAhead = 86_400

/**
 * Accepts a newer bundle over the current one, or throws; the caller then keeps the current one.
 *
 * @param current - What is in force: from `pinRoot` or an earlier `acceptBundle`. Its versions are floors, and
 * members and data that it holds need not be in the container again.
 * @param bytes - A `.ggb` container.
 * @param now - The verifier's clock.
 * @throws {@link GreengateError} `ERR_BUNDLE_...` (docs/bundle.md 4), and the code of a member that is malformed;
 * {@link EquivocationError} with the proof where there is one.
 */
export async function acceptBundle(current: Bundle, bytes: Uint8Array, now: Date): Promise<Bundle> {
  const seconds = unixSeconds(now)
  const offered = await readOffered(bytes)
  const { root, documents } = await acceptRoot(current.root, offered, seconds)
  const recovery = isRecovery(current.root, root)
  const floor = recovery ? undefined : current
  const timestamp = await acceptTimestamp(floor, root, offered, seconds)
  const snapshot = await acceptSnapshot(floor, root, timestamp, offered, seconds)
  refuseUnlisted(offered, snapshot.members)
  const opening = { current, offered, root, snapshot, isRecovery: recovery, seconds }
  // Who may sign what is only known below; after a recovery that decides which floors stand.
  if (!recovery) refuseOlderMembers(opening, undefined)
  const delegations = await acceptDelegations(opening)
  if (recovery) refuseOlderMembers(opening, delegations)
  const { members, data, ...contents } = await acceptMembers(opening, delegations)
  const top = [root, timestamp, snapshot].map(({ signedAt }) => signedAt)
  refuseFuture([...top, ...[...members.values()].map(({ signedAt }) => signedAt)], seconds)
  return withDigest({
    class: current.class,
    root,
    timestamp: heldOf(timestamp),
    snapshot,
    ...contents,
    members,
    data,
    documents: new Map([
      ...current.documents,
      ...[...documents, need(offered, 'timestamp'), need(offered, 'snapshot')].map(named),
    ]),
    floor: Math.max(current.floor, ...top),
  })
}

function named(document: BundleDocument): readonly [string, BundleDocument] {
  return [document.name, document]
}

/**
 * No member goes back, changes under its version, or vanishes. After a recovery, one whose own signers were
 * changed may: only they can have driven it up.
 */
function refuseOlderMembers(
  { current, offered, snapshot, root }: Opening,
  delegations: Delegations | undefined,
): void {
  for (const [name, floor] of current.snapshot?.members ?? []) {
    if (delegations !== undefined) {
      const before = current.members.get(name)
      const after = roleOf(name, root, delegations)
      if (before === undefined || after === undefined || !isSameRole(before.role, after)) continue
    }
    const listed = snapshot.members.get(name)
    if (listed === undefined) throw refused('ERR_BUNDLE_ROLLBACK', 'drops a member')
    refuseBelow(floor, listed, offered.documents.get(name) ?? need(offered, 'snapshot'), name)
  }
}

function refuseFuture(signedAt: readonly number[], seconds: number): void {
  if (signedAt.some((each) => each > seconds + maxAhead)) {
    throw refused(
      'ERR_BUNDLE_CLOCK',
      'was signed more than 24 h ahead of this clock; set the clock',
    )
  }
}
