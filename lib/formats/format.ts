/** What a format of other people's codes must offer to be read beside our own (docs/formats.md). Types only. */
import type { FormatName, OtherCode, Reason } from '../decision.ts'
import type { StatedFact } from '../facts/fact-base.ts'
import type { Authorities, Authority, AuthorityKey } from '../trust/authorities.ts'
import type { StatedPerson } from './person.ts'
import type { Together } from './together.ts'

/** A code of another format, decoded and well-formed, its signature not yet checked. */
export interface OtherCredential {
  readonly format: FormatName
  /** As the code states it: `AT`, `https://…`, `did:web:…`, `AUS`; null: it does not say. */
  readonly issuer: string | null
  /** As {@link AuthorityKey.kid}; null: it does not say. */
  readonly kid: string | null
  /** The bytes that the signature covers: what names a presentation. */
  readonly signed: Uint8Array
  /** Empty: the code is not signed. */
  readonly signature: Uint8Array
  /** Unix seconds, whole; what becomes of a fraction is the format's to say (docs/formats.md). null: unbounded. */
  readonly issuedAt: number | null
  readonly validFrom: number | null
  readonly validUntil: number | null
  readonly person: StatedPerson | null
  /** Facts of the standard kinds; ids are unique in the code. It covers nothing: what it does not state is unknown. */
  readonly facts: readonly StatedFact[]
  /** The kinds that its key must be allowed to state, whether or not a fact could be made of them. */
  readonly kinds: readonly string[]
  /** What it says, as JSON and as its format has it. */
  readonly payload: unknown
  /** Of its form, but no health code that we read: which. Its signature can be checked all the same. */
  readonly otherCode?: OtherCode
  /** What only the format itself has to know again, such as the algorithm that its header names. */
  readonly inner?: unknown
}

/** A code that cannot be read, and why: a reason of the stage `decode`. */
export interface UndecodedCode {
  readonly state: 'unreadable'
  readonly reason: Reason
  /** What could be read before decoding failed, as `OtherCredential.payload`. */
  readonly payload?: unknown
  /** Where only what it says is not as it must be: the rest, so that its signature can be checked and told. Never to be relied on. */
  readonly credential?: OtherCredential
}

/** Why a code is not by whom it should be, but for time. */
export type ProofFailure =
  | 'issuer-unknown'
  | 'key-unknown'
  | 'key-out-of-time'
  | 'certificate-invalid'
  | 'country-mismatch'
  | 'unsupported-key'
  | 'unsigned'
  | 'signature-invalid'

/** Whether a code is by whom it should be; the same at every instant. */
export type Proof =
  | {
      readonly state: ProofFailure
      /** Its signature was checked all the same, and is right. */
      readonly isSigned?: true
    }
  | {
      readonly state: 'genuine'
      readonly authority: Authority
      readonly key: AuthorityKey
      /** Instants between which its certificates hold, unix seconds; outside: `certificate-out-of-time`. */
      readonly holds: { readonly from: number; readonly until: number } | null
      /** Whether the key may state the kinds of the code; `unstated`: nothing is said of it. */
      readonly keyUsage: 'allowed' | 'refused' | 'unstated'
      /** Whether the authority's list names this very code. */
      readonly isRevoked: boolean
    }

/**
 * A format, to be passed to `verify` and `inspect`: nobody ships what they do not read.
 *
 * No member throws, whatever was shown; what they answer is the same at every instant.
 */
export interface CodeFormat {
  readonly name: FormatName
  /** `together` of together.ts. */
  readonly together: Together
  /** Whether a text is of this format, or a part of one: told by its form, before decoding. */
  readonly recognises: (text: string) => boolean
  /** Decodes all the recognised texts that were shown: one answer for each code, parts put together in any order. */
  readonly decode: (texts: readonly string[]) => readonly (OtherCredential | UndecodedCode)[]
  /** Finds the key and checks the signature. */
  readonly prove: (credential: OtherCredential, authorities: Authorities) => Promise<Proof>
  /** Loads what `prove` loads when it is first needed, for `warmUp`; without it there is nothing to load. */
  readonly warmUp?: (authorities: Authorities) => Promise<void>
}
