/** Two documents of one name and version: whoever signed both has told two people two things. */
import { GreengateError } from '../errors.ts'
import type { BundleDocument } from './container.ts'

/** What shows it to others. */
export interface EquivocationProof {
  readonly name: string
  readonly version: number
  /** SHA-256 of the payload that was known, base64url. */
  readonly sha256: string
  /** What was offered in its place, signatures and all. */
  readonly other: BundleDocument
}

/**
 * A second document for a version that is known: keep the proof, and tell the publisher.
 *
 * @example
 * ```ts
 * import { EquivocationError, type EquivocationProof } from 'greengate'
 *
 * const proofOf = (error: unknown): EquivocationProof | undefined =>
 *   error instanceof EquivocationError ? error.proof : undefined
 * ```
 */
export class EquivocationError extends GreengateError {
  readonly proof: EquivocationProof
  constructor(proof: EquivocationProof) {
    super('ERR_BUNDLE_EQUIVOCATION', 'bundle: has other bytes for a version already known')
    this.proof = proof
  }
}
