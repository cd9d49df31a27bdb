/** A decoded code: integers and bytes, ready to be checked. Types only. */
import type { Algorithm, PublicJwk } from '../crypto/jwk.ts'
import type { Fact } from './claims.ts'

/** An assessment with every default filled in. */
export interface DecodedAssessment {
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly ruleSet: string
  readonly version: number
  /** null: a pass that names no rule. */
  readonly rule: number | null
  /** Unix seconds. */
  readonly assessedAt: number
}

/** A fact as it is in a code; when it was recorded decides nothing, so that nobody need write it out. */
export interface DecodedFact extends Omit<Fact, 'recordedAt'> {
  /** Unix seconds. */
  readonly recordedAt: number
}

/** What a holder adds to a code while it is shown, not yet checked. */
export interface LiveProof {
  /** Unix seconds divided by 30, rounded down. */
  readonly step: number
  readonly signature: Uint8Array
  /** The COSE_Sign1 that it is a proof for. */
  readonly envelope: Uint8Array
}

/** A code of format version 1, decoded and well-formed, its signature not yet checked. */
export interface Credential {
  readonly algorithm: Algorithm
  /** 8 bytes. */
  readonly kid: Uint8Array
  /** The bytes that the signature covers. */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly issuer: string
  /** Unix seconds, as are the other instants here. */
  readonly issuedAt: number
  readonly validFrom: number | null
  readonly validUntil: number
  /** 8 bytes. */
  readonly id: Uint8Array
  readonly holderKey: PublicJwk | null
  readonly class: 'app' | 'paper'
  readonly maskedName: string | null
  readonly lastFour: string | null
  readonly tag: Uint8Array | null
  readonly statusIndex: number | null
  readonly assessment: DecodedAssessment | null
  readonly commitment: Uint8Array | null
  /** null: the code says nothing of facts, which differs from an empty list. */
  readonly coverage: readonly { readonly kind: string; readonly until: number }[] | null
  readonly facts: readonly DecodedFact[] | null
  /** Where it was issued, by the issuer's own count; null: not said. */
  readonly site: number | null
  /** null: shown bare. */
  readonly live: LiveProof | null
}
