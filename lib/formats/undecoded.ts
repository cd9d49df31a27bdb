/** Codes that cannot be read: what a reader answers in place of an error. */
import type { FormatName, Reason } from '../decision.ts'
import { GreengateError } from '../errors.ts'
import type { UndecodedCode } from './format.ts'

/** The reasons of decoding that say of which format the code is. */
export type DecodingReason = Extract<
  Extract<Reason, { readonly format?: FormatName }>['code'],
  | 'too-long'
  | 'parts-missing'
  | 'text-damaged'
  | 'too-large'
  | 'compression-damaged'
  | 'envelope-damaged'
  | 'payload-damaged'
  | 'newer-version'
>

/**
 * The answer that a code cannot be read, and why.
 *
 * @param payload - What could be read before decoding failed.
 */
export function undecoded(
  format: FormatName,
  code: DecodingReason,
  payload?: unknown,
): UndecodedCode {
  const reason = { code, format }
  return { state: 'unreadable', reason, ...(payload === undefined ? {} : { payload }) }
}

/** What a call gives, or the code of the error with which the library refused. */
export function orRefusal<T>(call: () => T): T | GreengateError {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error
  }
}
