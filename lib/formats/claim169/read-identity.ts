/** Reads the claims of an identity code: its issuer, its times, who its holder is, and all that it says as JSON. */
import { decodeAnyCbor, isMap, type AnyCbor, type AnyMap } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { GreengateError } from '../../errors.ts'
import type { OtherCredential } from '../format.ts'
import { readEnd, readStart } from '../numeric-date.ts'
import type { StatedPerson } from '../person.ts'
import { renamed } from '../renamed.ts'
import { orRefusal } from '../undecoded.ts'
import { biometricNames, claimNames, memberNames, recordNames } from './names.ts'

type Identity = Pick<
  OtherCredential,
  'issuer' | 'issuedAt' | 'validFrom' | 'validUntil' | 'person' | 'payload'
>

const claimLabel = 169

/** undefined: not the claims of an identity code, or times that are none. */
export function readIdentity(claims: AnyCbor): Identity | undefined {
  if (!isMap(claims)) return undefined
  const identity = openClaim(claims.get(claimLabel))
  const issuer = claims.get(1) ?? null
  if (identity === undefined || !(issuer === null || typeof issuer === 'string')) return undefined
  const validUntil = optional(claims.get(4), readEnd)
  const validFrom = optional(claims.get(5), readStart)
  const issuedAt = optional(claims.get(6), readStart)
  if (validUntil === undefined || validFrom === undefined || issuedAt === undefined)
    return undefined
  const payload = orRefusal(() => asJson(claims, identity))
  if (payload instanceof GreengateError) return undefined
  return {
    issuer,
    issuedAt,
    validFrom,
    validUntil,
    person: personOf(identity),
    payload,
  }
}

/** A map; in the specification's own example it is wrapped in bytes. */
function openClaim(value: AnyCbor): AnyMap | undefined {
  const opened =
    value instanceof Uint8Array
      ? orRefusal(() => decodeAnyCbor(value, { maxBytes: value.length }))
      : value
  return !(opened instanceof GreengateError) && isMap(opened) ? opened : undefined
}

/** Every claim and every member, known or not. */
function asJson(claims: AnyMap, identity: AnyMap): unknown {
  const members = Object.entries(jsonOfCbor(identity) as Record<string, unknown>)
  const named = members.map(([name, item]) => [
    name,
    Object.hasOwn(biometricNames, name) ? recordsOf(item) : item,
  ])
  const claim169 = renamed(Object.fromEntries(named), memberNames)
  return { ...renamed(jsonOfCbor(claims), claimNames), claim169 }
}

/** A list of records; in the specification's own example there is one without a list. */
function recordsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recordsOf)
  return typeof value === 'object' && value !== null ? renamed(value, recordNames) : value
}

function optional<T>(value: AnyCbor, read: (value: AnyCbor) => T | undefined) {
  return value === undefined || value === null ? null : read(value)
}

function personOf(identity: AnyMap): StatedPerson | null {
  const [whole, first, middle, last, born] = [4, 5, 6, 7, 8].map((key) => textOf(identity.get(key)))
  const given = [first, middle].filter((name) => name !== null && name !== undefined).join(' ')
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(born ?? '') ?? []
  const birthDate = year === undefined ? null : [year, month, day].join('-')
  // Where the family name is not stated apart, the whole name stands for it.
  const name =
    typeof last === 'string'
      ? { surname: last, given: given === '' ? null : given }
      : { surname: whole ?? (given === '' ? null : given), given: null }
  return name.surname === null && birthDate === null ? null : { ...name, birthDate }
}

function textOf(value: AnyCbor): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
