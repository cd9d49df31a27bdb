/** The header of a status list: whose codes, of which month, and the digest of its bits. */
import { shapeOf } from '../encoding/json-shape.ts'
import { bytesFor } from '../status/status-list.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** Raw data that a member names. */
export interface NamedData {
  readonly length: number
  /** SHA-256, base64url. */
  readonly sha256: string
}

/** The payload of a member `status/<issuer>/<month>`. */
export interface StatusHeader {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly issuer: string
  /** Such as `2026-11`, in UTC. */
  readonly month: string
  readonly entries: number
  readonly data: NamedData
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, also when it is not the one that its name says. */
export function parseStatusHeader(value: unknown, name: string): StatusHeader {
  const header = shape.record(value, 'status', [
    'version',
    'expires',
    'issuer',
    'month',
    'entries',
    'data',
  ])
  const data = shape.record(header['data'], 'data', ['length', 'sha256'])
  const issuer = shape.text(header['issuer'], 'issuer')
  const month = shape.text(header['month'], 'month')
  if (name !== `status/${issuer}/${month}`) throw shape.refuse('status', 'differs from its name')
  const entries = shape.integer(header['entries'], 'entries')
  const length = shape.integer(data['length'], 'data.length')
  if (length < bytesFor(entries)) throw shape.refuse('data.length', 'is less than entries need')
  return {
    version: shape.integer(header['version'], 'version', 1),
    expires: shape.instant(header['expires'], 'expires'),
    issuer,
    month,
    entries,
    data: {
      length,
      sha256: shape.text(data['sha256'], 'data.sha256'),
    },
  }
}
