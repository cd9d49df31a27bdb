/** Says what a code is and whether it is genuine, without any rule: the door to its claims. */
import type { Bundle } from './bundle/bundle.ts'
import type { Credential } from './credential/credential.ts'
import { claimsOf } from './credential/claims-of.ts'
import { keyId, parsePublicJwk } from './crypto/jwk.ts'
import { checkSignature, importVerifyKey, type VerifyKey } from './crypto/verify-key.ts'
import { encodeBase64url } from './encoding/base64url.ts'
import { unixSeconds } from './encoding/instant.ts'
import { matchesPattern } from './encoding/pattern.ts'
import { GreengateError } from './errors.ts'
import type { FormatName } from './decision.ts'
import type { CodeFormat } from './formats/format.ts'
import { inspectOther } from './inspect-other.ts'
import { decodeCode } from './judge/read-code.ts'
import { formatOf } from './judge/read-texts.ts'
import type { ReasonCode } from './reasons.ts'
import type { StatedTrust } from './trust/stated-authorities.ts'
import type { IssuerKey } from './trust/trust-list.ts'

/** Keys to check against, where there is no bundle. */
export type InspectTrust = StatedTrust

/** What a code is looked at with. */
export interface InspectOptions {
  readonly now: Date
  readonly trust?: InspectTrust
  /** Takes the place of `trust`: the keys of its trust list, and what they may say. */
  readonly bundle?: Bundle
  /** Other people's formats to read beside our own. */
  readonly formats?: readonly CodeFormat[]
}

/** What a code is. null: that stage was not reached. */
export interface Inspection {
  /** null: nothing that we know. */
  readonly format: 'greengate' | FormatName | null
  /** Of ours its claims; of others' codes what they say, as JSON and as their format has it. */
  readonly payload: unknown
  readonly signature: 'valid' | 'invalid' | 'unknown-key' | 'unsigned' | null
  /** The code's own window. */
  readonly time: 'in-time' | 'expired' | 'not-yet-valid' | 'unbounded' | null
  /** Whether the key may say what the code says. */
  readonly keyUsage: 'allowed' | 'refused' | 'unstated' | null
  readonly reasons: readonly ReasonCode[]
}

const nothing = {
  format: null,
  payload: null,
  signature: null,
  time: null,
  keyUsage: null,
} as const

/**
 * Says what a code is, whoever made it. Its claims are in the answer: keep them out of logs.
 *
 * @param texts - What the scanner read: one text, or the parts of one code.
 *
 * @example
 * ```ts
 * import { inspect } from 'greengate'
 *
 * const { format } = await inspect('https://example.org/', { now: new Date() })
 * ```
 */
export async function inspect(
  texts: string | readonly string[],
  options: InspectOptions,
): Promise<Inspection> {
  const [text = '', ...more] = typeof texts === 'string' ? [texts] : texts
  const format = formatOf(text, options.formats ?? [])
  if (format !== undefined) return inspectOther(format, [text, ...more], options)
  if (more.length > 0) return { ...nothing, reasons: ['not-a-credential'] }
  const credential = decodeCode(text)
  if ('state' in credential) {
    const { code } = credential.reason
    // A damaged code is still one of ours; the stages after decoding were not reached.
    return { ...nothing, format: code === 'damaged' ? 'greengate' : null, reasons: [code] }
  }
  const found = await checkAgainst(credential, options)
  const time = timeOf(credential, unixSeconds(options.now))
  return {
    format: 'greengate',
    payload: {
      ...claimsOf(credential),
      id: encodeBase64url(credential.id),
      keyId: encodeBase64url(credential.kid),
    },
    signature: found.signature,
    time,
    keyUsage: found.signature === 'valid' ? found.keyUsage : null,
    reasons: [...found.reasons, ...(time === 'in-time' ? [] : [time])],
  }
}

function timeOf(
  { issuedAt, validFrom, validUntil }: Credential,
  now: number,
): 'in-time' | 'expired' | 'not-yet-valid' {
  if (now >= validUntil) return 'expired'
  return now < Math.max(issuedAt, validFrom ?? issuedAt) ? 'not-yet-valid' : 'in-time'
}

interface Checked {
  readonly signature: 'valid' | 'invalid' | 'unknown-key'
  readonly keyUsage: 'allowed' | 'refused' | 'unstated'
  readonly reasons: readonly ReasonCode[]
}

interface Candidate {
  readonly key: VerifyKey
  /** undefined: nothing is stated of what the key may say. */
  readonly permission: IssuerKey | undefined
}

async function checkAgainst(credential: Credential, options: InspectOptions): Promise<Checked> {
  const { algorithm, signature, signed } = credential
  const known = await candidates(credential, options)
  if (typeof known === 'string') {
    return { signature: 'unknown-key', keyUsage: 'unstated', reasons: [known] }
  }
  try {
    for (const { key, permission } of known) {
      if (key.algorithm !== algorithm) continue
      if (!(await checkSignature(key, signature, signed, true))) continue
      const reasons: ReasonCode[] = isTimely(credential, permission) ? [] : ['key-out-of-time']
      return { signature: 'valid', keyUsage: usageOf(credential, permission), reasons }
    }
  } catch (error) {
    if (!(error instanceof GreengateError && error.code === 'ERR_KEY_UNSUPPORTED')) throw error
    return { signature: 'unknown-key', keyUsage: 'unstated', reasons: ['unsupported-key'] }
  }
  return { signature: 'invalid', keyUsage: 'unstated', reasons: ['signature-invalid'] }
}

/** The keys that may have signed, or the reason why there is none. */
async function candidates(
  { issuer, kid }: Credential,
  { trust, bundle }: InspectOptions,
): Promise<readonly Candidate[] | 'issuer-unknown' | 'key-unknown'> {
  const name = encodeBase64url(kid)
  if (bundle !== undefined) {
    const listed = bundle.trust?.issuers.get(issuer)
    if (listed === undefined) return 'issuer-unknown'
    const keys = listed.keys.get(name) ?? []
    return keys.length === 0
      ? 'key-unknown'
      : keys.map((permission) => ({ key: permission.key, permission }))
  }
  const issuers = trust?.issuers ?? {}
  const own = Object.hasOwn(issuers, issuer) ? issuers[issuer] : undefined
  const open = [...(own?.jwks?.keys ?? []), ...(trust?.jwks?.keys ?? [])]
  if (open.length === 0) return 'issuer-unknown'
  const found: Candidate[] = []
  for (const value of open) {
    const key = await readableKey(value, name)
    if (key !== undefined) found.push({ key, permission: undefined })
  }
  return found.length === 0 ? 'key-unknown' : found
}

/** The key if it has that kid; a key set may hold keys of other formats, or that are none, which are none of ours. */
async function readableKey(value: unknown, kid: string): Promise<VerifyKey | undefined> {
  try {
    const jwk = parsePublicJwk(value)
    return encodeBase64url(await keyId(jwk)) === kid ? await importVerifyKey(jwk) : undefined
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}

function isTimely({ issuedAt }: Credential, permission: IssuerKey | undefined): boolean {
  return permission === undefined || (permission.from <= issuedAt && issuedAt < permission.until)
}

function usageOf(credential: Credential, permission: IssuerKey | undefined): Checked['keyUsage'] {
  if (permission === undefined) return 'unstated'
  const { facts, coverage, assessment } = credential
  const { states, covers, sets } = permission
  const allowed =
    isTimely(credential, permission) &&
    (facts ?? []).every(({ kind }) => states.includes('*') || states.includes(kind)) &&
    (coverage ?? []).every(({ kind }) => covers.includes('*') || covers.includes(kind)) &&
    (assessment === null || sets.some((pattern) => matchesPattern(pattern, assessment.ruleSet)))
  return allowed ? 'allowed' : 'refused'
}
