/** The trust list: whom we believe, with which keys, and what each key may say. */
import { encodeBase64url } from '../encoding/base64url.ts'
import { shapeOf, type Words } from '../encoding/json-shape.ts'
import { isBare, parsePublicJwk, thumbprintBytes } from '../crypto/jwk.ts'
import { openVerifyKey, type VerifyKey } from '../crypto/verify-key.ts'
import { noAuthorities, parseAuthorities, type Authorities } from './authorities.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_TRUST_LIST_MALFORMED')
/** Keys of one issuer and kid that are tried: more would be a way to keep a gate busy (format 2). */
const maxTried = 4

/** A key of an issuer and what it may say. */
export interface IssuerKey {
  readonly key: VerifyKey
  /** Unix seconds: a code's iat must not be before `from`, and must be before `until`. */
  readonly from: number
  readonly until: number
  /** Kinds of fact it may state, kinds it may cover, regions and rule sets it may speak for. */
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
  readonly sets: readonly string[]
  /** Spans in which its codes are not good, each for a site or for all. */
  readonly revoked: readonly RevokedSpan[]
}

/** Codes of a key that are withdrawn, so that the rest of its codes stay good. */
export interface RevokedSpan {
  /** Unix seconds: of a code's iat; `until` is excluded. */
  readonly from: number
  readonly until: number
  /** Where they were issued; null: everywhere. */
  readonly site: number | null
  readonly why: Words
}

/** Who issues codes of ours. */
export interface Issuer {
  readonly id: string
  readonly name: Words
  /** `none`: signed no-status, the issuer's codes need no status list. */
  readonly status: 'lists' | 'none'
  /** By kid, base64url. */
  readonly keys: ReadonlyMap<string, readonly IssuerKey[]>
}

/** The document of the role `trust`. */
export interface TrustList {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly issuers: ReadonlyMap<string, Issuer>
  /** Of other people's codes. */
  readonly authorities: Authorities
}

/**
 * Reads the payload of the trust document (docs/bundle.md 2) and makes its keys ready.
 *
 * @throws GreengateError `ERR_TRUST_LIST_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function parseTrustList(value: unknown): Promise<TrustList> {
  const document = shape.record(
    value,
    'trust',
    ['version', 'expires', 'issuers', 'revoked'],
    ['authorities'],
  )
  const { authorities } = document
  const revoked = parseRevoked(document['revoked'])
  const issuers = await Promise.all(
    shape.list(document['issuers'], 'issuers', (item, at) => parseIssuer(item, at, revoked)),
  )
  const byId = new Map(issuers.map((issuer) => [issuer.id, issuer]))
  if (byId.size < issuers.length) throw shape.refuse('issuers', 'ids must be unique')
  return {
    version: shape.integer(document['version'], 'version', 1),
    expires: shape.instant(document['expires'], 'expires'),
    issuers: byId,
    authorities: authorities === undefined ? noAuthorities : parseAuthorities(authorities),
  }
}

/** Revoked spans by issuer, and by thumbprint. */
type Revoked = ReadonlyMap<string, RevokedKeys>
type RevokedKeys = ReadonlyMap<string, readonly RevokedSpan[]>

function parseRevoked(value: unknown): Revoked {
  const revoked = new Map<string, Map<string, RevokedSpan[]>>()
  shape.list(value, 'revoked', (item, at) => {
    const entry = shape.record(item, at, ['issuer', 'key', 'from', 'until', 'site', 'why'])
    const issuer = shape.text(entry['issuer'], `${at}.issuer`)
    const key = shape.text(entry['key'], `${at}.key`)
    const { site } = entry
    const span = {
      from: shape.instant(entry['from'], `${at}.from`),
      until: shape.instant(entry['until'], `${at}.until`),
      site: site === null ? null : shape.integer(site, `${at}.site`),
      why: shape.words(entry['why'], `${at}.why`),
    }
    const ofIssuer = revoked.get(issuer) ?? new Map<string, RevokedSpan[]>()
    revoked.set(issuer, ofIssuer)
    ofIssuer.set(key, [...(ofIssuer.get(key) ?? []), span])
  })
  return revoked
}

async function parseIssuer(value: unknown, at: string, revoked: Revoked): Promise<Issuer> {
  const issuer = shape.record(value, at, ['id', 'name', 'status', 'keys'])
  const id = shape.text(issuer['id'], `${at}.id`)
  const name = shape.words(issuer['name'], `${at}.name`)
  const status = shape.oneOf(issuer['status'], `${at}.status`, ['lists', 'none'])
  const keys = shape.list(issuer['keys'], `${at}.keys`, parseKey)
  const ofKeys = revoked.get(id)
  const byKid = new Map<string, IssuerKey[]>()
  for (const { digest, ...rest } of keys) {
    const thumbprint = digest instanceof Promise ? await digest : digest
    const kid = encodeBase64url(thumbprint.subarray(0, 8))
    const key = { ...rest, revoked: ofKeys?.get(encodeBase64url(thumbprint)) ?? [] }
    const list = byKid.get(kid) ?? []
    if (list.length === maxTried) throw shape.refuse(at, 'more than 4 keys of one kid')
    list.push(key)
    byKid.set(kid, list)
  }
  return { id, name, status, keys: byKid }
}

/** A key but for what is revoked of it: that goes by its thumbprint, which some platforms take their time for. */
interface StatedKey extends Omit<IssuerKey, 'revoked'> {
  readonly digest: Uint8Array | Promise<Uint8Array>
}

function parseKey(value: unknown, at: string): StatedKey {
  const entry = shape.record(value, at, [
    'jwk',
    'from',
    'until',
    'states',
    'covers',
    'regions',
    'sets',
  ])
  const names = (member: string): string[] =>
    shape.list(entry[member], `${at}.${member}`, shape.text)
  const jwk = parsePublicJwk(entry['jwk'])
  if (!isBare(entry['jwk'], jwk)) {
    throw shape.refuse(`${at}.jwk`, 'a key must have no member but kty, crv, x and y')
  }
  return {
    digest: thumbprintBytes(jwk),
    key: openVerifyKey(jwk),
    from: shape.instant(entry['from'], `${at}.from`),
    until: shape.instant(entry['until'], `${at}.until`),
    states: names('states'),
    covers: names('covers'),
    regions: names('regions'),
    sets: names('sets'),
  }
}
