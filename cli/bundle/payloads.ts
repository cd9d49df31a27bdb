/** The payloads that a publisher writes (docs/bundle.md 2). Types only: `acceptBundle` judges them. */
import type { FormatName, World } from 'greengate'
import type { OtherJwk, PublicJwk } from 'greengate/issue'

/** Chinese and English. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Which keys may sign, by thumbprint, and how many must. */
export interface RoleKeys {
  readonly keys: readonly string[]
  readonly threshold: number
}

/** Seconds. */
export interface Rails {
  readonly notice: number
  readonly minDuration: number
  readonly maxAhead: number
}

/** Who signs the rule sets whose id begins with a prefix, and within which rails. */
export interface Delegation extends RoleKeys {
  readonly prefix: string
  readonly rails: Rails
}

/** Who may tighten at once, for 72 hours at most. */
export interface EmergencyRole extends RoleKeys {
  readonly prefix: string
  /** `ID/VERSION` of those that root ended. */
  readonly ended: readonly string[]
}

/** The roles that root names one by one. */
export const plainRoles = [
  'root',
  'snapshot',
  'timestamp',
  'trust',
  'facts',
  'status',
  'stations',
] as const

export type PlainRole = (typeof plainRoles)[number]

export type { World }

/** How old a document in force may be, in seconds. */
export interface Limit {
  readonly limit: number
  readonly grace: number
}

export type Schedule = Readonly<
  Partial<Record<'timestamp' | 'status' | 'notGreen' | 'covered' | 'trust' | 'facts', Limit>>
>

export interface RootPayload {
  readonly version: number
  readonly world: World
  readonly purpose: Words
  readonly legalBasis: readonly string[]
  readonly endsAt: string
  readonly expires: string
  readonly keys: Readonly<Record<string, PublicJwk>>
  readonly roles: Readonly<Record<PlainRole, RoleKeys>> & {
    readonly rules: readonly Delegation[]
    readonly emergency: EmergencyRole | null
  }
  readonly freshness: { readonly poll: Schedule; readonly stick: Schedule }
  readonly clockUncertainty: number
}

export interface DelegationPayload {
  readonly version: number
  readonly expires: string
  readonly prefix: string
  readonly keys: Readonly<Record<string, PublicJwk>>
  readonly delegations: readonly Delegation[]
}

/** What one key may say, and from when to when codes of it are good. */
export interface IssuerKey {
  readonly jwk: PublicJwk
  readonly from: string
  readonly until: string
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
  readonly sets: readonly string[]
}

export interface TrustIssuer {
  readonly id: string
  readonly name: Words
  readonly status: 'lists' | 'none'
  readonly keys: readonly IssuerKey[]
}

/** Codes of one key that were issued in a window, at one site or at all of them. */
export interface Revocation {
  readonly issuer: string
  readonly key: string
  readonly from: string
  readonly until: string
  readonly site: number | null
  readonly why: Words
}

/** A key that signs other people's codes. Bytes are base64url. */
export interface AuthorityKey {
  /** As the codes of its format name it; null: they do not. */
  readonly kid: string | null
  readonly jwk: OtherJwk
  readonly from: string
  readonly until: string
  readonly states: readonly string[]
  readonly regions: readonly string[]
  readonly chain?: readonly string[]
  readonly revoked?: readonly {
    readonly from: string
    readonly until: string
    readonly why: Words
  }[]
}

/** Codes of one key that are revoked one by one: by revocation id, before which instant; null: all. */
export interface RevokedCodes {
  readonly kid: string
  readonly ids: Readonly<Record<string, number | null>>
}

/** Who signs other people's codes of one format. */
export interface TrustAuthority {
  readonly format: FormatName
  readonly id: string
  readonly name: Words
  readonly keys: readonly AuthorityKey[]
  readonly roots?: readonly string[]
  readonly needsChain?: boolean
  readonly revocations?: readonly RevokedCodes[]
}

export interface TrustPayload {
  readonly version: number
  readonly expires: string
  readonly issuers: readonly TrustIssuer[]
  readonly revoked: readonly Revocation[]
  readonly authorities?: readonly TrustAuthority[]
}

export interface FactsPayload {
  readonly version: number
  readonly expires: string
  readonly types: readonly { readonly name: string; readonly labels: Words }[]
  readonly onSite: Readonly<Record<string, unknown>>
}

/** A station as the roster has it. */
export interface RosterStation {
  readonly id: string
  readonly key: PublicJwk
  readonly recipient: PublicJwk
  readonly lanes: readonly string[]
}

export interface StationGroup {
  readonly id: string
  readonly recipient: PublicJwk
  readonly stations: readonly RosterStation[]
}

export interface StationsPayload {
  readonly version: number
  readonly expires: string
  readonly groups: readonly StationGroup[]
}

/** How documents name each other. */
export interface Listed {
  readonly version: number
  readonly length: number
  readonly sha256: string
}
