/** The roster of enrolled stations: their groups, their keys, and the keys that things are sealed to. */
import { shapeOf } from '../encoding/json-shape.ts'
import { is32Bytes, isBare, parsePublicJwk, type PublicJwk } from '../crypto/jwk.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')
/** Most stations of one group: they share its key. */
const maxGroup = 64

/** A public key for ECDH-ES (RFC 7518 4.6, RFC 8037 3.2). */
export type RecipientJwk =
  | { readonly kty: 'OKP'; readonly crv: 'X25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }

export interface Station {
  readonly id: string
  /** Signs what the station says. */
  readonly key: PublicJwk
  readonly recipient: RecipientJwk
  readonly lanes: readonly string[]
}

export interface StationGroup {
  readonly id: string
  readonly recipient: RecipientJwk
  readonly stations: readonly Station[]
}

/** The document of the role `stations`. */
export interface Stations {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly groups: readonly StationGroup[]
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED` */
export function parseStations(value: unknown): Stations {
  const document = shape.record(value, 'stations', ['version', 'expires', 'groups'])
  const groups = shape.list(document['groups'], 'groups', parseGroup)
  refuseDoubled(groups, 'groups')
  refuseDoubled(
    groups.flatMap(({ stations }) => stations),
    'stations',
  )
  return {
    version: shape.integer(document['version'], 'version', 1),
    expires: shape.instant(document['expires'], 'expires'),
    groups,
  }
}

function parseGroup(value: unknown, at: string): StationGroup {
  const group = shape.record(value, at, ['id', 'recipient', 'stations'])
  const stations = shape.list(group['stations'], `${at}.stations`, parseStation)
  if (stations.length > maxGroup) {
    throw shape.refuse(at, `must be at most ${String(maxGroup)} stations`)
  }
  return {
    id: shape.text(group['id'], `${at}.id`),
    recipient: parseRecipient(group['recipient'], `${at}.recipient`),
    stations,
  }
}

function parseStation(value: unknown, at: string): Station {
  const station = shape.record(value, at, ['id', 'key', 'recipient', 'lanes'])
  const key = parsePublicJwk(station['key'])
  if (!isBare(station['key'], key)) throw shape.refuse(`${at}.key`, 'must be a bare public key')
  return {
    id: shape.text(station['id'], `${at}.id`),
    key,
    recipient: parseRecipient(station['recipient'], `${at}.recipient`),
    lanes: shape.list(station['lanes'], `${at}.lanes`, shape.text),
  }
}

function parseRecipient(value: unknown, at: string): RecipientJwk {
  const { kty, crv, x, y } = shape.record(value, at, ['kty', 'crv', 'x'], ['y'])
  if (kty === 'OKP' && crv === 'X25519' && is32Bytes(x) && y === undefined) return { kty, crv, x }
  if (kty === 'EC' && crv === 'P-256' && is32Bytes(x) && is32Bytes(y)) return { kty, crv, x, y }
  throw shape.refuse(at, 'must be a public key for ECDH-ES, X25519 or P-256')
}

function refuseDoubled(list: readonly { readonly id: string }[], where: string): void {
  if (new Set(list.map(({ id }) => id)).size < list.length) {
    throw shape.refuse(where, 'ids must be unique')
  }
}
