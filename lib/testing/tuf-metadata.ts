/** TUF metadata as its own clients read it, translated so far that our own functions can check it. */
import { createPublicKey } from 'node:crypto'
import { parseRoleKeys, parseThreshold, type RoleKeys } from '../bundle/role-keys.ts'
import { parsePublicJwk, thumbprint } from '../crypto/jwk.ts'
import { countSigners, type ClaimedSignature, type Threshold } from '../crypto/jws.ts'
import { utf8 } from '../encoding/bytes.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import { fromHex } from './corpora.ts'
import { rawOfDer } from './der.ts'

/** Reads values as the bundle does, with its code. */
export const shape = shapeOf('ERR_BUNDLE_MALFORMED')
const itself = (value: unknown): unknown => value
const membersOf = (value: unknown, where: string): ReadonlyMap<string, unknown> =>
  shape.entries(value, where, itself)

/** The part of a document that is signed, and its signatures. */
export interface TufDocument {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly signed: ReadonlyMap<string, unknown>
  /** The bytes that are signed. */
  readonly payload: Uint8Array
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

/** Keys by thumbprint as ours are, and the thumbprint of each name that TUF gives them. */
export interface TufKeys {
  readonly keys: RoleKeys
  readonly names: ReadonlyMap<string, string>
}

/** A role with what its keys are called. */
export interface TufRole extends Threshold {
  readonly names: TufKeys['names']
}

/** Canonical JSON of securesystemslib: in texts, quotes and backslashes are escaped and nothing else. */
export function olpcJson(value: unknown): string {
  if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
  if (Array.isArray(value)) return `[${value.map(olpcJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, item]) => `${olpcJson(name)}:${olpcJson(item)}`).join(',')}}`
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED` when it is no metadata of the type. */
export function parseTuf(bytes: Uint8Array, type: string): TufDocument {
  const document = membersOf(JSON.parse(new TextDecoder().decode(bytes)), type)
  const signed = membersOf(document.get('signed'), type)
  shape.oneOf(signed.get('_type'), '_type', [type])
  const signatures = shape.list(document.get('signatures'), 'signatures', (item, at) => {
    const entry = membersOf(item, at)
    return { keyid: shape.text(entry.get('keyid'), at), sig: String(entry.get('sig')) }
  })
  return {
    version: shape.integer(signed.get('version'), 'version', 1),
    expires: shape.instant(signed.get('expires'), 'expires'),
    signed,
    payload: utf8(olpcJson(document.get('signed'))),
    signatures,
  }
}

/** Reads the member `keys` of root or of delegations: P-256 in PEM. */
export async function parseTufKeys(value: unknown): Promise<TufKeys> {
  const names = new Map<string, string>()
  const jwks: Record<string, unknown> = {}
  for (const [keyid, entry] of membersOf(value, 'keys')) {
    shape.oneOf(membersOf(entry, keyid).get('scheme'), 'scheme', ['ecdsa-sha2-nistp256'])
    const pem = membersOf(membersOf(entry, keyid).get('keyval'), keyid).get('public')
    const jwk = parsePublicJwk(createPublicKey(shape.text(pem, keyid)).export({ format: 'jwk' }))
    const name = await thumbprint(jwk)
    names.set(keyid, name)
    jwks[name] = jwk
  }
  return { names, keys: await parseRoleKeys(jwks) }
}

/** Reads a role: one key under two names is one key, by its thumbprint. */
export function parseTufRole(value: unknown, where: string, { keys, names }: TufKeys): TufRole {
  const role = membersOf(value, where)
  const named = shape.list(role.get('keyids'), where, (item, at) => {
    const keyid = shape.text(item, at)
    return names.get(keyid) ?? keyid
  })
  const threshold = role.get('threshold')
  return { ...parseThreshold({ keys: named, threshold }, where, keys), names }
}

/** Counts who signed, by our own function. @throws GreengateError `ERR_BUNDLE_SIGNATURE` */
export function refuseUnsigned(document: TufDocument, role: TufRole): Promise<number> {
  // tuf-on-ci leaves the place of who has not signed yet as an empty text: no signature at all.
  const made = document.signatures.filter(({ sig }) => sig !== '')
  const claimed = made.map(({ keyid, sig }): ClaimedSignature => ({
    kid: role.names.get(keyid) ?? keyid,
    alg: 'ES256',
    open: () => ({
      signature: rawOfDer(fromHex(sig)) ?? new Uint8Array(0),
      message: document.payload,
    }),
  }))
  return countSigners(claimed, role)
}

/** What one document says of another: its version, and its length and digest where it names them. */
export function listedBy(meta: unknown, where: string) {
  const entry = membersOf(meta, where)
  const hashes = entry.get('hashes')
  const hex =
    hashes === undefined ? undefined : shape.text(membersOf(hashes, where).get('sha256'), where)
  return {
    version: entry.has('version') ? shape.integer(entry.get('version'), where, 1) : undefined,
    length: entry.has('length') ? shape.integer(entry.get('length'), where) : undefined,
    sha256: hex === undefined ? undefined : Buffer.from(hex, 'hex').toString('base64url'),
  }
}
