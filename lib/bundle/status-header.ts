/** The header of a status list: whose codes, of which month, and the digest of its bits. */
import { shapeOf } from '../encoding/json-shape.ts'
import { parseNamedData, type NamedData } from './named-data.ts'
import { bytesFor } from '../status/status-list.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

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
  const issuer = shape.text(header['issuer'], 'issuer')
  const month = shape.text(header['month'], 'month')
  if (name !== `status/${issuer}/${month}`) throw shape.refuse('status', 'differs from its name')
  const entries = shape.integer(header['entries'], 'entries')
  const data = parseNamedData(header['data'], 'data')
  if (data.length < bytesFor(entries))
    throw shape.refuse('data.length', 'is less than entries need')
  return {
    version: shape.integer(header['version'], 'version', 1),
    expires: shape.instant(header['expires'], 'expires'),
    issuer,
    month,
    entries,
    data,
  }
}
