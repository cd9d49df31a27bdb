/** The floors of a station: the versions and the time below which nothing is taken, whatever became of its bundle. */
import type { Bundle } from '../bundle/bundle.ts'
import { refused } from '../bundle/refused.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { rootVersion, type Contents } from '../carriage/contents.ts'

/** A version, and its only bytes. */
export interface VersionFloor {
  readonly version: number
  readonly sha256: string
}

/** What was in force when floors were kept last. */
export interface Floors {
  /** The digest of the pinned root. */
  readonly pinned: string
  /** The number of the generation that they were kept with. */
  readonly generation: number
  readonly root: VersionFloor
  /** Who signs snapshot and timestamp under that root: where a newer one changes them, the versions fall. */
  readonly roles: string
  readonly timestamp: VersionFloor | undefined
  readonly snapshot: VersionFloor | undefined
  readonly members: ReadonlyMap<string, VersionFloor>
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
  const { root, timestamp, snapshot, floor } = bundle
  return {
    pinned,
    generation,
    root: versionOf(root),
    roles: rolesOf(bundle),
    timestamp: timestamp && versionOf(timestamp),
    snapshot: snapshot && versionOf(snapshot),
    members: new Map([...(snapshot?.members ?? [])].map(([name, at]) => [name, versionOf(at)])),
    time: Math.max(floor, before?.time ?? 0),
  }
}

/**
 * Refuses a bundle that was accepted without its forerunner and is below the floors.
 *
 * @param pinned - What it was accepted over.
 * @param contents - What it was accepted from: its roots say whether versions were allowed to fall (TUF 5.3.11).
 * @throws GreengateError `ERR_BUNDLE_ROLLBACK`, `ERR_BUNDLE_EQUIVOCATION`
 */
export function refuseBelow(
  floors: Floors,
  pinned: Bundle,
  bundle: Bundle,
  contents: Contents,
): void {
  const { root, timestamp, snapshot } = bundle
  refuseOlder(floors.root, root)
  if (haveFallen(floors, pinned, bundle, contents)) return
  refuseOlder(floors.timestamp, timestamp)
  refuseOlder(floors.snapshot, snapshot)
  for (const [name, floor] of floors.members) refuseOlder(floor, snapshot?.members.get(name))
}

/** Whether some root since that of the floors has other keys for snapshot or timestamp. */
function haveFallen(
  floors: Floors,
  pinned: Bundle,
  bundle: Bundle,
  { documents }: Contents,
): boolean {
  // A root that is not newer than the pinned one was passed over unchecked: it has no say.
  const first = Math.max(floors.root.version, pinned.root.version)
  const since = [...documents.values()].flatMap(({ name, payload }) => {
    const version = rootVersion(name) ?? 0
    return version > first && version < bundle.root.version ? [rolesIn(payload)] : []
  })
  if (pinned.root.version > floors.root.version) since.push(rolesOf(pinned))
  return [...since, rolesOf(bundle)].some((roles) => roles !== floors.roles)
}

function refuseOlder(floor: VersionFloor | undefined, found: VersionFloor | undefined): void {
  if (floor === undefined) return
  if (found === undefined || found.version < floor.version) {
    throw refused('ERR_BUNDLE_ROLLBACK', 'is older than one that was in force here')
  }
  if (found.version === floor.version && found.sha256 !== floor.sha256) {
    throw refused('ERR_BUNDLE_EQUIVOCATION', 'has other bytes for a version that was in force here')
  }
}

interface RolePayload {
  readonly keys: readonly string[]
  readonly threshold: number
}

/** Of a root that was accepted, so its form is known. */
function rolesIn(payload: Uint8Array): string {
  const { roles } = JSON.parse(new TextDecoder().decode(payload)) as {
    readonly roles: { readonly snapshot: RolePayload; readonly timestamp: RolePayload }
  }
  return rolesText(roles.snapshot, roles.timestamp)
}

function rolesOf({ root: { roles } }: Bundle): string {
  const payload = ({ keys, threshold }: (typeof roles)['root']) => ({
    keys: [...keys.keys()],
    threshold,
  })
  return rolesText(payload(roles.snapshot), payload(roles.timestamp))
}

function rolesText(snapshot: RolePayload, timestamp: RolePayload): string {
  const sorted = ({ keys, threshold }: RolePayload) => ({ keys: keys.toSorted(), threshold })
  return canonicalJson({ snapshot: sorted(snapshot), timestamp: sorted(timestamp) })
}

function versionOf({ version, sha256 }: VersionFloor): VersionFloor {
  return { version, sha256 }
}
