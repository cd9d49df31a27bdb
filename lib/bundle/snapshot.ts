/** Snapshot and timestamp: which versions belong together, and that they are the newest. */
import { shapeOf } from '../encoding/json-shape.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** A document named by version, length in bytes and SHA-256 (base64url) of its payload. */
export interface Listed {
  readonly version: number
  readonly length: number
  readonly sha256: string
}

export interface SnapshotPayload {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  /** By member name. */
  readonly members: ReadonlyMap<string, Listed>
}

export interface TimestampPayload {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly snapshot: Listed
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` */
export function parseSnapshot(value: unknown): SnapshotPayload {
  const snapshot = shape.record(value, 'snapshot', ['version', 'expires', 'members'])
  let before = ''
  const members = shape.list(snapshot['members'], 'members', (item, at) => {
    const entry = shape.record(item, at, ['name', 'version', 'length', 'sha256'])
    const text = shape.text(entry['name'], `${at}.name`)
    if (text <= before) throw shape.refuse(at, 'members must be sorted and unique')
    before = text
    return [text, listedOf(entry, at)] as const
  })
  return {
    version: shape.integer(snapshot['version'], 'snapshot.version', 1),
    expires: shape.instant(snapshot['expires'], 'snapshot.expires'),
    members: new Map(members),
  }
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` */
export function parseTimestamp(value: unknown): TimestampPayload {
  const timestamp = shape.record(value, 'timestamp', ['version', 'expires', 'snapshot'])
  return {
    version: shape.integer(timestamp['version'], 'timestamp.version', 1),
    expires: shape.instant(timestamp['expires'], 'timestamp.expires'),
    snapshot: listedOf(
      shape.record(timestamp['snapshot'], 'timestamp.snapshot', ['version', 'length', 'sha256']),
      'timestamp.snapshot',
    ),
  }
}

function listedOf(listed: Readonly<Record<string, unknown>>, at: string): Listed {
  return {
    version: shape.integer(listed['version'], `${at}.version`, 1),
    length: shape.integer(listed['length'], `${at}.length`),
    sha256: shape.text(listed['sha256'], `${at}.sha256`),
  }
}
