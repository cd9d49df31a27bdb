/** Who signs other people's codes: states, laboratories and health departments, with what each key may sign. */
import { openOtherKey, parseOtherJwk, type OtherKey } from '../crypto/other-key.ts'
import type { FormatName } from '../decision.ts'
import { decodeBase64url } from '../encoding/base64url.ts'
import { shapeOf, type Words } from '../encoding/json-shape.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_TRUST_LIST_MALFORMED')
const formatNames = ['hcert', 'shc', 'nzcp', 'vds-nc', 'claim169'] as const
/** Keys of one format and kid that are tried: eight bytes of a digest collide, but not by the dozen. */
export const maxTried = 8

/** A key that signs codes of one format. */
export interface AuthorityKey {
  /** As the format writes it: base64url of 8 bytes (hcert), a JWK's kid (shc), a fragment (nzcp); null: it has none. */
  readonly kid: string | null
  readonly key: OtherKey
  /** Unix seconds: `until` is excluded. */
  readonly from: number
  readonly until: number
  /** Kinds of fact that its codes may state; `*`: any. */
  readonly states: readonly string[]
  /** Prefixes of the regions it may speak of; `*`: any. */
  readonly regions: readonly string[]
  /** DER certificates of the key, its own first, where the authority's codes need a chain. */
  readonly chain: readonly Uint8Array[]
  /** Spans of issuing in which its codes are not good. */
  readonly revoked: readonly {
    readonly from: number
    readonly until: number
    readonly why: Words
  }[]
}

/** The id of an authority whose keys count for codes of every issuer of a format. */
export const anyIssuer = '*'

/** A list of revoked codes as SMART Health Cards publish it. */
export interface RevocationList {
  readonly kid: string
  /** By revocation id: unix seconds before which codes of that id are revoked; null: all. */
  readonly ids: ReadonlyMap<string, number | null>
}

/** A body that issues codes of one format. */
export interface Authority {
  readonly format: FormatName
  /** As its codes state it: `AT`, `https://…`, `did:web:…`, `AUS`. */
  readonly id: string
  readonly name: Words
  readonly keys: readonly AuthorityKey[]
  /** DER certificates that sign certificates: of a country (vds-nc), of a chain (shc). */
  readonly roots: readonly Uint8Array[]
  /** Whether keys count only with a chain to one of the roots that holds at the clock. */
  readonly needsChain: boolean
  readonly revocations: readonly RevocationList[]
}

/** A key with whose it is. */
export interface ListedKey {
  readonly authority: Authority
  readonly key: AuthorityKey
}

/** The authorities of one format. */
export interface FormatTrust {
  /** By id. */
  readonly authorities: ReadonlyMap<string, Authority>
  /** By kid, of every authority. */
  readonly keys: ReadonlyMap<string, readonly ListedKey[]>
}

/** By format. */
export type Authorities = ReadonlyMap<FormatName, FormatTrust>

/** Nobody whose codes of other formats are believed. */
export const noAuthorities: Authorities = new Map()

/**
 * Reads the member `authorities` of the trust list (docs/bundle.md 2).
 *
 * @throws GreengateError `ERR_TRUST_LIST_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export function parseAuthorities(value: unknown): Authorities {
  return sortAuthorities(shape.list(value, 'authorities', parseAuthority))
}

interface Sorting {
  readonly authorities: Map<string, Authority>
  readonly keys: Map<string, ListedKey[]>
}

/** Puts authorities where formats look for them. */
export function sortAuthorities(list: readonly Authority[]): Authorities {
  const sorted = new Map<FormatName, Sorting>()
  for (const authority of list) {
    const { format, id } = authority
    const trust: Sorting = sorted.get(format) ?? { authorities: new Map(), keys: new Map() }
    sorted.set(format, trust)
    if (trust.authorities.has(id)) throw shape.refuse('authorities', 'format and id must be unique')
    trust.authorities.set(id, authority)
    for (const key of authority.keys) {
      if (key.kid === null) continue
      const tried = trust.keys.get(key.kid) ?? []
      if (tried.push({ authority, key }) > maxTried) {
        throw shape.refuse('authorities', `more than ${String(maxTried)} keys of one kid`)
      }
      trust.keys.set(key.kid, tried)
    }
  }
  return sorted
}

function parseAuthority(value: unknown, at: string): Authority {
  const entry = shape.record(
    value,
    at,
    ['format', 'id', 'name', 'keys'],
    ['roots', 'needsChain', 'revocations'],
  )
  const { roots = [], needsChain = false, revocations = [] } = entry
  if (typeof needsChain !== 'boolean')
    throw shape.refuse(`${at}.needsChain`, 'must be true or false')
  return {
    format: shape.oneOf(entry['format'], `${at}.format`, formatNames),
    id: shape.text(entry['id'], `${at}.id`),
    name: shape.words(entry['name'], `${at}.name`),
    keys: shape.list(entry['keys'], `${at}.keys`, parseKey),
    roots: shape.list(roots, `${at}.roots`, parseBytes),
    needsChain,
    revocations: shape.list(revocations, `${at}.revocations`, parseRevocations),
  }
}

function parseKey(value: unknown, at: string): AuthorityKey {
  const entry = shape.record(
    value,
    at,
    ['kid', 'jwk', 'from', 'until', 'states', 'regions'],
    ['chain', 'revoked'],
  )
  const { kid, chain = [], revoked = [] } = entry
  return {
    kid: kid === null ? null : shape.text(kid, `${at}.kid`),
    key: openOtherKey(parseOtherJwk(entry['jwk'])),
    from: shape.instant(entry['from'], `${at}.from`),
    until: shape.instant(entry['until'], `${at}.until`),
    states: shape.list(entry['states'], `${at}.states`, shape.text),
    regions: shape.list(entry['regions'], `${at}.regions`, shape.text),
    chain: shape.list(chain, `${at}.chain`, parseBytes),
    revoked: shape.list(revoked, `${at}.revoked`, (item, where) => {
      const span = shape.record(item, where, ['from', 'until', 'why'])
      return {
        from: shape.instant(span['from'], `${where}.from`),
        until: shape.instant(span['until'], `${where}.until`),
        why: shape.words(span['why'], `${where}.why`),
      }
    }),
  }
}

function parseRevocations(value: unknown, at: string): RevocationList {
  const entry = shape.record(value, at, ['kid', 'ids'])
  return {
    kid: shape.text(entry['kid'], `${at}.kid`),
    ids: shape.entries(entry['ids'], `${at}.ids`, (item, where) =>
      item === null ? null : shape.integer(item, where),
    ),
  }
}

/** base64url, as every binary member of a signed document. */
function parseBytes(value: unknown, at: string): Uint8Array {
  return decodeBase64url(longText(value, at))
}

function longText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 16_384) {
    throw shape.refuse(at, 'must be base64url')
  }
  return value
}
