/** Takes timestamp and snapshot: which versions belong together, and that they are the newest (TUF 5.4 and 5.5). */
import { checkDocument } from '../crypto/jws.ts'
import type { Bundle, Held } from './bundle.ts'
import type { BundleDocument } from './container.ts'
import { refuseBelow, refuseExpired } from './floors.ts'
import { kindOf, refuseOverlong } from './member-name.ts'
import { need, type Offered } from './offered.ts'
import { digestOf, parsePayload } from './payload.ts'
import { malformed, refused } from './refused.ts'
import type { Root } from './root.ts'
import {
  parseSnapshot,
  parseTimestamp,
  type Listed,
  type SnapshotPayload,
  type TimestampPayload,
} from './snapshot.ts'
import { typOf } from './world.ts'

/** What timestamp and snapshot are held against; undefined where a newer root let their floors fall. */
export type SnapshotFloor = Pick<Bundle, 'timestamp' | 'snapshot'> | undefined

/** @throws GreengateError `ERR_BUNDLE_...` */
export async function acceptTimestamp(
  floor: SnapshotFloor,
  root: Root,
  offered: Offered,
  seconds: number,
): Promise<TimestampPayload & Held> {
  const document = need(offered, 'timestamp')
  const { signedAt } = await checkDocument(
    document.payload,
    document.signatures,
    typOf('timestamp', root.world),
    root.roles.timestamp,
  )
  const timestamp = parseTimestamp(parsePayload(document.payload))
  const sha256 = await digestOf(document.payload)
  refuseBelow(floor?.timestamp, { version: timestamp.version, sha256 }, document)
  if (timestamp.snapshot.version < (floor?.snapshot?.version ?? 0)) {
    throw refused('ERR_BUNDLE_ROLLBACK', 'names a snapshot older than what is known')
  }
  refuseExpired(timestamp.expires, seconds, 'timestamp')
  return { ...timestamp, sha256, signedAt: latest(signedAt, sha256, floor?.timestamp) }
}

/** @throws GreengateError `ERR_BUNDLE_...` */
export async function acceptSnapshot(
  floor: SnapshotFloor,
  root: Root,
  timestamp: TimestampPayload,
  offered: Offered,
  seconds: number,
): Promise<SnapshotPayload & Held> {
  const document = need(offered, 'snapshot')
  const sha256 = await digestOf(document.payload)
  refuseOtherBytes(document, sha256, timestamp.snapshot)
  const { signedAt } = await checkDocument(
    document.payload,
    document.signatures,
    typOf('snapshot', root.world),
    root.roles.snapshot,
  )
  const snapshot = parseSnapshot(parsePayload(document.payload))
  if (snapshot.version !== timestamp.snapshot.version) {
    throw malformed('snapshot version differs from the timestamp')
  }
  refuseBelow(floor?.snapshot, { version: snapshot.version, sha256 }, document)
  refuseExpired(snapshot.expires, seconds, 'snapshot')
  for (const [name, { length }] of snapshot.members) refuseOverlong(kindOf(name), length)
  return { ...snapshot, sha256, signedAt: latest(signedAt, sha256, floor?.snapshot) }
}

/** The same payload may be signed anew; an older signing of it is not news. */
function latest(signedAt: number, sha256: string, known: Held | undefined): number {
  return known?.sha256 === sha256 ? Math.max(known.signedAt, signedAt) : signedAt
}

/** @throws GreengateError `ERR_BUNDLE_DIGEST` */
export function refuseOtherBytes(document: BundleDocument, sha256: string, listed: Listed): void {
  if (document.payload.length !== listed.length || sha256 !== listed.sha256) {
    throw refused('ERR_BUNDLE_DIGEST', 'holds other bytes than were listed')
  }
}
