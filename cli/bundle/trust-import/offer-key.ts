/** A key without a certificate as an offer. */
import { createHash } from 'node:crypto'
import type { FormatName } from 'greengate'
import {
  GreengateError,
  canonicalJson,
  keyIdsOf,
  otherJwk,
  otherKey,
  parseIssuerKey,
  type OtherJwk,
} from 'greengate/issue'
import { asObject } from '../../edges/json-file.ts'
import { anyIssuer, type Offer, type Skipped, type SkipReason, type Wishes } from './offer.ts'

/** A key list says no dates; it is renewed, and that is its end. */
const always = { from: '2000-01-01T00:00:00Z', until: '2199-12-31T00:00:00Z' } as const

/** A key with what stands beside it in a list. */
export interface FoundKey {
  readonly source: string
  readonly value: unknown
  readonly format: FormatName
  /** Whose it is; undefined: the list does not say. */
  readonly id: string | undefined
  readonly name?: string
  /** Where the list names keys beside them. */
  readonly kid?: string
}

/** The offer. */
export async function offerKey(found: FoundKey, wishes: Wishes): Promise<Offer | Skipped> {
  const { source, value } = found
  const format = wishes.format ?? found.format
  const read = format === 'shc' ? await cardKey(value) : soundKey(value)
  if (typeof read === 'string') return { source, skipped: read }
  const { jwk, chain } = read
  const id = wishes.issuer ?? found.id ?? anyIssuer
  const label = found.name ?? id
  const { kid } = asObject(value) ?? {}
  const stated = found.kid ?? (typeof kid === 'string' ? kid : undefined)
  return {
    source,
    format,
    id,
    name: wishes.name ?? { zh: label, en: label },
    key: {
      kid: kidFor(format, stated),
      jwk,
      from: wishes.from ?? always.from,
      until: wishes.until ?? always.until,
      states: wishes.states ?? ['*'],
      regions: wishes.regions ?? ['*'],
      ...(chain.length === 0 ? {} : { chain: chain.map(base64url) }),
    },
  }
}

/** The name of a key in codes: of DCCs and Claim 169 bytes, elsewhere text. */
function kidFor(format: FormatName, stated: string | undefined): string | null {
  if (stated === undefined || format === 'nzcp' || format === 'shc') return stated ?? null
  const ids = keyIdsOf(stated)
  // Eight bytes of a digest, however they are spelt; else what the text is in base64; else the text itself.
  return ids.find((id) => Buffer.from(id, 'base64url').length === 8) ?? ids[1] ?? ids[0] ?? null
}

/** RFC 7638: what is left of a key here are the members that its thumbprint is made of. */
export function thumbprint(jwk: OtherJwk): string {
  return createHash('sha256').update(canonicalJson(jwk)).digest('base64url')
}

interface ReadKey {
  readonly jwk: OtherJwk
  /** DER certificates, the key's own first. */
  readonly chain: readonly Uint8Array[]
}

/** A key of any kind that is supported, for signing or without a word of it. */
function soundKey(value: unknown): ReadKey | SkipReason {
  const { use, d } = asObject(value) ?? {}
  // Published or not, a private key is everybody's.
  if (d !== undefined) return 'private-key'
  if (use !== undefined && use !== 'sig') return 'not-for-signing'
  try {
    return { jwk: otherKey(otherJwk(value)).jwk, chain: [] }
  } catch (error) {
    return reasonOf(error)
  }
}

/** A key that can sign SMART Health Cards: what differs from their framework in the least never signs one. */
async function cardKey(value: unknown): Promise<ReadKey | SkipReason> {
  const sound = soundKey(value)
  if (typeof sound === 'string') return sound
  const { use, kid } = asObject(value) ?? {}
  if (use === undefined && sound.jwk.kty === 'EC') return 'not-for-signing'
  try {
    return await parseIssuerKey(value)
  } catch (error) {
    const reason = reasonOf(error)
    const isMisnamed = reason === 'malformed-key' && kid !== thumbprint(sound.jwk)
    return isMisnamed ? 'not-its-thumbprint' : reason
  }
}

function reasonOf(error: unknown): SkipReason {
  if (!(error instanceof GreengateError)) throw error
  return error.code === 'ERR_KEY_UNSUPPORTED' ? 'unsupported-key' : 'malformed-key'
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
