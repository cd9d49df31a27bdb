/** Claims as JSON, and the CBOR map that format.md sections 3 to 5 make of them. */
import { fromBase64url, unix } from './bytes.ts'
import { tag } from './cbor.ts'
import type { PublicJwk } from './keys.ts'

/** The value of a fact's field, as JSON says it. */
export type FieldValue = string | number | boolean

/** One fact. */
export interface Fact {
  readonly id: string
  readonly kind: string
  readonly source: string
  readonly recordedAt: string
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly retracts?: string
}

/** What an assessment says. */
export interface Assessment {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly ruleSet?: string
  readonly version: number
  readonly rule?: number
  readonly assessedAt: string
  readonly holdsUntil?: string
}

/** The claims of a code, all but the `cti`. */
export interface Claims {
  readonly issuer: string
  readonly issuedAt: string
  readonly validFrom?: string
  readonly validUntil: string
  readonly class: 'app' | 'paper'
  readonly subject?: { readonly maskedName?: string; readonly lastFour?: string }
  readonly statusIndex?: number
  readonly assessment?: Assessment
  readonly covers?: readonly { readonly kind: string; readonly until: string }[]
  readonly facts?: readonly Fact[]
  readonly site?: number
  readonly holderKey?: PublicJwk
}

/** The label of the Greengate claim. */
export const greengate = -65537

/** Leaves the nulls at the end out. */
export const trimmed = (items: readonly unknown[]): unknown[] =>
  items.slice(0, items.findLastIndex((item) => item !== null) + 1)

const decimal = (value: number): unknown => {
  const [whole = '', fraction = ''] = String(value).split('.')
  return tag(4, [-fraction.length, Number(whole + fraction)])
}

/** Section 5: a value says its own type. */
const fieldValue = (value: FieldValue): unknown => {
  if (typeof value === 'number') return Number.isInteger(value) ? value : decimal(value)
  if (typeof value === 'boolean') return value
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return tag(1, unix(value))
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return tag(100, unix(`${value}T00:00:00Z`) / 86_400)
  return value
}

/** `[kind, id, source, recorded-at, fields, retracts]` */
export const factArray = (fact: Fact): unknown[] => [
  fact.kind,
  fact.id,
  fact.source,
  unix(fact.recordedAt),
  new Map(Object.entries(fact.fields).map(([name, value]) => [name, fieldValue(value)])),
  ...(fact.retracts === undefined ? [] : [fact.retracts]),
]

/** A public key as COSE has it. */
export const coseKey = (jwk: PublicJwk): Map<number, unknown> =>
  jwk.kty === 'OKP'
    ? new Map<number, unknown>([
        [1, 1],
        [-1, 6],
        [-2, fromBase64url(jwk.x)],
      ])
    : new Map<number, unknown>([
        [1, 2],
        [-1, 1],
        [-2, fromBase64url(jwk.x)],
        [-3, fromBase64url(jwk.y)],
      ])

const assessmentArray = (claims: Claims): unknown => {
  const { assessment, issuer, issuedAt } = claims
  if (assessment === undefined) return null
  const set = assessment.ruleSet ?? issuer
  return [
    ['pass', 'check', 'stop'].indexOf(assessment.outcome),
    set === issuer ? null : set,
    assessment.version,
    assessment.rule ?? null,
    unix(issuedAt) - unix(assessment.assessedAt),
  ]
}

/** The Greengate claim with all its eight positions. */
const claimArray = (claims: Claims): unknown[] => {
  const { maskedName, lastFour } = claims.subject ?? {}
  const iat = unix(claims.issuedAt)
  return [
    claims.class === 'app' ? 0 : 1,
    claims.subject === undefined ? null : trimmed([maskedName ?? null, lastFour ?? null]),
    claims.statusIndex ?? null,
    assessmentArray(claims),
    null,
    claims.covers?.map(({ kind, until }) => [kind, iat - unix(until)]) ?? null,
    claims.facts?.map(factArray) ?? null,
    claims.site ?? null,
  ]
}

/** The CWT claims set, its Greengate claim untrimmed so that a recipe can still set a position. */
export const claimsMap = (claims: Claims, cti: Uint8Array): Map<number, unknown> =>
  new Map<number, unknown>([
    [1, claims.issuer],
    [4, unix(claims.validUntil)],
    ...(claims.validFrom === undefined ? [] : ([[5, unix(claims.validFrom)]] as const)),
    [6, unix(claims.issuedAt)],
    [7, cti],
    ...(claims.holderKey === undefined
      ? []
      : ([[8, new Map([[1, coseKey(claims.holderKey)]])]] as const)),
    [greengate, claimArray(claims)],
  ])
