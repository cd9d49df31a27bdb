/** What became of a call that may be refused: the code of its error; any other error is thrown on. */
import { GreengateError, type ErrorCode } from '../errors.ts'

/** The code of the error with which a call was refused, undefined where it was not. */
export function refusal(call: () => unknown): ErrorCode | undefined {
  try {
    call()
    return undefined
  } catch (error) {
    return codeOf(error)
  }
}

/** The same for a call that answers later. */
export async function refusalOf(promise: Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    return codeOf(error)
  }
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof GreengateError) return error.code
  throw error
}
