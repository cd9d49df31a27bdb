/** The floors of a verifier: the versions and the time below which nothing is taken, whatever became of its bundle. */
import type { Bundle } from '../bundle/bundle.ts'
import { refuseBelow as refuseOne, type Floor } from '../bundle/floors.ts'
import { digestOf } from '../bundle/payload.ts'
import { refused } from '../bundle/refused.ts'
import type { Threshold } from '../crypto/jws.ts'

/** The floor of a member, and who signed it: where others sign it, a recovery lets it fall. */
export interface MemberFloor extends Floor {
  readonly signers: string
}

/** What was in force when floors were kept last. */
export interface Floors {
  /** The digest of the pinned root. */
  readonly pinned: string
  /** The number of the generation that they were kept with. */
  readonly generation: number
  readonly root: Floor
  /** Who signs timestamp and snapshot under that root: where a newer one changes them, their versions fall. */
  readonly signers: string
  readonly timestamp: Floor | undefined
  readonly snapshot: Floor | undefined
  readonly members: ReadonlyMap<string, MemberFloor>
  /** Unix seconds; never falls. */
  readonly time: number
}

/** The floors that a bundle sets; only the floor of time is compared with those before, for it never falls. */
export function floorsOf(
  bundle: Bundle,
  pinned: string,
  generation: number,
  before: Floors | undefined,
): Floors {
  const { root, timestamp, snapshot, members, floor } = bundle
  return {
    pinned,
    generation,
    root: versionOf(root),
    signers: topSigners(bundle),
    timestamp: timestamp && versionOf(timestamp),
    snapshot: snapshot && versionOf(snapshot),
    members: new Map(
      [...members].map(([name, member]) => [
        name,
        { ...versionOf(member), signers: signersOf(member.role) },
      ]),
    ),
    time: Math.max(floor, before?.time ?? 0),
  }
}

/**
 * Refuses a bundle that was accepted without its forerunner and is below the floors. What falls is what would have
 * fallen over the forerunner (TUF 5.3.11).
 *
 * @throws GreengateError `ERR_BUNDLE_ROLLBACK`, EquivocationError
 */
export async function refuseBelow(floors: Floors, bundle: Bundle): Promise<void> {
  const { documents, members } = bundle
  const { version } = floors.root
  refuseDocument(floors.root, bundle.root, undefined)
  // A chain that came by another root of that version is another chain.
  const passed = documents.get(`root/${String(version)}`)
  if (passed !== undefined) {
    refuseOne(floors.root, { version, sha256: await digestOf(passed.payload) }, passed)
  }
  const isRecovery = topSigners(bundle) !== floors.signers
  if (!isRecovery) {
    refuseDocument(floors.timestamp, bundle.timestamp, documents.get('timestamp'))
    refuseDocument(floors.snapshot, bundle.snapshot, documents.get('snapshot'))
  }
  for (const [name, floor] of floors.members) {
    const member = members.get(name)
    if (isRecovery && (member === undefined || signersOf(member.role) !== floor.signers)) continue
    refuseDocument(floor, member, member?.document)
  }
}

function refuseDocument(
  floor: Floor | undefined,
  found: Floor | undefined,
  document: Parameters<typeof refuseOne>[2] | undefined,
): void {
  if (floor === undefined) return
  if (found === undefined || found.version < floor.version) {
    throw refused('ERR_BUNDLE_ROLLBACK', 'is older than one that was in force here')
  }
  if (document !== undefined) refuseOne(floor, found, document)
}

function topSigners({ root: { roles } }: Bundle): string {
  return `${signersOf(roles.snapshot)} ${signersOf(roles.timestamp)}`
}

function signersOf({ keys, threshold }: Threshold): string {
  return [String(threshold), ...[...keys.keys()].toSorted()].join(',')
}

function versionOf({ version, sha256 }: Floor): Floor {
  return { version, sha256 }
}
