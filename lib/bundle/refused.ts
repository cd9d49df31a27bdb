/** How a bundle is refused: an error with the code of what is wrong with it. */
import { GreengateError, type ErrorCode } from '../errors.ts'

/** The error of a bundle that is not taken. */
export function refused(code: ErrorCode, found: string, cause?: unknown): GreengateError {
  return new GreengateError(code, `bundle: ${found}`, { cause })
}

/** The error of a bundle that does not have its form. */
export function malformed(found: string, cause?: unknown): GreengateError {
  return refused('ERR_BUNDLE_MALFORMED', found, cause)
}
