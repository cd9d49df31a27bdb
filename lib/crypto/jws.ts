/**
 * Signatures of bundle documents: General JWS (RFC 7515) with a detached, unencoded payload (RFC 7797),
 * every signature checked on its own and distinct keys counted.
 */
import { decodeBase64url } from '../encoding/base64url.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { isCanonical } from '../encoding/canonical-json.ts'
import { GreengateError } from '../errors.ts'
import { checkSignature, type VerifyKey } from './verify-key.ts'

/** Longest signature file: 64 signatures of some 400 bytes. */
const maxBytes = 32_768
const maxSignatures = 64

const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const algNames = { Ed25519: 'Ed25519', ESP256: 'ES256' } as const
const headerMembers = ['alg', 'b64', 'crit', 'kid', 'signedAt', 'typ']

interface Header {
  readonly alg: string
  readonly kid: string
  readonly signedAt: number
}

/** Which keys may sign and how many must. */
export interface Threshold {
  readonly keys: ReadonlyMap<string, VerifyKey>
  readonly threshold: number
}

/** What the signatures of a document say. */
export interface Signed {
  /** Unix seconds, the same in every signature. */
  readonly signedAt: number
  /** How many distinct keys of the role signed. */
  readonly signers: number
}

/** A signature as a document carries it: whose it says it is, and what it is over. */
export interface ClaimedSignature {
  readonly kid: string
  readonly alg: string
  /** Asked only where the key has a say. */
  readonly open: () => { readonly signature: Uint8Array; readonly message: Uint8Array }
}

/**
 * Checks that enough distinct keys signed a payload.
 *
 * @throws {@link GreengateError} `ERR_BUNDLE_SIGNATURE`
 */
export async function checkDocument(
  payload: Uint8Array,
  signatures: Uint8Array,
  typ: string,
  role: Threshold,
): Promise<Signed> {
  const claimed = parseSignatures(signatures).map((entry) => ({
    ...parseHeader(entry.protected, typ),
    open: () => ({
      signature: decode(entry.signature),
      message: concat([utf8(`${entry.protected}.`), payload]),
    }),
  }))
  const { signedAt } = claimed[0] as Header
  if (claimed.some((each) => each.signedAt !== signedAt)) {
    throw refused('signatures state different times')
  }
  return { signedAt, signers: await countSigners(claimed, role) }
}

/**
 * Counts the distinct keys of a role that signed, and refuses when they are too few.
 *
 * @throws {@link GreengateError} `ERR_BUNDLE_SIGNATURE`
 */
export async function countSigners(
  claimed: readonly ClaimedSignature[],
  role: Threshold,
): Promise<number> {
  const good = new Set<string>()
  for (const { kid, alg, open } of claimed) {
    const key = role.keys.get(kid)
    // A signature by a key that has no say here neither helps nor harms.
    if (key === undefined) continue
    if (alg !== algNames[key.algorithm]) throw refused('alg does not fit the key')
    const { signature, message } = open()
    if (!(await checkSignature(key, signature, message, false))) {
      throw refused('a signature is wrong')
    }
    good.add(kid)
  }
  if (good.size < role.threshold) {
    throw refused(`${String(good.size)} of ${String(role.threshold)} keys signed`)
  }
  return good.size
}

function parseSignatures(bytes: Uint8Array): { protected: string; signature: string }[] {
  if (bytes.length > maxBytes) throw refused('signatures are too long')
  const value = parseObject(bytes, ['signatures'])
  const list = value['signatures']
  if (!Array.isArray(list) || list.length < 1 || list.length > maxSignatures) {
    throw refused(`there must be 1 to ${String(maxSignatures)} signatures`)
  }
  return list.map((item: unknown) => {
    const entry = onlyMembers(item, ['protected', 'signature'])
    if (typeof entry['protected'] !== 'string' || typeof entry['signature'] !== 'string') {
      throw refused('a signature must have protected and signature')
    }
    return { protected: entry['protected'], signature: entry['signature'] }
  })
}

function parseHeader(text: string, typ: string): Header {
  const header = parseObject(decode(text), headerMembers)
  const { alg, b64, crit, kid, signedAt } = header
  if (b64 !== false || !Array.isArray(crit) || crit.length !== 1 || crit[0] !== 'b64') {
    throw refused('b64 must be false and crit ["b64"]')
  }
  if (header['typ'] !== typ) throw refused(`typ must be ${typ}`)
  if (typeof alg !== 'string' || typeof kid !== 'string') throw refused('alg and kid must be text')
  if (typeof signedAt !== 'number' || !Number.isSafeInteger(signedAt) || signedAt < 0) {
    throw refused('signedAt must be unix seconds')
  }
  return { alg, kid, signedAt }
}

function parseObject(bytes: Uint8Array, members: readonly string[]): Record<string, unknown> {
  try {
    const text = decoder.decode(bytes)
    const value: unknown = JSON.parse(text)
    // JSON.parse keeps the last of doubled members; a compact text that has none comes back the same. Asked first
    // for its limit of depth, which JSON.stringify does not have.
    if (!isCanonical(text, value) && JSON.stringify(value) !== text) {
      throw refused('signatures are not compact JSON')
    }
    return onlyMembers(value, members)
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause
    // Not kept as the cause: a SyntaxError quotes the text that it is about.
    throw refused('signatures are not JSON')
  }
}

function onlyMembers(value: unknown, members: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused('signatures are not JSON objects')
  }
  if (Object.keys(value).some((name) => !members.includes(name))) throw refused('unknown members')
  return value as Record<string, unknown>
}

function decode(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch (cause) {
    if (!(cause instanceof GreengateError)) throw cause
    throw refused('not base64url', cause)
  }
}

function refused(found: string, cause?: unknown): GreengateError {
  return new GreengateError('ERR_BUNDLE_SIGNATURE', `document: ${found}`, { cause })
}
