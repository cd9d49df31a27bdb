/** Opens the keys that a bundle carries for a group of stations: the only door to binding and population keys. */
import type { Bundle } from './bundle/bundle.ts'
import { decodeBase64url } from './encoding/base64url.ts'
import { parseCanonicalJson } from './encoding/canonical-json.ts'
import { shapeOf } from './encoding/json-shape.ts'
import { GreengateError, type ErrorCode } from './errors.ts'
import { holdStationKeys, type StationKeys } from './judge/station-keys.ts'

/** The private key of a group of stations, as `greengate station join` keeps it: P-256 or X25519. */
export interface GroupKey {
  readonly kty: string
  readonly crv: string
  readonly x: string
  readonly y?: string
  readonly d: string
}

const typ = 'greengate-station-keys'
const format = 'greengate-station-keys-1'
const shape = /* @__PURE__ */ shapeOf('ERR_STATION_KEYS_MALFORMED')
/** In bytes: HMAC-SHA-256, and the keyed hash of numbers. */
const keySizes = { binding: 32, population: 16 } as const

/**
 * Opens what is sealed to the group of a station. Nothing that it gives can be printed, logged or serialised.
 *
 * @param groupKey - Of the group: which one it is, the signed roster says.
 * @returns What `verify` takes as `stationKeys`. Ask again for every new bundle.
 * @throws {@link GreengateError} `ERR_STATION_KEYS_GROUP` where no group of the roster has this key,
 * `ERR_STATION_KEYS_MISSING` where the bundle carries nothing for the group, `ERR_STATION_KEYS_SEAL` for what was sealed
 * to another key, `ERR_STATION_KEYS_MALFORMED` for what is in it.
 *
 * @example
 * ```ts
 * import { openStationKeys, verify, type Bundle, type Card, type Decision, type GroupKey } from 'greengate'
 *
 * const decide = async (text: string, card: Card, bundle: Bundle, key: GroupKey): Promise<Decision> => {
 *   const stationKeys = await openStationKeys(bundle, key)
 *   const context = { ruleSet: 'cn-3301', card }
 *   return verify(text, { bundle, now: new Date(), context, stationKeys })
 * }
 * ```
 */
export async function openStationKeys(bundle: Bundle, groupKey: GroupKey): Promise<StationKeys> {
  const group = bundle.stations?.groups.find(({ recipient: { kty, crv, x, ...rest } }) => {
    const y = 'y' in rest ? rest.y : undefined
    return kty === groupKey.kty && crv === groupKey.crv && x === groupKey.x && y === groupKey.y
  })
  if (group === undefined) {
    throw failed('ERR_STATION_KEYS_GROUP', 'no group of the roster has this key')
  }
  const member = bundle.keys.get(group.id)
  if (member === undefined) {
    throw failed('ERR_STATION_KEYS_MISSING', 'the bundle carries none for this group')
  }
  return parseKeys(await unseal(member.sealed, group.id, groupKey), group.id)
}

async function unseal(sealed: string, group: string, groupKey: GroupKey): Promise<Uint8Array> {
  // Only enrolled stations open anything: nobody else loads what opens it.
  const { compactDecrypt, importJWK } = await import('jose')
  const { kty, crv, x, y, d } = groupKey
  try {
    const jwk = { kty, crv, x, d, ...(y === undefined ? {} : { y }) }
    const { plaintext, protectedHeader } = await compactDecrypt(
      sealed,
      await importJWK(jwk, 'ECDH-ES'),
      { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] },
    )
    if (protectedHeader.typ === typ && protectedHeader.kid === group) return plaintext
  } catch (error) {
    // What was sealed to another key, and a key that is none, is told by errors that have a code; not kept as the
    // cause, since nobody can say what other people's errors quote.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  throw failed('ERR_STATION_KEYS_SEAL', 'not sealed to this group and key')
}

function parseKeys(plaintext: Uint8Array, group: string): StationKeys {
  const keys = shape.record(parse(plaintext), 'keys', ['format', 'group', 'binding', 'population'])
  shape.oneOf(keys['format'], 'format', [format])
  shape.oneOf(keys['group'], 'group', [group])
  const binding = shape.list(keys['binding'], 'binding', (value, at) => {
    const { issuer, month, key } = shape.record(value, at, ['issuer', 'month', 'key'])
    const utcMonth = shape.text(month, at)
    if (!/^\d{4}-\d\d$/.test(utcMonth)) throw shape.refuse(at, 'month must be such as 2026-03')
    return [`${shape.text(issuer, at)}/${utcMonth}`, keyOf(key, at, keySizes.binding)] as const
  })
  const population = shape.list(keys['population'], 'population', (value, at) => {
    const { id, key } = shape.record(value, at, ['id', 'key'])
    return [shape.text(id, at), keyOf(key, at, keySizes.population)] as const
  })
  return holdStationKeys(group, {
    binding: mapOf(binding, 'binding'),
    population: mapOf(population, 'population'),
  })
}

function parse(plaintext: Uint8Array): unknown {
  try {
    return parseCanonicalJson(plaintext)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw failed('ERR_STATION_KEYS_MALFORMED', 'must be canonical JSON')
  }
}

function keyOf(value: unknown, at: string, size: number): Uint8Array {
  const refused = shape.refuse(at, `key must be ${String(size)} bytes in base64url`)
  try {
    const key = decodeBase64url(shape.text(value, at))
    if (key.length === size) return key
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
  }
  throw refused
}

function mapOf<T>(entries: readonly (readonly [string, T])[], where: string): Map<string, T> {
  const map = new Map(entries)
  if (map.size < entries.length) throw shape.refuse(where, 'must name each key once')
  return map
}

function failed(code: ErrorCode, expectation: string): GreengateError {
  return new GreengateError(code, `station keys: ${expectation}`)
}
