/** A key without a certificate as an offer. */
import { createHash } from 'node:crypto'
import type { FormatName } from 'greengate'
import {
  GreengateError,
  canonicalJson,
  keyIdsOf,
  otherJwk,
  otherKey,
  type OtherJwk,
} from 'greengate/issue'
import { asObject } from '../../edges/json-file.ts'
import type { Offer, Skipped, Wishes } from './offer.ts'

/** A key list says no dates; it is renewed, and that is its end. */
const always = { from: '2000-01-01T00:00:00Z', until: '2199-12-31T00:00:00Z' } as const

/** A key with what stands beside it in a list. */
export interface FoundKey {
  readonly source: string
  readonly value: unknown
  readonly format: FormatName
  /** Whose it is; undefined: the list does not say, so that it counts for every issuer. */
  readonly id: string | undefined
  readonly name?: string
  /** Where the list names keys beside them. */
  readonly kid?: string
}

/** The offer. */
export function offerKey(found: FoundKey, wishes: Wishes): Offer | Skipped {
  const { source, value } = found
  const { use, kid, x5c, d } = asObject(value) ?? {}
  // Published or not, a private key is everybody's.
  if (d !== undefined) return { source, skipped: 'private-key' }
  if (use !== undefined && use !== 'sig') return { source, skipped: 'not-for-signing' }
  const jwk = soundKey(value)
  if (typeof jwk === 'string') return { source, skipped: jwk }
  const format = wishes.format ?? found.format
  const id = wishes.issuer ?? found.id ?? '*'
  const label = found.name ?? id
  const stated = found.kid ?? (typeof kid === 'string' ? kid : undefined)
  const chain = chainOf(x5c)
  return {
    source,
    format,
    id,
    name: wishes.name ?? { zh: label, en: label },
    key: {
      kid: kidFor(format, stated, jwk),
      jwk,
      from: wishes.from ?? always.from,
      until: wishes.until ?? always.until,
      states: wishes.states ?? ['*'],
      regions: wishes.regions ?? ['*'],
      ...(chain.length === 0 ? {} : { chain }),
    },
  }
}

/** The name of a key in codes: of DCCs and Claim 169 bytes, elsewhere text; an SHC's is the thumbprint, listed or not. */
function kidFor(format: FormatName, stated: string | undefined, jwk: OtherJwk): string | null {
  if (format === 'shc') return stated ?? thumbprint(jwk)
  if (stated === undefined || format === 'nzcp') return stated ?? null
  const ids = keyIdsOf(stated)
  // Eight bytes of a digest, however they are spelt; else what the text is in base64; else the text itself.
  return ids.find((id) => Buffer.from(id, 'base64url').length === 8) ?? ids[1] ?? ids[0] ?? null
}

/** RFC 7638: what is left of a key here are the members that its thumbprint is made of. */
export function thumbprint(jwk: OtherJwk): string {
  return createHash('sha256').update(canonicalJson(jwk)).digest('base64url')
}

function soundKey(value: unknown): OtherJwk | 'malformed-key' | 'unsupported-key' {
  try {
    return otherKey(otherJwk(withZeros(value))).jwk
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error.code === 'ERR_KEY_UNSUPPORTED' ? 'unsupported-key' : 'malformed-key'
  }
}

const widths: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }

/** Some write coordinates without the zeros that they begin with (RFC 7518, 6.2.1.2, wants them): put back here, once. */
function withZeros(value: unknown): unknown {
  const { crv, x, y } = asObject(value) ?? {}
  const width = typeof crv === 'string' ? widths[crv] : undefined
  if (width === undefined || typeof x !== 'string' || typeof y !== 'string') return value
  const wide = (text: string): string => {
    const bytes = Buffer.from(text, 'base64url')
    const missing = width - bytes.length
    return missing === 1
      ? Buffer.concat([Buffer.alloc(missing), bytes]).toString('base64url')
      : text
  }
  return { ...asObject(value), x: wide(x), y: wide(y) }
}

function chainOf(x5c: unknown): readonly string[] {
  if (!Array.isArray(x5c)) return []
  return x5c
    .filter((item) => typeof item === 'string')
    .map((item) => Buffer.from(item, 'base64').toString('base64url'))
}
