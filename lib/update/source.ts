/** Where newer bundles come from. */
import type { Contents } from '../carriage/contents.ts'
import type { ErrorCode } from '../errors.ts'
import { GreengateError } from '../errors.ts'

/** What a verifier has, so that a source brings only the rest. */
export interface Holding {
  readonly rootVersion: number
  readonly contents: Contents
}

/** What a source brought; nothing of it is believed yet. */
export type Gathered =
  | { readonly state: 'unchanged'; readonly bytes: number }
  | {
      readonly state: 'gathered'
      readonly contents: Contents
      readonly bytes: number
      /** Called once it was accepted: only then may "not changed since" be asked for. */
      accepted(): void
    }

/** Where newer bundles come from. */
export interface BundleSource {
  /**
   * Gathers what is newer than what is held.
   *
   * @param signal - Ends it: it fails with the signal's reason.
   * @throws SourceError where there is no way to it, or what is there is not of its form.
   */
  gather(holding: Holding, signal?: AbortSignal): Promise<Gathered>
}

/** Why a source brought nothing, and how much was received until then. */
export class SourceError extends GreengateError {
  override name = 'SourceError'
  readonly bytes: number
  constructor(code: ErrorCode, message: string, bytes: number, options?: ErrorOptions) {
    super(code, message, options)
    this.bytes = bytes
  }
}
