/** What somebody offers for a trust list: a key or a root of an authority, or something that cannot be taken. */
import type { FormatName } from 'greengate'
import type { AuthorityKey, RevokedCodes, Words } from '../payloads.ts'

/** Why something was not taken. */
export type SkipReason =
  | 'not-readable'
  | 'not-a-certificate'
  | 'malformed-key'
  | 'unsupported-key'
  | 'private-key'
  | 'not-for-signing'
  | 'not-its-thumbprint'
  | 'malformed-list'
  | 'expired'
  | 'no-country'
  | 'no-issuer'
  | 'duplicate'
  | 'too-many-of-one-kid'

/** The id of the authority whose keys count for codes of every issuer of a format. */
export const anyIssuer = '*'

/** What is offered for one authority. */
export interface Offer {
  /** The file, and the place in it. */
  readonly source: string
  readonly format: FormatName
  /** Of the authority. */
  readonly id: string
  readonly name: Words
  readonly key?: AuthorityKey
  /** A certificate that signs certificates, base64url. */
  readonly root?: string
  /** A list of revoked codes. */
  readonly list?: RevokedCodes
}

/** Something that was not taken. */
export interface Skipped {
  readonly source: string
  readonly skipped: SkipReason
}

/** What whoever imports says of all that is imported. */
export interface Wishes {
  readonly now: Date
  readonly format?: FormatName
  readonly issuer?: string
  readonly name?: Words
  readonly states?: readonly string[]
  readonly regions?: readonly string[]
  readonly from?: string
  readonly until?: string
  /** Certificates that are over are taken too. */
  readonly withExpired?: boolean
}
